"""The family and the citations of a right as a picture: whom it cites, its family, who cites it, in three columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from minzhi.records.rights.models import Right

WIDE, HIGH, ROOM, MARGIN = 250, 34, 70, 30
"""Of a box, between columns, above the first row."""
MOST, SIGNS = 10, 17
"""Boxes of a column, and signs of a title in a box; the lists beneath have all."""


@dataclass(frozen=True)
class Box:
    """One document: where its box stands, what is written in it, and where it leads."""

    x: int
    y: int
    text: str
    address: str
    is_own: bool = False


@dataclass(frozen=True)
class Picture:
    """Boxes, lines from box to box, headings of columns, and the size."""

    boxes: Sequence[Box]
    lines: Sequence[tuple[int, int, int, int]]
    headings: Sequence[tuple[int, str]]
    width: int
    height: int


def picture(
    right: Right, family: Sequence[Right], cited: Sequence[tuple[str, Right | None]], citing: Sequence[Right]
) -> Picture | None:
    """Return the picture, or nothing for a right that stands alone."""
    if not (family or cited or citing):
        return None
    columns = [
        [_box(0, row, each or number) for row, (number, each) in enumerate(islice(cited, MOST))],
        [_box(1, 0, right, is_own=True), *(_box(1, row, each) for row, each in enumerate(family[: MOST - 1], start=1))],
        [_box(2, row, each) for row, each in enumerate(citing[:MOST])],
    ]
    own, step = columns[1][0], WIDE + ROOM
    lines = [(each.x + WIDE, _middle(each), own.x, _middle(own)) for each in columns[0]]
    lines += [(own.x + WIDE, _middle(own), each.x, _middle(each)) for each in columns[2]]
    lines += [(own.x + 8, own.y + HIGH, own.x + 8, each.y) for each in columns[1][-1:] if each is not own]
    headings = [_("引用的文献"), _("本件和同族"), _("引用本件的文献")]
    return Picture(
        [box for column in columns for box in column], lines,
        [(at * step, title) for at, title in enumerate(headings)],
        3 * WIDE + 2 * ROOM, MARGIN + max(map(len, columns)) * (HIGH + 8),
    )  # fmt: skip


def _box(column: int, row: int, of: Right | str, *, is_own: bool = False) -> Box:
    text, address = (of, "") if isinstance(of, str) else (_short(of), "" if is_own else of.get_absolute_url())
    return Box(column * (WIDE + ROOM), MARGIN + row * (HIGH + 8), text, address, is_own)


def _short(right: Right) -> str:
    year = f"{right.filed_on.year} " if right.filed_on else ""
    title = str(right)
    return year + (title if len(title) <= SIGNS else f"{title[: SIGNS - 1]}…")


def _middle(box: Box) -> int:
    return box.y + HIGH // 2
