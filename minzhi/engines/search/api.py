"""The front door of search: read a query in any dialect, translate it, remark on it, run it, keep the index."""

from minzhi.engines.search.actions import NoTitle, SameWording, reword_strategy, save_strategy
from minzhi.engines.search.demo import demonstrate, show_work
from minzhi.engines.search.dialects.recognising import Reading, read, translate
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.documents import FACETS, ORDERS, Found
from minzhi.engines.search.exports import as_json, csv_lines, row
from minzhi.engines.search.index.keeping import Busy
from minzhi.engines.search.keeping import NoCluster, bring_up_to_date, rebuild, restore, snapshot
from minzhi.engines.search.language.lint import Remark, lint
from minzhi.engines.search.language.native import write_native
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.models import Strategy, SubjectBase
from minzhi.engines.search.queries import (
    MOST_EXPORTED,
    Answer,
    Line,
    all_rights,
    ask,
    batch,
    class_titles,
    count,
    ids_of,
)

__all__ = [
    "DIALECTS",
    "FACETS",
    "MOST_EXPORTED",
    "ORDERS",
    "Answer",
    "BadQuery",
    "Busy",
    "Found",
    "Line",
    "NoCluster",
    "NoTitle",
    "Reading",
    "Remark",
    "SameWording",
    "Strategy",
    "SubjectBase",
    "all_rights",
    "as_json",
    "ask",
    "batch",
    "bring_up_to_date",
    "class_titles",
    "count",
    "csv_lines",
    "demonstrate",
    "ids_of",
    "lint",
    "read",
    "rebuild",
    "restore",
    "reword_strategy",
    "row",
    "save_strategy",
    "show_work",
    "snapshot",
    "translate",
    "write_native",
]
