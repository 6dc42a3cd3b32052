"""Mass balance: what plots can yield, what processors took in and made of it, what may still be labelled. Kilograms."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from minzhi.kit.text import mark as _

GRAMS = 1000


class BeyondYield(ValueError):
    """More than was verified; nobody can be let through. Its arguments: a sentence and its values."""


@dataclass(frozen=True)
class Stock:
    """What a producer holds: raw material, product not yet packed, and product that came in during the year."""

    raw: Decimal
    product: Decimal
    verified: Decimal


def plainly(number: Decimal) -> str:
    """Return a number without idle noughts.

    >>> plainly(Decimal("100.000")), plainly(Decimal("0.50"))
    ('100', '0.5')
    """
    return f"{number.normalize():f}"


def plot_room(size: Decimal, cap: Decimal, taken: Decimal) -> Decimal:
    """Return how much a plot (mu) or boat (number) may still give in a year at `cap` a mu, after `taken`."""
    return size * cap - taken


def check_plot(size: Decimal, cap: Decimal, taken: Decimal, asked: Decimal) -> None:
    """Refuse what lies beyond the yield of a plot."""
    room = plot_room(size, cap, taken)
    if asked > room:
        message = _("超出地块（船只）本年可产量：还可交%(room)s千克，本次%(asked)s千克。")
        raise BeyondYield(message, {"room": plainly(max(room, Decimal(0))), "asked": plainly(asked)})


def most_made(raw: Decimal, conversion: Decimal) -> Decimal:
    """Return how much product so much raw material can give, at `conversion` raw for one of product."""
    return (raw / conversion).quantize(Decimal("0.001"), ROUND_DOWN)


def check_made(stock: Stock, raw: Decimal, product: Decimal, conversion: Decimal) -> None:
    """Refuse to use raw material that is not there, or to make more of it than the standard gives."""
    if raw > stock.raw:
        message = _("鲜料只有%(stock)s千克，不能投料%(raw)s千克。")
        raise BeyondYield(message, {"stock": plainly(stock.raw), "raw": plainly(raw)})
    most = most_made(raw, conversion)
    if product > most:
        message = _("%(raw)s千克鲜料按%(ratio)s:1最多制成%(most)s千克，不能记%(product)s千克。")
        values = {"raw": plainly(raw), "ratio": plainly(conversion), "most": plainly(most), "product": plainly(product)}
        raise BeyondYield(message, values)


def check_taken(stock: Stock, asked: Decimal, tolerance: Decimal = Decimal(0)) -> None:
    """Refuse to pack, sell or lose product beyond what was verified; `tolerance` is a share of the year's inflow."""
    room = stock.product + tolerance * stock.verified
    if asked > room:
        message = _("经核实的成品只有%(room)s千克，不能支出%(asked)s千克。")
        raise BeyondYield(message, {"room": plainly(max(room, Decimal(0))), "asked": plainly(asked)})


def most_codes(kilograms: Decimal, net_grams: int) -> int:
    """Return how many labels of `net_grams` so much product can bear."""
    return int(kilograms * GRAMS // net_grams)


def check_codes(kilograms: Decimal, net_grams: int, issued: int, asked: int) -> None:
    """Refuse codes beyond the quantity of a batch."""
    room = most_codes(kilograms, net_grams) - issued
    if asked > room:
        message = _("本批次还可申领%(room)s枚标识码，不能申领%(asked)s枚。")
        raise BeyondYield(message, {"room": str(room), "asked": str(asked)})
