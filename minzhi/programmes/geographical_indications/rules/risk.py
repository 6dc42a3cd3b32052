"""How closely a mark user is watched: tiers from what is on record, each with its reasons. Drafted by this project.

No published provincial rule of tiers was found; the shares that are drawn from each are the planner's.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from minzhi.kit.text import mark as _

HIGH, MEDIUM, LOW = "high", "medium", "low"
TIERS = {HIGH: _("高风险"), MEDIUM: _("中风险"), LOW: _("低风险")}
A_YEAR = timedelta(days=365)
SOURCE = _("本平台拟定的分级，未核定")


@dataclass(frozen=True)
class Signs:
    """What is on record of a user over the last year, and when it used the mark last."""

    off_standard: int = 0
    beyond: int = 0
    leads: int = 0
    copied: int = 0
    used_on: date | None = None


@dataclass(frozen=True)
class Risk:
    """A tier, and the sentences that explain it; none where nothing is on record."""

    tier: str
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        return TIERS[self.tier]


def risk(signs: Signs, on: date) -> Risk:
    """Say in which tier a user stands: the highest that any sign asks for."""
    high = (
        (signs.off_standard, _("一年内有检验不合格或抽查不合格")),
        (signs.beyond, _("一年内有超出核实数量的申领")),
        (signs.leads, _("一年内有线索")),
    )
    medium = (
        (signs.copied, _("有标识疑似被复制")),
        (signs.used_on is None or on - signs.used_on > A_YEAR, _("一年以上没有使用专用标志")),
    )
    for tier, rows in ((HIGH, high), (MEDIUM, medium)):
        if reasons := tuple(says for count, says in rows if count):
            return Risk(tier, reasons)
    return Risk(LOW, ())
