"""Pictures of what hangs together: the chain with its nodes, applicants that file together."""

from collections.abc import Sequence
from math import cos, pi, sin

from minzhi.programmes.navigation.rules.drawing.sheet import (
    BLUE,
    GREEN,
    LINE,
    NAVY,
    ORANGE,
    PAPER,
    RAMP,
    SECOND,
    SMALL,
    WIDTH,
    box,
    clipped,
    line,
    sheet,
    words,
)

COLUMN, HIGH, DOWN = 212, 44, 52
STANDING = {"mend": ORANGE, "strong": GREEN, "": LINE}
RADIUS, MOST = 150, 16


def chain_tree(nodes: Sequence[tuple[str, str, int, int, str]], says: str) -> str:
    """Return the chain, a column for each stage; a node is stage, name, depth, families, standing (its edge)."""
    stages = list(dict.fromkeys(node[0] for node in nodes))
    most = max((node[3] for node in nodes), default=0)
    parts, filled = [], dict.fromkeys(stages, 0)
    for at, stage in enumerate(stages):
        parts += [
            box(at * COLUMN, 0, COLUMN - 20, 26, NAVY),
            words(at * COLUMN + (COLUMN - 20) / 2, 18, stage, fill=PAPER, anchor="middle"),
        ]
        if at:
            parts.append(f'<path d="M{at * COLUMN - 16} 6 l10 7 l-10 7 z" fill="{RAMP[3]}"/>')
    for stage, name, depth, families, standing in nodes:
        x, y = stages.index(stage) * COLUMN + depth * 14, 36 + filled[stage] * DOWN
        wide = COLUMN - 20 - depth * 14
        filled[stage] += 1
        if depth:
            parts += [line(x - 8, y - 8, x - 8, y + HIGH / 2), line(x - 8, y + HIGH / 2, x, y + HIGH / 2)]
        edge = STANDING.get(standing, LINE)
        parts += [
            box(x, y, wide, HIGH, PAPER, round_=4, edge=edge),
            box(x, y, 5, HIGH, edge if standing else RAMP[2], round_=1),
            words(x + 12, y + 18, clipped(name, wide - 64)),
            words(x + wide - 8, y + 18, families, fill=SECOND, anchor="end", size=SMALL),
            box(x + 12, y + 29, (wide - 20) * families / most if most else 0, 6, BLUE, round_=1),
        ]
    return sheet(36 + max(filled.values(), default=0) * DOWN, says, parts)


def network(pairs: Sequence[tuple[str, str, int]], says: str) -> str:
    """Return applicants that file together: on a circle, joined by lines as thick as they file together often."""
    names = list(dict.fromkeys(name for one, other, _count in pairs for name in (one, other)))[:MOST]
    most = max((count for _one, _other, count in pairs), default=0)
    middle_x, middle_y = WIDTH / 2, RADIUS + 34
    turn = 2 * pi / max(len(names), 1)
    at = {
        name: (middle_x + RADIUS * cos(n * turn - pi / 2), middle_y + RADIUS * sin(n * turn - pi / 2))
        for n, name in enumerate(names)
    }
    parts = [
        line(*at[one], *at[other], colour=RAMP[3], wide=1 + 5 * count / most)
        for one, other, count in pairs
        if one in at and other in at
    ]
    for name, (x, y) in at.items():
        side = 1 if x > middle_x + 1 else -1 if x < middle_x - 1 else 0
        below = 22 if y > middle_y else -14
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{BLUE}"/>',
            words(x + 12 * side, y + (5 if side else below), clipped(name, 160, letter=SMALL), size=SMALL,
                  anchor={1: "start", -1: "end", 0: "middle"}[side]),
        ]  # fmt: skip
    return sheet(2 * RADIUS + 70 if names else 10, says, parts)
