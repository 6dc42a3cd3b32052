"""How one text was made from another: a table of measures, read from the top; the row is the reason."""

from dataclasses import dataclass

from minzhi.kit.text import mark as _

NUMBERS, NEAR, ORDER, SPLICE, PARTIAL, TEMPLATE, REWORDED = (
    "numbers",
    "near",
    "order",
    "splice",
    "partial",
    "template",
    "reworded",
)
KINDS = {
    NUMBERS: _("只换参数"),
    NEAR: _("几乎相同"),
    ORDER: _("打乱顺序"),
    SPLICE: _("由两份拼接"),
    PARTIAL: _("部分照抄"),
    TEMPLATE: _("套用模板、替换名词"),
    REWORDED: _("改换词句"),
}


@dataclass(frozen=True)
class Row:
    """Bounds (from, below) of measures; a pair within all of them is of this kind."""

    kind: str
    bounds: dict[str, tuple[float, float]]

    def fits(self, measures: dict[str, float]) -> bool:
        return all(low <= measures[name] < high for name, (low, high) in self.bounds.items())


ALL = 9.0
TABLE = (
    Row(ORDER, {"larger_cover": (0.6, ALL), "smaller_cover": (0.5, ALL), "in_order": (0, 0.6)}),
    Row(NEAR, {"smaller_cover": (0.93, ALL)}),
    Row(TEMPLATE, {"same_frame": (0.55, ALL), "steady_swaps": (0.6, ALL), "larger_cover": (0, 0.8)}),
    Row(PARTIAL, {"same_part": (0.2, ALL), "smaller_cover": (0, 0.75)}),
    Row(REWORDED, {}),
)


def kind_of(measures: dict[str, float], *, same_numbers: bool = True) -> Row:
    """Return the row that says how a pair came about; nearly the same with other numbers is a swap of parameters."""
    row = next(row for row in TABLE if row.fits(measures))
    return Row(NUMBERS, row.bounds) if row.kind == NEAR and not same_numbers else row


def spliced(pairs: list[tuple[int, int, float]]) -> set[tuple[int, int]]:
    """Return the pairs (left, right) of which one document is a part copy of two that are not alike themselves.

    `pairs` are part copies with their scores. Either document of a pair may be the one that was put together.
    """
    near: dict[int, set[int]] = {}
    for left, right, _score in pairs:
        near.setdefault(left, set()).add(right)
        near.setdefault(right, set()).add(left)
    found = set()
    for middle, around in near.items():
        apart = [each for each in around if around - {each} - near.get(each, set())]
        found |= {(min(middle, each), max(middle, each)) for each in apart} if len(around) > 1 else set()
    return found
