"""Figures of an industry: concentration, relative advantage, growth, and which nodes to mend or to strengthen."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from minzhi.kit.text import mark as _

STANDINGS = {"mend": _("补"), "strong": _("强"), "": "—"}


@dataclass(frozen=True)
class Limits:
    """Where mending and strength begin; a proposal of the office, dated, not confirmed."""

    rca_weak: float
    rca_strong: float
    local_cr: float
    growth_years: int
    growth_lag: int


@dataclass(frozen=True)
class Standing:
    """One node of the chain seen from a place: families there and in all, and the figures made of them."""

    title: str
    stage: str
    families: int
    local: int
    cr5: float | None
    local_cr5: float | None
    rca: float | None
    growth: float | None
    verdict: str = ""


def concentration(families: Sequence[Collection[str]], n: int = 5) -> float | None:
    """Return CRn: the share of families in which one of the n largest applicants has a part; `families` by applicants.

    A family of two large applicants counts once, so that the share never exceeds the whole.

    >>> concentration(["a", "a", "ab", "c"], 1), concentration([])
    (0.75, None)
    """
    largest = {name for name, _count in Counter(name for each in families for name in each).most_common(n)}
    return sum(not largest.isdisjoint(each) for each in families) / len(families) if families else None


def advantage(local: int, field: int, local_all: int, everything: int) -> float | None:
    """Return RCA: a place's share in the field over its share in all.

    >>> advantage(20, 100, 100, 1000)
    2.0
    """
    return (local / field) / (local_all / everything) if field and local_all and everything else None


def growth(by_year: Mapping[int, int], last: int, years: int) -> float | None:
    """Return the compound yearly growth of filings over so many years up to `last`; nothing from nought.

    >>> round(growth({2015: 100, 2020: 200}, 2020, 5), 4)
    0.1487
    """
    first, end = by_year.get(last - years, 0), by_year.get(last, 0)
    return (end / first) ** (1 / years) - 1 if first and end and years > 0 else None


def judged(nodes: Iterable[Standing], limits: Limits) -> list[Standing]:
    """Return the nodes with what the limits say of each: ``mend``, ``strong`` or nothing."""
    rows = list(nodes)
    pace = [row.growth for row in rows if row.growth is not None]
    middle = median(pace) if pace else None
    return [Standing(**{**vars(row), "verdict": _verdict(row, middle, limits)}) for row in rows]


def _verdict(row: Standing, middle: float | None, limits: Limits) -> str:
    if row.rca is None:
        return ""
    grows = row.growth is not None and middle is not None and row.growth > middle
    if row.rca < limits.rca_weak and grows:
        return "mend"
    is_led = row.local_cr5 is not None and row.local_cr5 > limits.local_cr
    return "strong" if row.rca > limits.rca_strong and is_led else ""


def balance(families: Mapping[str, int]) -> dict[str, float]:
    """Return the share of each stage of the chain in all families; `families` by stage."""
    total = sum(families.values())
    return {stage: count / total for stage, count in families.items()} if total else {}
