"""The front door of similarity: how close two texts, marks, logos or names are, and why."""

from minzhi.engines.similarity.filings.evidence import RULES, UNCHECKED, EvidenceSheet, Passage, sheet
from minzhi.engines.similarity.filings.filing import BadFilings, Filing, filings
from minzhi.engines.similarity.filings.kinds import KINDS
from minzhi.engines.similarity.filings.leads import Lead, Pair
from minzhi.engines.similarity.filings.probing import Index, Near
from minzhi.engines.similarity.filings.relations import HONEST
from minzhi.engines.similarity.filings.run import Screened, screen_filings
from minzhi.engines.similarity.queries import filing_of, filings_index, imported, index_filings, kept_in

__all__ = [
    "HONEST",
    "KINDS",
    "RULES",
    "UNCHECKED",
    "BadFilings",
    "EvidenceSheet",
    "Filing",
    "Index",
    "Lead",
    "Near",
    "Pair",
    "Passage",
    "Screened",
    "filing_of",
    "filings",
    "filings_index",
    "imported",
    "index_filings",
    "kept_in",
    "screen_filings",
    "sheet",
]
