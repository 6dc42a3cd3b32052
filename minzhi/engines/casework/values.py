"""Rows become the kernel's values: a case as it stands, and a case that is held until the transaction ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.kit import process as kernel
from minzhi.kit.clock import CHINA as CHINA_ZONE
from minzhi.kit.clock import now
from minzhi.kit.legal_time import Calendar
from minzhi.records.calendars.queries import CHINA, YEARS, counted_on
from minzhi.records.tables.statements import Rows, Select, names_of, run, whole
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post, Unit
from minzhi.records.units.queries import PLACES, path_in

POST, UNIT = "post:", "unit:"
"""How the log names whom it asks: a post, or a whole unit."""
TERM_FIELDS = (
    "span", "from_on", "due", "provisional", "stopped_days", "stopped_on", "ended_on",
    "from_at", "due_at", "stopped_at", "stopped_minutes",
)  # fmt: skip
TERMS = Select(ClockRow, ("clock", "standing", "extensions", *TERM_FIELDS), by="case_id")
LOG = Select(
    Event,
    ("action", "process_version", "officer_id", "post_id", "roles", "form", "happened_on", "state", "recorded_at"),
    by="case_id", order="sequence",
)  # fmt: skip
SAID = ("action", "process_version", "happened_on", "state", "form")
"""As much of a log as the next act has to know: who did it and when is not asked again."""
DONE = Select(Event, SAID, by="case_id", order="sequence")
LATEST = Select(Event, SAID, by="case_id", order="sequence", last=6)
"""The end of it, enough for most acts: those that ask what was before read `DONE`."""
CASE = Select(Case, names_of(Case), by="id", lock=True)
BESIDE = ("unit", "post", "parent", "opened_by")


@dataclass(frozen=True)
class Held:
    """A case that nobody else changes until the transaction ends: its row, what the kernel makes of it.

    The log of `value` says what was done and not by whom: `value_of` has it whole.
    `days` is the calendar, `path` where the actor's unit stands, `moment` when the act is recorded.
    """

    case: Case
    value: kernel.Case
    days: Calendar
    path: str
    moment: datetime

    def at(self, on: date) -> datetime:
        """Return the minute of an act that counts for a day."""
        return moment_of(on, self.moment)


def hold_whole(case: Case, *, by: Actor, on: date, seen: int | None = None) -> Held:
    """Return a fresh, locked copy of a case with everything that an act has to know; one round trip.

    Raises `ChangedMeanwhile` when it is no longer the version that was `seen`.
    """
    key, asked = case.pk, PLACES.where(by.post.unit_id)
    rows, terms, latest, years, places = run(
        CASE.where(key), TERMS.where(key), LATEST.where(key), YEARS.where(CHINA), asked
    )
    fresh = _fresh(case, rows).check_version(seen)
    log = kernel.Log(fresh.events_count, _done(latest[::-1]), partial(_done_until, key, fresh.events_count))
    return Held(fresh, _value(fresh, terms, log), counted_on(years), path_in(places, on=on), now())


def _done(rows: Rows) -> tuple[kernel.Event, ...]:
    return tuple(kernel.Event(act, version, "", (), form, on, to) for act, version, on, to, form in DONE.read(rows))


def _done_until(key: int, count: int) -> tuple[kernel.Event, ...]:
    """Return the first events of a case: those of the act itself may stand there too by now."""
    (rows,) = run(DONE.where(key))
    return _done(rows[:count])


def begin_whole(case: Case, *, by: Actor, on: date) -> Held:
    """Return the same of a case that has just been written and has no event yet."""
    years, places = run(YEARS.where(CHINA), PLACES.where(by.post.unit_id))
    officer = f"{POST}{case.post_id}" if case.post_id else ""
    value = kernel.begin(case.table, unit=f"{UNIT}{case.unit_id}", officer=officer)
    return Held(case, value, counted_on(years), path_in(places, on=on), now())


def _fresh(case: Case, rows: Rows) -> Case:
    """Return the row as it is now; what stands beside it and did not change needs no asking again."""
    found = CASE.read(rows)
    if not found:
        raise Case.DoesNotExist
    fresh = whole(Case, dict(zip(CASE.names, found[0], strict=True)))
    fresh._state.adding, fresh._state.db = False, case._state.db  # noqa: SLF001 - public in Django's docs
    for name in BESIDE:
        if case._meta.get_field(name).is_cached(case) and getattr(case, f"{name}_id") == getattr(fresh, f"{name}_id"):  # type: ignore[union-attr] # noqa: SLF001 - a foreign key is meant
            setattr(fresh, name, getattr(case, name))
    return fresh


def signature(actor: Actor) -> str:
    """Return how the kernel's log names who acted: the officer, in which post."""
    return f"{actor.officer.pk}@{actor.post.pk}"


