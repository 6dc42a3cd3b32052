"""The front door of search: read a query in any dialect, translate it, remark on it, run it."""

from minzhi.engines.search.dialects.recognising import Reading, read, translate
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.language.lint import Remark, lint
from minzhi.engines.search.language.refusals import BadQuery

__all__ = ["DIALECTS", "BadQuery", "Reading", "Remark", "lint", "read", "translate"]
