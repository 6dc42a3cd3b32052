"""The front door of the plan: what rooms and the site may use of it. (Cards come from `programme`, before models.)"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minzhi.engines.tasklist.actions.delivering import deliver
from minzhi.engines.tasklist.actions.evidence import Document, attach
from minzhi.engines.tasklist.actions.refusals import SharedFile
from minzhi.engines.tasklist.demo import half_year
from minzhi.engines.tasklist.forms import EvidenceForm
from minzhi.engines.tasklist.models import Duty, Evidence, Measure, Notice, Report, Sentence, Task
from minzhi.engines.tasklist.programme import Programme, programmes
from minzhi.engines.tasklist.queries.board import Board, board
from minzhi.engines.tasklist.queries.numbers import find
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.engines.tasklist.reader import Unreadable, as_json, read
from minzhi.engines.tasklist.rules.progress import mean
from minzhi.records.units.models import Unit

__all__ = [
    "Board",
    "Document",
    "Duty",
    "Evidence",
    "EvidenceForm",
    "Measure",
    "Notice",
    "Programme",
    "Report",
    "Sentence",
    "Share",
    "SharedFile",
    "Task",
    "Unreadable",
    "as_json",
    "attach",
    "board",
    "current_notice",
    "deliver",
    "find",
    "half_year",
    "programmes",
    "read",
    "share_of",
]


@dataclass(frozen=True)
class Share:
    """A unit's part in the plan: its duties and their mean progress."""

    duties: int
    progress: Decimal


def share_of(unit: Unit, *, on: date) -> Share | None:
    """Return a unit's part in the plan of the day, or nothing where it has none. External measures do not count."""
    rows = Duty.unscoped.filter(
        unit=unit, measure__task__notice=current_notice(on), measure__dropped_on__isnull=True
    ).exclude(measure__kind=Measure.Kind.EXTERNAL)
    shares = list(rows.values_list("progress", flat=True))
    return Share(len(shares), mean(shares)) if shares else None
