"""A process drawn as one line: the longest way through it, what interrupts it above, its ends to the right.

Large processes are a thicket when every way is drawn (`picture`); people ask where they are and what comes next.
"""

import itertools
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from minzhi.kit.process.case import Case
from minzhi.kit.process.picture import spoken
from minzhi.kit.process.words import START, State, Table
from minzhi.kit.text import mark as _

STEP, LEFT, Y, RADIUS, LETTER = 112, 60, 96, 11, 15
"""Between two states, before the first, the height of the line, of a state, of a letter; the picture's own units."""
REST_Y, REST_HIGH, HIGH, MANY = 12, 32, 190, 3


@dataclass(frozen=True)
class Spot:
    """A state on the line, with what stands below it."""

    state: State
    x: int
    below: str
    is_done: bool
    is_here: bool


def main_line(table: Table) -> tuple[str, ...]:
    """Return the states on the longest way forward through a process; of two, the one the table has first."""
    through = [state.name for state in table.states if not state.final and not _rests(table, state)]
    place = {name: number for number, name in enumerate(through)}
    ways = {way for action in table.actions for way in table.ways(action)}
    onward = {
        name: [to for of, to in ways if of == name and to in place and place[to] > place[name]] for name in through
    }

    @cache
    def longest(name: str) -> tuple[str, ...]:
        return (name, *max((longest(to) for to in sorted(onward[name], key=place.__getitem__)), key=len, default=()))

    return longest(table.initial)


def _rests(table: Table, state: State) -> bool:
    return state.stops_clocks or (bool(state.stops) and table.initial != state.name and not _is_step(table, state))


def _is_step(table: Table, state: State) -> bool:
    """Tell whether a state in which some clock rests is a step of its own: acts lead on from it, not only back."""
    back = {action.target for action in table.actions if state.name in action.sources}
    return not any(each in {"^", "<"} for each in back)


def line(table: Table, case: Case | None = None) -> str:
    """Return the process as an SVG element; with a case, what is done, when, and "you are here".

    It carries classes and plain attributes, no style and no script.
    """
    names = list(main_line(table))
    here = case.state if case else START
    ended = bool(here) and table.state(here).final
    if ended:
        names = [name for name in names if case is not None and name in case.passed]
    elif here and here not in names and not _rests(table, table.state(here)):
        names.insert(names.index(case.came_from) + 1 if case and case.came_from in names else 1, here)
    spots = _spots(table, names, case)
    wide = LEFT * 2 + STEP * (len(names) + 1)
    drawn = [_rail(spots), *(_spot(spot) for spot in spots), _ends(table, case, LEFT + STEP * len(names), ended=ended)]
    drawn += [_rest(table, spots, here)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="process-svg process-line" role="img" '
        f'viewBox="0 0 {wide} {HIGH}" width="{wide}" height="{HIGH}" font-size="{LETTER}" text-anchor="middle" '
        f'aria-label="{escape(spoken(table, case))}">{"".join(drawn)}</svg>'
    )


def _spots(table: Table, names: list[str], case: Case | None) -> list[Spot]:
    came: dict[str, date] = {}
    for event in case.log if case else ():
        came.setdefault(event.state, event.on)
    here = case.state if case else START
    due = min((term.due for term in case.clocks if term.is_live), default=None) if case else None
    found = []
    for number, name in enumerate(names):
        below = f"{came[name].month}-{came[name].day}" if name in came else ""
        if name == here and due:
            below = _("至%(due)s") % {"due": f"{due.month}-{due.day}"}
        spot = Spot(table.state(name), LEFT + STEP * number, below, name in came and name != here, name == here)
        found.append(spot)
    return found


def _rail(spots: list[Spot]) -> str:
    ways = ""
    for one, other in itertools.pairwise(spots):
        done = other.is_done or other.is_here
        ways += (
            f'<path class="way{" is-done" if done else ""}" fill="none" stroke="currentColor" '
            f'stroke-width="{3 if done else 1}" d="M{one.x + RADIUS} {Y}H{other.x - RADIUS}"/>'
        )
    return ways


