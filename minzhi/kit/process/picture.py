"""A process drawn from its table, perhaps with a case's way in it: SVG for pages, mermaid for documents.

The SVG carries classes (`process-svg`, `state`, `way` with `is-done`, `is-here`, `is-final`, `is-rest`) and plain
attributes that make it readable without any stylesheet; it has no style and no script.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from minzhi.kit.process.case import Case
from minzhi.kit.process.words import START, State, Table
from minzhi.kit.text import mark as _

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 144, 40, 56, 44, 24
"""Of a state, the gaps between states, and the room around them; in the picture's own units."""
STEP_X, STEP_Y = WIDTH + ACROSS, HEIGHT + DOWN
LETTER = 15


@dataclass(frozen=True)
class Box:
    """Where a state is drawn: its left upper corner."""

    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


Way = tuple[str, str]


def picture(process: Table, case: Case | None = None) -> str:
    """Return the process as an SVG element; with a case, its way is marked and "you are here" stands at its state."""
    boxes, seen = _laid(process), _seen(case)
    right = max(box.x for box in boxes.values()) + WIDTH + MARGIN
    low = max(box.y for box in boxes.values()) + HEIGHT + DOWN
    drawn = [_way(boxes, way, labels, done=way in seen) for way, labels in _ways(process).items()]
    here = case.state if case else ""
    passed = {name for way in seen for name in way}
    drawn += [_state(state, boxes[state.name], here=here, passed=passed) for state in process.states]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="process-svg" role="img" viewBox="0 0 {right} {low}" '
        f'width="{right}" height="{low}" font-size="{LETTER}" text-anchor="middle" '
        f'aria-label="{escape(spoken(process, case))}">{"".join(drawn)}</svg>'
    )


def spoken(process: Table, case: Case | None = None) -> str:
    """Return in a sentence what the picture shows."""
    names = "、".join(state.label for state in process.states)
    told = _("「%(process)s」的办理过程：%(states)s。") % {"process": process.label, "states": names}
    if case is None or case.state == START:
        return told
    return told + _("现在是「%(state)s」。") % {"state": process.state(case.state).label}


def mermaid(process: Table) -> str:
    """Return the process as a mermaid state diagram."""
    lines = ["stateDiagram-v2", *(f'    state "{state.label}" as {state.name}' for state in process.states)]
    lines += [f"    [*] --> {process.initial}"]
    lines += [f"    {of} --> {to}: {labels}" for (of, to), labels in _ways(process).items()]
    return "\n".join([*lines, *(f"    {state.name} --> [*]" for state in process.states if state.final)]) + "\n"


def _ways(process: Table) -> dict[Way, str]:
    """Return each way from one state to another with the actions that take it."""
    ways: dict[Way, list[str]] = {}
    for action in process.actions:
        for source, target in sorted(process.ways(action)):
            if source not in {START, target}:
                ways.setdefault((source, target), []).append(action.label)
    return {way: "、".join(labels) for way, labels in ways.items()}


def _seen(case: Case | None) -> set[Way]:
    states = [event.state for event in case.log] if case else []
    return set(pairwise(states))


def _laid(process: Table) -> Mapping[str, Box]:
    """Place states in columns by how many acts they are from the beginning, all ends in the last column."""
    rank, frontier = {process.initial: 0}, [process.initial]
    while frontier:
        of = frontier.pop(0)
        for source, target in _ways(process):
            if source == of and target not in rank:
                rank[target] = rank[of] + 1
                frontier.append(target)
    last = 1 + max(rank[state.name] for state in process.states if not state.final)
    rows: dict[int, int] = {}
    boxes = {}
    for state in process.states:
        column = last if state.final else rank[state.name]
        boxes[state.name] = Box(MARGIN + column * STEP_X, MARGIN + LETTER + rows.get(column, 0) * STEP_Y)
        rows[column] = rows.get(column, 0) + 1
    return boxes


def _way(boxes: Mapping[str, Box], way: Way, labels: str, *, done: bool) -> str:
    path, tip = _line(boxes[way[0]], boxes[way[1]])
    return (
        f'<g class="way{" is-done" if done else ""}" fill="none" stroke="currentColor" '
        f'stroke-width="{2 if done else 1}"><title>{escape(labels)}</title><path d="{path}"/><path d="{tip}"/></g>'
    )


def _line(of: Box, to: Box) -> tuple[str, str]:
    """Return the path of a way and its arrow's tip.

    To the next column across, further on in the gap below the row, within a column beside it, back below.
    """
    start, end = of.y + HEIGHT // 2, to.y + HEIGHT // 2
    if to.x > of.x + STEP_X:
        lane = of.y + HEIGHT + DOWN // 2
        path = f"M{of.middle} {of.y + HEIGHT}V{lane}H{to.x - ACROSS // 2}V{end}H{to.x}"
        return path, f"M{to.x - 7} {end - 4}l7 4l-7 4"
    if to.x > of.x:
        x, bend = of.x + WIDTH, (of.x + WIDTH + to.x) // 2
        return f"M{x} {start}C{bend} {start} {bend} {end} {to.x} {end}", f"M{to.x - 7} {end - 4}l7 4l-7 4"
    if to.x == of.x:
        x, bend = of.x + WIDTH, of.x + WIDTH + ACROSS // 2
        return f"M{x} {start}C{bend} {start} {bend} {end} {x} {end}", f"M{x + 7} {end - 4}l-7 4l7 4"
    start, end = of.y + HEIGHT, to.y + HEIGHT
    dip = max(start, end) + DOWN
    path = f"M{of.middle} {start}C{of.middle} {dip} {to.middle} {dip} {to.middle} {end}"
    return path, f"M{to.middle - 4} {end + 7}l4 -7l4 7"


def _state(state: State, box: Box, *, here: str, passed: set[str]) -> str:
    marks = {
        "is-here": state.name == here,
        "is-done": state.name in passed and state.name != here,
        "is-final": state.final,
        "is-rest": state.stops_clocks,
    }
    classes = " ".join(["state", *(name for name, holds in marks.items() if holds)])
    dash = ' stroke-dasharray="5 4"' if state.stops_clocks else ""
    room = WIDTH - LETTER
    narrow = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if len(state.label) * LETTER > room else ""
    thick = 3 if state.name == here else 1
    told = f'<text class="here" x="{box.middle}" y="{box.y - 7}">{_("现在在这里")}</text>' if state.name == here else ""
    return (
        f'<g class="{classes}"><rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" '
        f'rx="{HEIGHT // 2 if state.final else 3}" fill="white" stroke="currentColor" stroke-width="{thick}"{dash}/>'
        f'<text x="{box.middle}" y="{box.y + HEIGHT // 2 + 5}" fill="currentColor"{narrow}>'
        f"{escape(state.label)}</text>{told}</g>"
    )
