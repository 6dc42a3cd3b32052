"""Charts of counts: lines over years, bars."""

from collections.abc import Mapping, Sequence
from math import ceil, log10

from minzhi.programmes.navigation.rules.drawing.sheet import (
    BLUE,
    INK,
    LETTER,
    ORANGE,
    RAMP,
    SECOND,
    SMALL,
    TRACK,
    WIDTH,
    box,
    clipped,
    line,
    sheet,
    words,
)

LEFT, RIGHT, TOP, BOTTOM, HIGH = 48, 20, 34, 30, 260
STEPS, APART = 4, 26
NAMES, COUNTS = 220, 56


def round_up(most: float) -> int:
    """Return the next number that reads well on an axis.

    >>> round_up(37), round_up(101), round_up(0)
    (40, 160, 4)
    """
    if most <= STEPS:
        return STEPS
    unit = 10 ** int(log10(most) - 0.0001) / (5 if most > 10 else 1)  # noqa: PLR2004 - a fifth of a decade
    return int(ceil(most / (unit * STEPS)) * unit * STEPS) or STEPS


def trend(rows: Sequence[tuple[str, Mapping[int, int]]], says: str, *, open_from: int = 0) -> str:
    """Return counts by year as lines, one for each named row; years from `open_from` on are not complete yet."""
    years = sorted({year for _name, counts in rows for year in counts})
    if not years:
        return sheet(40, says, [words(0, 24, says, fill=SECOND)])
    span = range(years[0], years[-1] + 1)
    most = round_up(max(max(counts.values(), default=0) for _name, counts in rows))
    step = (WIDTH - LEFT - RIGHT) / max(len(span) - 1, 1)

    def x(year: int) -> float:
        return LEFT + (year - span[0]) * step

    def y(count: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (1 - count / most)

    parts = []
    if open_from and span[0] <= open_from <= span[-1]:
        first = max(x(open_from) - step / 2, LEFT)
        parts.append(box(first, TOP, WIDTH - RIGHT - first + 8, HIGH - TOP - BOTTOM, "#f4f6f9", round_=0))
    for at in range(STEPS + 1):
        count = most * at // STEPS
        parts.append(line(LEFT, y(count), WIDTH - RIGHT, y(count)))
        parts.append(words(LEFT - 8, y(count) + 4, count, fill=SECOND, anchor="end", size=SMALL))
    every = ceil(len(span) * 38 / (WIDTH - LEFT - RIGHT))
    parts += [words(x(year), HIGH - 8, year, fill=SECOND, anchor="middle", size=SMALL) for year in span[::every]]
    for at, (name, counts) in enumerate(rows):
        colour = (BLUE, ORANGE)[at % 2]
        points = " ".join(f"{x(year):.1f},{y(counts.get(year, 0)):.1f}" for year in span)
        dash = ' stroke-dasharray="6 4"' if at else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>')
        for year in span:
            parts.append(f'<circle cx="{x(year):.1f}" cy="{y(counts.get(year, 0)):.1f}" r="3" fill="{colour}"/>')
        parts += [box(LEFT + at * 170, 8, 14, 10, colour), words(LEFT + at * 170 + 20, 18, name, size=SMALL)]
    return sheet(HIGH, says, parts)


def bars(rows: Sequence[tuple[str, int]], says: str) -> str:
    """Return counts as bars, the name at the left, the number at the right."""
    most = max((count for _name, count in rows), default=0)
    room = WIDTH - NAMES - COUNTS
    parts = []
    for at, (name, count) in enumerate(rows):
        y = at * APART + 4
        parts += [
            words(NAMES - 10, y + LETTER, clipped(name, NAMES - 12), fill=INK, anchor="end"),
            box(NAMES, y + 2, room, 16, TRACK), box(NAMES, y + 2, room * count / most if most else 0, 16, RAMP[4]),
            words(WIDTH - 2, y + LETTER, count, fill=SECOND, anchor="end"),
        ]  # fmt: skip
    return sheet(max(len(rows), 1) * APART + 6, says, parts)
