"""Maps of counts: areas of a tree map, tiles of places, bubbles of technique and effect."""

from collections.abc import Mapping, Sequence
from math import sqrt

from minzhi.programmes.navigation.rules.drawing.sheet import (
    BLUE,
    INK,
    LETTER,
    LINE,
    PAPER,
    RAMP,
    SECOND,
    SMALL,
    WIDTH,
    box,
    clipped,
    line,
    shade,
    sheet,
    words,
)

TREE_HIGH, TILE, GAP = 300, 84, 6
LINE_HIGH = 18
Area = tuple[float, float, float, float]


def laid(counts: Sequence[float], x: float, y: float, wide: float, high: float) -> list[Area]:
    """Return a rectangle for each count, as large as its share; halves are cut across the longer side.

    >>> laid([3, 1], 0, 0, 4, 1)
    [(0, 0, 3.0, 1), (3.0, 0, 1.0, 1)]
    """
    if len(counts) < 2:  # noqa: PLR2004 - nothing left to cut
        return [(x, y, wide, high)] * len(counts)
    total, before, cut = sum(counts), 0.0, 0
    while cut < len(counts) - 1 and (cut == 0 or before + counts[cut] / 2 < total / 2):
        before += counts[cut]
        cut += 1
    share = before / total
    if wide >= high:
        return laid(counts[:cut], x, y, wide * share, high) + laid(
            counts[cut:], x + wide * share, y, wide - wide * share, high
        )
    return laid(counts[:cut], x, y, wide, high * share) + laid(
        counts[cut:], x, y + high * share, wide, high - high * share
    )


def tree_map(rows: Sequence[tuple[str, int]], says: str) -> str:
    """Return counts as areas, the largest first."""
    most = max((count for _name, count in rows), default=0)
    parts = []
    places = laid([count for _name, count in rows], 0, 0, WIDTH, TREE_HIGH)
    for (name, count), (x, y, wide, high) in zip(rows, places, strict=True):
        fill, letters = shade(count, most)
        parts.append(box(x + 1, y + 1, wide - 2, high - 2, fill))
        if high > LETTER + 8:
            parts.append(words(x + 8, y + 20, clipped(name, wide - 16), fill=letters))
        if high > LETTER + LINE_HIGH + 12 and wide > 2 * LETTER + 8:
            parts.append(words(x + 8, y + 20 + LINE_HIGH, count, fill=letters, size=SMALL))
    return sheet(TREE_HIGH if rows else 10, says, parts)


def tiles(places: Sequence[tuple[str, int, int]], counts: Mapping[str, int], says: str, *, here: str = "") -> str:
    """Return a tile for each place (name, row, column) shaded by its count; `here` has a strong edge."""
    most = max(counts.values(), default=0)
    rows, columns = [row for _name, row, _column in places], [column for _name, _row, column in places]
    left = (WIDTH - (max(columns, default=0) - min(columns, default=0) + 1) * (TILE + GAP)) / 2
    parts = []
    for name, row, column in places:
        x = left + (column - min(columns)) * (TILE + GAP)
        y = (row - min(rows)) * (TILE * 0.62 + GAP) + 4
        fill, letters = shade(counts.get(name, 0), most)
        parts += [
            box(x, y, TILE, TILE * 0.62, fill, round_=4, edge="#bf1722" if name == here else LINE),
            words(x + TILE / 2, y + 22, clipped(name, TILE - 6), fill=letters, anchor="middle"),
            words(x + TILE / 2, y + 41, counts.get(name, 0), fill=letters, anchor="middle", size=SMALL),
        ]
    high = (max(rows, default=0) - min(rows, default=0) + 1) * (TILE * 0.62 + GAP) + 10
    return sheet(high, says, parts)


def matrix(cells: Sequence[tuple[str, str, int]], says: str) -> str:
    """Return technique against effect: the larger the bubble, the more families; an empty place is a gap."""
    rows = list(dict.fromkeys(row for row, _column, _n in cells))
    columns = list(dict.fromkeys(column for _row, column, _n in cells))
    count = {(row, column): n for row, column, n in cells}
    most, left, high = max(count.values(), default=0), 150, 52
    wide = min((WIDTH - left) / max(len(columns), 1), 140)
    parts = [words(left + wide * (at + 0.5), 18, clipped(column, wide - 8), anchor="middle", fill=SECOND)
             for at, column in enumerate(columns)]  # fmt: skip
    for down, row in enumerate(rows):
        y = 30 + high * down
        parts += [line(0, y, left + wide * len(columns), y),
                  words(0, y + high / 2 + 5, clipped(row, left - 12))]  # fmt: skip
        for across, column in enumerate(columns):
            n, x = count.get((row, column), 0), left + wide * (across + 0.5)
            radius = 24 * sqrt(n / most) if most else 0
            fits = radius > SMALL
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y + high / 2:.1f}" r="{radius:.1f}" fill="{BLUE if fits else RAMP[3]}"/>'
            )
            parts.append(words(x + (0 if fits else radius + 4), y + high / 2 + 4, n, size=SMALL,
                               fill=PAPER if fits else INK, anchor="middle" if fits else "start"))  # fmt: skip
    return sheet(34 + high * len(rows), says, parts)
