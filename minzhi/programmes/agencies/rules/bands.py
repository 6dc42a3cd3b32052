"""Where a figure stands among its peers: the middle half of them, and nothing where they are too few to hide in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from minzhi.kit.text import mark as _

LEAST_PEERS = 5
BELOW, WITHIN, ABOVE = _("低于同行中间一半"), _("在同行中间一半"), _("高于同行中间一半")
TOO_FEW = _("同行不足，不作比较")


@dataclass(frozen=True)
class MiddleHalf:
    """The middle half of the peers, and where the figure stands; `low` and `high` are None where they are too few."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    says: str


def band(value: Decimal, peers: Sequence[Decimal]) -> MiddleHalf:
    """Return where a figure stands among its peers' (which may include its own)."""
    if len(peers) < LEAST_PEERS:
        return MiddleHalf(value, None, None, TOO_FEW)
    low, _middle, high = (Decimal(str(each)).quantize(Decimal("0.1")) for each in quantiles(peers, n=4))
    says = BELOW if value < low else ABOVE if value > high else WITHIN
    return MiddleHalf(value, low, high, says)
