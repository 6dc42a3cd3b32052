"""L1, the light: the state of a duty, a measure, a task or a place, by the first row of a table that fits.

Sheets of supervision (L2) are another thing: an act of a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from minzhi.kit.text import mark as _

LAW = "任务清单督查规则 L1（建议值，未核定）"


@dataclass(frozen=True)
class Limits:
    """The numbers of the table; shares 0 to 1, `near_days` calendar days, the other days working days."""

    behind_red: Decimal
    behind_yellow: Decimal
    near_days: int
    near_share: Decimal
    returned_days: int
    missing_days: int
    confirmed: bool


@dataclass(frozen=True)
class Situation:
    """What a light is computed from. `settled`: closed, or standing work with current evidence."""

    settled: bool
    external: bool
    noted: bool
    planned: bool
    proven: bool
    progress: Decimal
    elapsed: Decimal
    days_left: int
    report_days: int
    returned_days: int

    @property
    def behind(self) -> Decimal:
        """By how much accepted progress is behind time; negative where it is ahead."""
        return self.elapsed - self.progress


@dataclass(frozen=True)
class Row:
    """A row of the table: when it fits, which light it gives, and the sentence that says why."""

    no: int
    fits: Callable[[Situation, Limits], bool]
    light: str
    why: str


@dataclass(frozen=True)
class Light:
    """A light with the row it comes from; `params` fill the row's sentence."""

    key: str
    row: Row
    situation: Situation
    limits: Limits

    @property
    def params(self) -> dict[str, str]:
        """Return the figures of the sentence, in whole percent and days."""
        return {
            "progress": _percent(self.situation.progress),
            "elapsed": _percent(self.situation.elapsed),
            "behind": _percent(self.situation.behind),
            "days_left": str(abs(self.situation.days_left)),
            "report_days": str(self.situation.report_days),
            "returned_days": str(self.situation.returned_days),
            "red": _percent(self.limits.behind_red),
            "yellow": _percent(self.limits.behind_yellow),
            "share": _percent(self.limits.near_share),
            "missing": str(self.limits.missing_days),
            "returned": str(self.limits.returned_days),
        }


TABLE = (
    Row(1, lambda s, _limits: s.settled, "closed", _("已销号，或已转常态化")),
    Row(2, lambda s, _limits: s.external and s.noted, "external", _("取决于局外；本季已有情况说明")),
    Row(3, lambda s, _limits: s.external, "yellow", _("取决于局外；本季还没有情况说明，不转红")),
    Row(4, lambda s, _limits: s.days_left < 0, "red", _("已逾期%(days_left)s天，尚未销号")),
    Row(
        5,
        lambda s, limits: s.report_days > limits.missing_days,
        "red",
        _("季度进展迟报%(report_days)s个工作日，超过%(missing)s个工作日"),
    ),
    Row(6, lambda s, _limits: s.planned and not s.proven, "grey", _("专项尚未建成，也还没有可采信的佐证")),
    Row(
        7,
        lambda s, limits: s.behind > limits.behind_red,
        "red",
        _("已采信%(progress)s%%，时间已过%(elapsed)s%%，落后超过%(red)s个百分点"),
    ),
    Row(
        8,
        lambda s, limits: s.returned_days > limits.returned_days,
        "red",
        _("有佐证退回%(returned_days)s个工作日未补，超过%(returned)s个工作日"),
    ),
    Row(
        9,
        lambda s, limits: s.behind > limits.behind_yellow,
        "yellow",
        _("已采信%(progress)s%%，时间已过%(elapsed)s%%，落后超过%(yellow)s个百分点"),
    ),
    Row(
        10,
        lambda s, limits: s.days_left <= limits.near_days and s.progress < limits.near_share,
        "yellow",
        _("%(days_left)s天内到期，已采信%(progress)s%%，未到%(share)s%%"),
    ),
    Row(11, lambda _s, _limits: True, "green", _("已采信%(progress)s%%，时间已过%(elapsed)s%%，跟得上时间")),
)


def light(situation: Situation, limits: Limits) -> Light:
    """Return the light of a situation: the first row that fits."""
    row = next(row for row in TABLE if row.fits(situation, limits))
    return Light(row.light, row, situation, limits)


def _percent(share: Decimal) -> str:
    return str(round(share * 100))