def _spot(spot: Spot) -> str:
    marks = " ".join(["state", *(["is-here"] if spot.is_here else []), *(["is-done"] if spot.is_done else [])])
    fill = "currentColor" if spot.is_done or spot.is_here else "white"
    told = ""
    if spot.is_here:
        told = _flag(spot.x, Y - RADIUS - 10)
    inner = f'<circle cx="{spot.x}" cy="{Y}" r="4" fill="white"/>' if spot.is_here else ""
    radius = RADIUS + 3 if spot.is_here else RADIUS
    return (
        f'<g class="{marks}"><circle cx="{spot.x}" cy="{Y}" r="{radius}" fill="{fill}" stroke="currentColor" '
        f'stroke-width="2"/>{inner}{told}<text x="{spot.x}" y="{Y + 36}" fill="currentColor" '
        f'font-weight="{700 if spot.is_here else 400}">{escape(spot.state.label)}</text>'
        f'<text x="{spot.x}" y="{Y + 56}" fill="currentColor" font-size="13">{escape(spot.below)}</text></g>'
    )


def _flag(x: int, y: int) -> str:
    return f'<text class="here" x="{x}" y="{y}" font-weight="700" fill="currentColor">▼ {_("现在在这里")}</text>'


def _ends(table: Table, case: Case | None, x: int, *, ended: bool) -> str:
    """Return the end at which a case stands, or the ends that it may still come to."""
    if ended and case is not None:
        label = table.state(case.state).label
        return (
            f'<g class="state is-final is-here"><rect x="{x - 50}" y="{Y - 18}" width="100" height="36" rx="18" '
            f'fill="white" stroke="currentColor" stroke-width="3"/>{_flag(x, Y - 30)}'
            f'<text x="{x}" y="{Y + 5}" fill="currentColor"{_narrow(label, 92)}>{escape(label)}</text></g>'
        )
    ends = [state.label for state in table.states if state.final]
    shown = ends[:MANY] + (["……"] if len(ends) > MANY else [])
    rows = "".join(
        f'<text x="{x}" y="{Y - 22 + 20 * number}" fill="currentColor" font-size="13"{_narrow(label, 92)}>'
        f"{escape(label)}</text>"
        for number, label in enumerate(shown)
    )
    return (
        f'<g class="state is-final"><rect x="{x - 50}" y="{Y - 42}" width="100" height="{20 * len(shown) + 14}" '
        f'rx="12" fill="none" stroke="currentColor"/>{rows}</g>'
    )


def _narrow(label: str, room: int) -> str:
    return f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if len(label) * LETTER > room else ""


def _rest(table: Table, spots: list[Spot], here: str) -> str:
    """Return what interrupts the line, dashed above it, over the states from which it can be reached."""
    resting = [state for state in table.states if _rests(table, state)]
    ways = {way for action in table.actions for way in table.ways(action)}
    names = {state.name for state in resting}
    under = [spot.x for spot in spots if any((spot.state.name, name) in ways for name in names)]
    if not resting or not under:
        return ""
    left, right = min(under), max(under)
    middle = (left + right) // 2
    label = "　".join(state.label for state in resting)
    is_here = here in names
    told = table.state(here).label if is_here else label
    wide = max(len(told) * LETTER + 24, 120) + (100 if is_here else 0)
    said = f"▼ {_('现在在这里')}　{told}" if is_here else told
    return (
        f'<g class="state is-rest{" is-here" if is_here else ""}">'
        f'<path d="M{left} {Y - RADIUS}V{REST_Y + 16}H{right}V{Y - RADIUS}" '
        f'fill="none" stroke="currentColor" stroke-dasharray="5 4"/><rect x="{middle - wide // 2}" y="{REST_Y}" '
        f'width="{wide}" height="{REST_HIGH}" fill="white" stroke="currentColor" stroke-dasharray="5 4" '
        f'stroke-width="{3 if is_here else 1}"/><text x="{middle}" y="{REST_Y + 21}" fill="currentColor" '
        f'font-weight="{700 if is_here else 400}">{escape(said)}</text></g>'
    )