def key_of(one: Post | Unit) -> str:
    """Return how the log names a post or a unit."""
    return f"{UNIT}{one.pk}" if isinstance(one, Unit) else f"{POST}{one.pk}"


def number_in(key: str) -> int:
    """Return the row that a key of the log names; 0 for an empty one."""
    return int(key.rpartition(":")[2]) if key else 0


def value_of(case: Case) -> kernel.Case:
    """Return a case as it is kept; one round trip."""
    terms, log = run(TERMS.where(case.pk), LOG.where(case.pk))
    return _value(case, terms, _log(log))


def _value(case: Case, terms: Rows, log: tuple[kernel.Event, ...] | kernel.Log) -> kernel.Case:
    rows = {row[0]: row for row in TERMS.read(terms)}
    return kernel.Case(
        process=case.process,
        version=case.process_version,
        state=case.state,
        clocks=tuple(_term(rows[clock.name]) for clock in case.table.clocks if clock.name in rows),
        fields=case.fields,
        log=log,
        desk=desk_of(case),
    )


def _term(row: tuple[Any, ...]) -> kernel.Term:
    clock, standing, extensions, *kept = row
    named = dict(zip(TERM_FIELDS, kept, strict=True))
    return kernel.Term(clock=clock, standing=kernel.Standing(standing), extensions=tuple(extensions), **named)


def events_of(case: Case) -> tuple[kernel.Event, ...]:
    (rows,) = run(LOG.where(case.pk))
    return _log(rows)


def _log(rows: Rows) -> tuple[kernel.Event, ...]:
    return tuple(
        kernel.Event(action, version, f"{officer}@{post}", tuple(roles), form, on, state, moment_of(on, recorded))
        if roles != OF_CLOCK
        else kernel.Event(action, version, "", tuple(roles), form, on, state)
        for action, version, officer, post, roles, form, on, state, recorded in LOG.read(rows)
    )


OF_CLOCK = [kernel.CLOCK]


def moment_of(on: date, recorded: datetime) -> datetime:
    """Return the minute of an act: the time of day at which it was recorded, on the day for which it counts."""
    here = recorded.astimezone(CHINA_ZONE)
    return datetime(on.year, on.month, on.day, here.hour, here.minute, tzinfo=CHINA_ZONE)


def desk_of(case: Case) -> kernel.Desk:
    """Return who has the case; of a case that never moved, its unit and nothing else."""
    kept: Mapping[str, Any] = case.desk
    came_from = kept.get("came_from")
    return kernel.Desk(
        unit=f"{UNIT}{case.unit_id}",
        officer=f"{POST}{case.post_id}" if case.post_id else "",
        delegate=kept.get("delegate", ""),
        came_from=tuple(came_from) if came_from else None,
        rounds=tuple(_round(each) for each in kept.get("rounds", ())),
        recused=tuple(kept.get("recused", ())),
        entrusted=kept.get("entrusted", ""),
    )


def _round(kept: Mapping[str, Any]) -> kernel.Round:
    opinions = (
        kernel.Opinion(**{**each, "verdict": kernel.Verdict(each["verdict"]), "on": date.fromisoformat(each["on"])})
        for each in kept["opinions"]
    )
    named = {"signers": tuple(kept["signers"]), "removed": tuple(kept["removed"]), "opinions": tuple(opinions)}
    enums = {"mode": kernel.Mode(kept["mode"]), "ending": kernel.Ending(kept["ending"])}
    return kernel.Round(**{**kept, **named, **enums})
