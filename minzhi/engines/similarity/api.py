"""The front door of similarity: how close two texts, marks, logos or names are, and why."""

from minzhi.engines.similarity.actions import (
    AlreadyJudged,
    Put,
    TooFew,
    ask,
    calibrate,
    in_turn,
    judge,
    put,
    put_figures,
    put_marks,
    withdraw,
)
from minzhi.engines.similarity.demo import demonstrate
from minzhi.engines.similarity.filings.cluster import on_spark
from minzhi.engines.similarity.filings.evidence import RULES, UNCHECKED, EvidenceSheet, Passage, sheet
from minzhi.engines.similarity.filings.filing import BadFilings, Filing, filings
from minzhi.engines.similarity.filings.kinds import KINDS
from minzhi.engines.similarity.filings.leads import Lead, Pair
from minzhi.engines.similarity.filings.probing import Index, Near
from minzhi.engines.similarity.filings.relations import HONEST
from minzhi.engines.similarity.filings.run import Screened, screen_filings
from minzhi.engines.similarity.filings.screening import STAGES, Tell, quiet
from minzhi.engines.similarity.jobs import get_ready
from minzhi.engines.similarity.judging import Meter, meter, scorer
from minzhi.engines.similarity.kernels import are_compiled
from minzhi.engines.similarity.logos.index import WAYS, LogoHit, LogoIndex
from minzhi.engines.similarity.logos.reading import LARGEST as LARGEST_PICTURE
from minzhi.engines.similarity.logos.reading import read_picture
from minzhi.engines.similarity.logos.refusals import BadPicture
from minzhi.engines.similarity.logos.watching import FigureHit, Pictured, too_few
from minzhi.engines.similarity.marks.arrays import Mark
from minzhi.engines.similarity.marks.channels import CHANNELS
from minzhi.engines.similarity.marks.goods import GoodsTable, Similarity
from minzhi.engines.similarity.marks.grounds import FINDINGS, Ground, ground
from minzhi.engines.similarity.marks.index import SIMILAR, Asked, Hit, MarkIndex
from minzhi.engines.similarity.marks.telling import UNSEEN, told_of_mark
from minzhi.engines.similarity.models import Screen
from minzhi.engines.similarity.names.matching import Doubt, Resolution
from minzhi.engines.similarity.names.weighing import Given
from minzhi.engines.similarity.queries import (
    figure_hits,
    filing_of,
    filings_index,
    gazetteer,
    goods_table,
    imported,
    index_filings,
    index_logos,
    keep_logos,
    kept_in,
    logos_index,
    marks,
    marks_index,
    resolve_names,
    screen_new_filings,
)

__all__ = [
    "CHANNELS",
    "FINDINGS",
    "HONEST",
    "KINDS",
    "LARGEST_PICTURE",
    "RULES",
    "SIMILAR",
    "STAGES",
    "UNCHECKED",
    "UNSEEN",
    "WAYS",
    "AlreadyJudged",
    "Asked",
    "BadFilings",
    "BadPicture",
    "Doubt",
    "EvidenceSheet",
    "FigureHit",
    "Filing",
    "Given",
    "GoodsTable",
    "Ground",
    "Hit",
    "Index",
    "Lead",
    "LogoHit",
    "LogoIndex",
    "Mark",
    "MarkIndex",
    "Meter",
    "Near",
    "Pair",
    "Passage",
    "Pictured",
    "Put",
    "Resolution",
    "Screen",
    "Screened",
    "Similarity",
    "Tell",
    "TooFew",
    "are_compiled",
    "ask",
    "calibrate",
    "demonstrate",
    "figure_hits",
    "filing_of",
    "filings",
    "filings_index",
    "gazetteer",
    "get_ready",
    "goods_table",
    "ground",
    "imported",
    "in_turn",
    "index_filings",
    "index_logos",
    "judge",
    "keep_logos",
    "kept_in",
    "logos_index",
    "marks",
    "marks_index",
    "meter",
    "on_spark",
    "put",
    "put_figures",
    "put_marks",
    "quiet",
    "read_picture",
    "resolve_names",
    "scorer",
    "screen_filings",
    "screen_new_filings",
    "sheet",
    "told_of_mark",
    "too_few",
    "withdraw",
]
