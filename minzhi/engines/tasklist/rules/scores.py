"""A unit's year in points. Each point says what it rests on; a named officer adopts the sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from minzhi.kit.text import mark as _

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Weights:
    """Points: the four parts of the base, the most a bonus gives, what a sheet costs."""

    progress: Decimal
    indicators: Decimal
    reporting: Decimal
    innovation: Decimal
    bonus_at_most: Decimal
    per_orange: Decimal
    per_red: Decimal


@dataclass(frozen=True)
class Year:
    """What a unit did in a year. Shares are 0 to 1; ``None`` means that there was nothing to measure."""

    duties: Sequence[Decimal]
    false_duties: int
    indicators: Decimal | None
    on_time: Decimal | None
    accepted: Decimal | None
    innovation: Decimal
    bonus: Decimal
    sheets: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """Points for one thing, the sentence behind them, and the most there could be (0 for bonus and deductions).

    `is_left_out`: nothing could be measured, so it is no part of the base.
    """

    name: str
    points: Decimal
    of: Decimal
    why: str
    params: Mapping[str, str]
    is_left_out: bool = False

    @property
    def shown(self) -> Decimal | None:
        """The points as a table shows them, never -0; None where there was nothing to measure."""
        return None if self.is_left_out else self.points + 0


def score(year: Year, weights: Weights) -> tuple[Part, ...]:
    """Return the parts of a unit's score. A part that cannot be measured is left out of the base, and says so."""
    parts = [
        _progress(year, weights),
        _share(_("指标"), year.indicators, weights.indicators, _("数量举措的完成数与目标之比")),
        _share(_("报送质量"), _both(year.on_time, year.accepted), weights.reporting, _("报送及时率与佐证合格率的平均")),
        _given(_("创新"), year.innovation, weights.innovation, _("督查认定")),
        _given(_("加分"), min(year.bonus, weights.bonus_at_most), Decimal(0), _("国家级认可，督查认定")),
        *_deductions(year, weights),
    ]
    return tuple(parts)


def total(parts: Sequence[Part]) -> Decimal:
    """Return the sum over the parts that could be measured, on a base of 100, in hundredths, never below 0."""
    base = [part for part in parts if part.of]
    beside = sum((part.points for part in parts if not part.of), Decimal(0))
    possible = sum((part.of for part in base), Decimal(0))
    reached = sum((part.points for part in base), Decimal(0)) / possible * 100 if possible else Decimal(0)
    return max(Decimal(0), reached + beside).quantize(CENT, ROUND_HALF_UP)


def _progress(year: Year, weights: Weights) -> Part:
    if not year.duties:
        return Part(_("进度"), Decimal(0), Decimal(0), _("没有应办举措，不计"), {}, is_left_out=True)
    counted = len(year.duties)
    points = weights.progress * sum(year.duties, Decimal(0)) / counted
    why = _("%(count)s项举措已采信进度的平均；其中%(false)s项认定不实，按零计")
    said = {"count": str(counted), "false": str(year.false_duties)}
    return Part(_("进度"), points.quantize(CENT, ROUND_HALF_UP), weights.progress, why, said)


def _share(name: str, share: Decimal | None, weight: Decimal, why: str) -> Part:
    if share is None:
        return Part(name, Decimal(0), Decimal(0), _("没有可计的记录，不计入基数"), {}, is_left_out=True)
    return Part(name, (weight * share).quantize(CENT, ROUND_HALF_UP), weight, why, {})


def _given(name: str, points: Decimal, of: Decimal, why: str) -> Part:
    return Part(name, min(points, of) if of else points, of, why, {})


def _both(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    known = [share for share in (first, second) if share is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def _deductions(year: Year, weights: Weights) -> list[Part]:
    costs = {"orange": (_("橙单"), weights.per_orange), "red": (_("红单"), weights.per_red)}
    return [
        Part(
            name,
            0 - cost * year.sheets.get(colour, 0),
            Decimal(0),
            _("%(count)s份，每份扣%(cost)s分"),
            {"count": str(year.sheets.get(colour, 0)), "cost": str(cost)},
        )
        for colour, (name, cost) in costs.items()
    ]
