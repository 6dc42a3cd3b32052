"""The front door of similarity: how close two texts, marks, logos or names are, and why."""

from minzhi.engines.similarity.filings.evidence import RULES, UNCHECKED, EvidenceSheet, Passage, sheet
from minzhi.engines.similarity.filings.filing import BadFilings, Filing, filings
from minzhi.engines.similarity.filings.kinds import KINDS
from minzhi.engines.similarity.filings.leads import Lead, Pair
from minzhi.engines.similarity.filings.probing import Index, Near
from minzhi.engines.similarity.filings.relations import HONEST
from minzhi.engines.similarity.filings.run import Screened, screen_filings
from minzhi.engines.similarity.marks.channels import CHANNELS
from minzhi.engines.similarity.marks.goods import GoodsTable, Similarity
from minzhi.engines.similarity.marks.grounds import FINDINGS, Ground, ground
from minzhi.engines.similarity.marks.index import VERSION as MARKS_VERSION
from minzhi.engines.similarity.marks.index import Asked, Hit, Mark, MarkIndex
from minzhi.engines.similarity.marks.telling import UNSEEN, told_of_mark
from minzhi.engines.similarity.queries import (
    filing_of,
    filings_index,
    goods_table,
    imported,
    index_filings,
    kept_in,
    marks,
    marks_index,
)

__all__ = [
    "CHANNELS",
    "FINDINGS",
    "HONEST",
    "KINDS",
    "MARKS_VERSION",
    "RULES",
    "UNCHECKED",
    "UNSEEN",
    "Asked",
    "BadFilings",
    "EvidenceSheet",
    "Filing",
    "GoodsTable",
    "Ground",
    "Hit",
    "Index",
    "Lead",
    "Mark",
    "MarkIndex",
    "Near",
    "Pair",
    "Passage",
    "Screened",
    "Similarity",
    "filing_of",
    "filings",
    "filings_index",
    "goods_table",
    "ground",
    "imported",
    "index_filings",
    "kept_in",
    "marks",
    "marks_index",
    "screen_filings",
    "sheet",
    "told_of_mark",
]
