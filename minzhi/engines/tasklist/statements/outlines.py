"""What each kind of statement says at first: its title, its parts, the sentence of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from minzhi.engines.tasklist.models.statements import Statement
from minzhi.engines.tasklist.statements.computed import RULES
from minzhi.engines.tasklist.statements.reading import Reading, reply_to
from minzhi.kit.indicators import Period
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

Kind = Statement.Kind
OVERALL, REPORTED, PLACES, SUPERVISED, CLOSED, NEXT = (
    "总体进展", "报送和佐证", "各地进展", "督查情况", "销号情况", "下一步要求",
)  # fmt: skip
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    Kind.BULLETIN: (
        (OVERALL, "progress"), (OVERALL, "lights"), (REPORTED, "reporting"), (REPORTED, "evidence"), (PLACES, "place"),
        (SUPERVISED, "sheets"), (NEXT, ""),
    ),
    Kind.SUMMARY: (
        (OVERALL, "progress"), (OVERALL, "lights"), (CLOSED, "closing"), (REPORTED, "reporting"),
        (REPORTED, "evidence"), (PLACES, "place"), (SUPERVISED, "sheets"), ("存在问题和下一年打算", ""),
    ),
    Kind.SELF_ASSESSMENT: (
        (OVERALL, "progress"), (CLOSED, "closing"), (REPORTED, "reporting"), (REPORTED, "evidence"),
        (SUPERVISED, "sheets"), ("自评得分", "score"), ("不足和改进", ""),
    ),
    Kind.SHEET: (("事由", "matter"),),
    Kind.REPLY: (("进展", "matter_now"),),
}  # fmt: skip
PLAIN = {
    NEXT: "请各牵头单位和各地对照差距抓紧推进，按期报送佐证。",
    "存在问题和下一年打算": "请在此写明存在的问题和下一年打算。",
    "不足和改进": "请在此写明不足和改进措施。",
}
OF_THE_PROVINCE = "各设区市、平潭综合实验区知识产权管理部门"
QUARTERS = "〇一二三四"
OWN = frozenset({Kind.SELF_ASSESSMENT})


@dataclass(frozen=True)
class Sentence:
    """A sentence before anybody has edited it."""

    heading: str
    rule: str
    words: str
    about: str = ""


def sentences(kind: str, reading: Reading) -> list[Sentence]:
    """Return the first sentences of a statement, in their order."""
    return [sentence for heading, rule in PARTS[kind] for sentence in _said(kind, heading, rule, reading)]


def _said(kind: str, heading: str, rule: str, reading: Reading) -> Iterator[Sentence]:
    if not rule:
        yield Sentence(heading, "", PLAIN[heading])
    elif rule == "place":
        for unit in local_offices(on=reading.on):
            if reading.duties_of(unit):
                yield Sentence(heading, rule, RULES[rule].words.replace("{unit}", unit.short), unit.key)
    else:
        if reading.sheet and kind == Kind.SHEET:
            yield Sentence(heading, "", reading.sheet.reason)
        if reading.sheet and kind == Kind.REPLY:
            yield Sentence("原因和整改", "", reply_to(reading.sheet))
        yield Sentence(heading, rule, RULES[rule].words)


def title(kind: str, reading: Reading) -> str:
    """Return the title that a statement begins with."""
    period, unit = reading.period, reading.unit.name
    when = spoken(period)
    if reading.sheet:
        what = "督查单" if kind == Kind.SHEET else "督查单的回复"
        return f"关于「{reading.sheet.measure.label}」{what}"
    titles = {
        Kind.BULLETIN: f"关于{when}知识产权任务进展情况的通报",
        Kind.SUMMARY: f"{when}知识产权任务清单落实情况总结报告",
        Kind.SELF_ASSESSMENT: f"{unit}{when}任务清单落实情况自评报告",
    }
    return titles[Kind(kind)]


def addressee(kind: str, reading: Reading) -> str:
    """Return to whom a statement goes."""
    if kind == Kind.BULLETIN:
        return OF_THE_PROVINCE
    if reading.sheet and kind == Kind.SHEET:
        return reading.sheet.unit.name
    return "办公室（督查）" if kind in {Kind.REPLY, Kind.SELF_ASSESSMENT} else ""


def spoken(period: Period) -> str:
    """Return a period as papers say it.

    >>> spoken(Period(2023, 3)), spoken(Period(2023))
    ('2023年第三季度', '2023年')
    """
    return f"{period.year}年第{QUARTERS[period.quarter]}季度" if period.quarter else f"{period.year}年"


def about(key: str) -> Unit | None:
    return Unit.objects.get(key=key) if key else None
