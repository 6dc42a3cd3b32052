"""The front door of intake: sheets and files come in, one way for every format.

A room declares a `Format` (typed fields and a `Take`: one act for a clean row, one to undo it) and registers it when
its card is ready. A `TakeWhole` reads files that are too long for lines, such as other offices' XML, in the same
course. A `Source` (what a room knows) fills the fields of report forms.
"""

from minzhi.engines.intake.actions.answering import add_row, answer, withdraw
from minzhi.engines.intake.actions.defining import Header, define, send, settle
from minzhi.engines.intake.actions.mending import mend
from minzhi.engines.intake.actions.receiving import confirm, receive
from minzhi.engines.intake.actions.taking import begin, begin_undo, take, undo
from minzhi.engines.intake.actions.trying import read
from minzhi.engines.intake.actions.whole import receive_file
from minzhi.engines.intake.demo import demonstrate
from minzhi.engines.intake.formats import Format, Take, TakeWhole, Tally, Tell, register
from minzhi.engines.intake.jobs import go_on
from minzhi.engines.intake.known import Known, Source, register_known
from minzhi.engines.intake.models import Answer, Arrival, FormTask, Line, ReportForm
from minzhi.engines.intake.queries.arrivals import counts
from minzhi.engines.intake.queries.forms import burden, rows_of, targets, who_has
from minzhi.engines.intake.rules.fields import Field, Kind, Value

__all__ = [
    "Answer",
    "Arrival",
    "Field",
    "FormTask",
    "Format",
    "Header",
    "Kind",
    "Known",
    "Line",
    "ReportForm",
    "Source",
    "Take",
    "TakeWhole",
    "Tally",
    "Tell",
    "Value",
    "add_row",
    "answer",
    "begin",
    "begin_undo",
    "burden",
    "confirm",
    "counts",
    "define",
    "demonstrate",
    "go_on",
    "mend",
    "read",
    "receive",
    "receive_file",
    "register",
    "register_known",
    "rows_of",
    "send",
    "settle",
    "take",
    "targets",
    "undo",
    "who_has",
    "withdraw",
]
