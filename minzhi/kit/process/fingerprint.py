"""What a version of a process must never change once cases were begun under it, as one short text."""

import hashlib

from minzhi.kit.process.words import Action, Clock, State, Table


def fingerprint(table: Table) -> str:
    """Return a text that differs where another case could follow from the same log.

    Labels, articles, forms, papers, guards and checks are left out: they say what comes in from now on.
    """
    fields = table.fields()
    counted_by = {name: fields[name].kind.value for clock in table.clocks for name in clock.counts_by}
    rows = [
        (table.name, table.version, table.initial),
        *sorted(map(_state, table.states)),
        *sorted(map(_action, table.actions)),
        *sorted(map(_clock, table.clocks)),
        *sorted(counted_by.items()),
    ]
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()[:16]


def _state(state: State) -> tuple[object, ...]:
    return state.name, state.final, state.stops_clocks, sorted(state.stops)


def _action(action: Action) -> tuple[object, ...]:
    return (
        action.name, sorted(action.sources), action.target, sorted(action.by), action.extends, action.extend_by,
        action.extend_from, action.times, action.reopens,
    )  # fmt: skip


def _clock(clock: Clock) -> tuple[object, ...]:
    return (
        clock.name, sorted(clock.starters), sorted(clock.while_in), clock.span, clock.span_from, clock.from_field,
        sorted(clock.instead), clock.on_expiry, clock.extend_by, clock.max_extensions, clock.suspendable, clock.rolls,
        clock.unknown, sorted(clock.met_by), clock.within or (),
    )  # fmt: skip
