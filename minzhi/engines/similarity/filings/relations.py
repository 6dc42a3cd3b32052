"""Honest reasons why two filings are alike; said beside the pair, so that nobody suspects a family."""

from dataclasses import dataclass

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.kernels.comparing import MEASURES
from minzhi.kit.text import mark as _

FAMILY, SAME_DAY, DIVISIONAL, SERIES, IMPROVEMENT = "family", "same_day", "divisional", "series", "improvement"
CHAIN, TWINS = "chain", (FAMILY, SAME_DAY)
"""A divisional, and what its parent is a twin of: the utility model filed with it, or a member of its family."""
HONEST = {
    FAMILY: _("同一优先权或同族"),
    SAME_DAY: _("同一申请人同日提交的发明和实用新型"),
    DIVISIONAL: _("分案申请与其原案"),
    CHAIN: _("分案申请与其原案的同族或同日申请"),
    SERIES: _("同一申请人的系列申请"),
    IMPROVEMENT: _("同一申请人在后的改进"),
}
IMPROVED_AFTER = 90
"""Days; a setting, not law."""
SERIES_COVER = 0.85
"""Above it two filings of one applicant are a repeat rather than a series."""


@dataclass(frozen=True)
class Relation:
    """An honest reason, and the fields it rests on."""

    code: str
    rests_on: tuple[str, ...]

    @property
    def label(self) -> str:
        return HONEST[self.code]


def relation(one: Filing, other: Filing, measures: dict[str, float]) -> Relation | None:
    """Return why two filings may honestly be alike, None where the fields give no such reason."""
    if (one.family and one.family == other.family) or set(one.priorities) & set(other.priorities):
        return Relation(FAMILY, ("family", "priorities"))
    if other.key in one.priorities or one.key in other.priorities:
        return Relation(FAMILY, ("priorities",))
    if other.parent == one.key or one.parent == other.key or (one.parent and one.parent == other.parent):
        return Relation(DIVISIONAL, ("parent",))
    if not set(one.applicants) & set(other.applicants):
        return None
    if one.filed_on and one.filed_on == other.filed_on and {one.kind, other.kind} == {"invention", "utility_model"}:
        return Relation(SAME_DAY, ("applicants", "filed_on", "kind"))
    return _of_one_applicant(one, other, measures)


def _of_one_applicant(one: Filing, other: Filing, measures: dict[str, float]) -> Relation | None:
    covers = {name: measures[name] for name in MEASURES[:2]}
    days = abs((one.filed_on - other.filed_on).days) if one.filed_on and other.filed_on else None
    grown = covers["smaller_cover"] < covers["larger_cover"] - 0.15
    if grown and days is not None and days >= IMPROVED_AFTER:
        return Relation(IMPROVEMENT, ("applicants", "filed_on"))
    if covers["larger_cover"] < SERIES_COVER:
        return Relation(SERIES, ("applicants",))
    return None
