"""Readings of cases: what may be done, what was done, what is due, whether all of it follows from the log."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, DateField, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.engines.casework.registry import VERSIONS, clock_of
from minzhi.engines.casework.titles import told
from minzhi.engines.casework.values import POST, UNIT, events_of, number_in, value_of
from minzhi.kit import clock
from minzhi.kit import process as kernel
from minzhi.kit.legal_time import Calendar, Due, Span
from minzhi.kit.process import Plain
from minzhi.kit.refusal import Refusal
from minzhi.records.calendars.queries import calendar
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Given
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post, Unit


def available(
    case: Case, roles: Collection[str], on: date, *, value: kernel.Case | None = None, days: Calendar | None = None
) -> tuple[kernel.Option, ...]:
    """Return what these roles may do on a day, some with a sentence why not yet; expired clocks have acted.

    Whoever has read the case and the calendar already gives them along.
    """
    value = kernel.lapse(case.table, value or value_of(case), on, days or calendar())
    return kernel.available(case.table, value, roles, on)


@dataclass(frozen=True)
class Entry:
    """An event in the words of its process: what was done, what was said (label and text), where it led."""

    event: Event
    label: str
    said: tuple[tuple[str, str], ...]
    words: str
    state: str
    whose: str

    @property
    def happened_on(self) -> date:
        return self.event.happened_on

    @property
    def post(self) -> str:
        """Who acted, in which post; a clock that expired acted for nobody."""
        return _("期限届满") if self.event.is_of_clock else self.whose


def log(case: Case, *, most: int | None = None) -> list[Entry]:
    """Return what was done, the latest first: all of it, or the latest `most`; a handful of queries in any case."""
    rows = list(Event.unscoped.filter(case=case).order_by("-sequence")[:most])
    whose = _whose(rows)
    names = named(str(value) for row in rows if row.action in kernel.VERBS for value in row.form.values())
    return [_entry(case, row, names, whose[row.officer_id, row.post_id]) for row in rows]


def _whose(rows: Iterable[Event]) -> dict[tuple[int, int], str]:
    """Return who acted in which post, told once for everybody however often they did; two queries."""
    pairs = {(row.officer_id, row.post_id) for row in rows}
    officers = Officer.objects.in_bulk({officer for officer, _post in pairs})
    posts = Post.objects.select_related("unit", "officer").in_bulk({post for _officer, post in pairs})
    return {(officer, post): str(Actor(officers[officer], posts[post])) for officer, post in pairs}


def _entry(case: Case, row: Event, names: Mapping[str, str], whose: str) -> Entry:
    table = VERSIONS.get(case.process, row.process_version)
    action = kernel.VERBS.get(row.action) or table.action(row.action)
    fields = {field.name: field for field in action.form} if action else {}
    if row.action == "@correct" and (corrected := table.fields().get(str(row.form["field"]))):
        fields["value"] = replace(fields["value"], sensitive=corrected.sensitive)
        names = {**names, corrected.name: _(corrected.label)}
    said = [(fields[name], _said(fields[name], value, names)) for name, value in row.form.items() if name in fields]
    return Entry(
        event=row,
        label=_(action.label) if action else _moved_to(row),
        said=tuple((_(field.label), text) for field, text in said),
        words="；".join(text for field, text in said if field.kind is kernel.Kind.TEXT),
        state=_(table.state(row.state).label),
        whose=whose,
    )


def _moved_to(row: Event) -> str:
    """Return how a move to another version is told; no table has an act for it."""
    if row.action != kernel.MIGRATE:
        return row.action
    return _("改按第%(version)s版办理") % {"version": row.process_version}


def _said(field: kernel.Field, value: Plain, names: Mapping[str, str]) -> str:
    if field.sensitive:
        return covered(str(value))
    if field.kind in {kernel.Kind.CHOICE, kernel.Kind.BOOL}:
        return _(field.said(value))
    return "、".join(names.get(part, part) for part in str(value).split(",")) if names else str(value)


def covered(text: str) -> str:
    """Return a sensitive text as pages show it: its first sign and how much there is.

    >>> covered("13800001234"), covered("")
    ('1**********', '')
    """
    return text[:1] + "*" * (len(text) - 1)


def named(values: Iterable[str]) -> dict[str, str]:
    """Return how people call the posts and units that the log names by their keys; two queries."""
    keys = {key for value in values for key in value.split(",") if key.startswith((POST, UNIT))}
    posts = Post.objects.filter(pk__in=[number_in(key) for key in keys if key.startswith(POST)])
    units = Unit.objects.filter(pk__in=[number_in(key) for key in keys if key.startswith(UNIT)])
    found: dict[str, str] = {f"{POST}{post.pk}": str(post) for post in posts.select_related("unit", "officer")}
    return found | {f"{UNIT}{unit.pk}": str(unit) for unit in units}


def state_label(process: str, version: int, state: str) -> str:
    """Return how a state of a version of a process is called: for who read the values of a case and not the case."""
    return _(VERSIONS.get(process, version).state(state).label)


def clocks(case: Case, *, days: Calendar | None = None) -> list[ClockRow]:
    """Return the periods of a case with how each was counted: those that run or rest first, by their day."""
    days = days or calendar()
    rows = list(ClockRow.unscoped.filter(case=case))
    for row in rows:
        row.case = case
        span = Span.parse(row.span, rolls=row.rule.rolls)
        start = row.from_at.astimezone(clock.CHINA) if row.from_at else row.from_on
        row.why = tuple(reason.told(_) for reason in _counted(row, span, start, days).why)
        resting = [_(state.label) for state in case.table.states if state.rests(row.rule)]
        row.stops = "、".join(resting) or _("不停")
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.due))


def _counted(row: ClockRow, span: Span, start: date, days: Calendar) -> Due:
    opening = row.rule.opening(row.case.fields) if row.from_at else None
    if opening and isinstance(start, datetime):
        return span.while_open(start, opening)
    return span.due(start, days, suspended_days=row.stopped_days)


def _running() -> QuerySet[ClockRow]:
    rows: QuerySet[ClockRow] = ClockRow.objects.filter(standing=ClockRow.State.RUNNING)
    return rows.select_related("case__unit").defer("case__fields")


ON, UNTIL, MOST = Given("on", DateField()), Given("until", DateField()), 20
SHOWN = ("due", "clock", "case__uid", "case__title", "case__unit__short", "case__process", "case__process_version")
RUNNING = ComposedInScope(lambda: ClockRow.objects.filter(standing=ClockRow.State.RUNNING).values_list(*SHOWN)[:MOST])
AHEAD = ComposedInScope(lambda: _running().filter(due__gte=ON, due__lte=UNTIL)[:MOST])
OVER = ComposedInScope(
    lambda: (
        ClockRow.objects.filter(standing=ClockRow.State.RUNNING, due__lt=ON)
        .order_by()
        .values("standing")
        .annotate(count=Count("pk"))
        .values_list("count")
    )
)


class Running(NamedTuple):
    """A period that runs, as a line shows it."""

    due: date
    label: str
    case: UUID
    title: str
    unit: str
    is_over: bool


def due(*, on: date) -> tuple[Running, ...]:
    """Return the first 20 running periods that the scope may see, those that are over (`is_over`) first."""
    return tuple(
        Running(day, _(clock_of(process, version, name).label), case, told(title), unit, day < on)
        for day, name, case, title, unit, process, version in RUNNING()
    )


def coming(*, on: date, until: date, most: int) -> tuple[list[ClockRow], int]:
    """Return the next running periods (up to 20) that the scope may see, how many are over already; two queries."""
    over = OVER(on=on)
    return AHEAD(on=on, until=until)[:most], over[0][0] if over else 0


def overdue(cases: Iterable[Case], *, on: date) -> set[int]:
    """Return the keys of those cases of which a period is over; one query."""
    rows = ClockRow.unscoped.filter(case__in=[case.pk for case in cases], standing=ClockRow.State.RUNNING, due__lt=on)
    return set(rows.values_list("case_id", flat=True))


def expired(*, on: date) -> list[Case]:
    """Return the cases of which a period is over whose end does something by itself."""
    effects = Q(pk__in=[])
    for process in VERSIONS.all():
        names = [clock.name for clock in process.clocks if clock.on_expiry]
        effects |= Q(clock__in=names, case__process=process.name, case__process_version=process.version)
    rows = ClockRow.unscoped.filter(effects, standing=ClockRow.State.RUNNING, due__lt=on)
    return list(Case.unscoped.filter(pk__in=rows.values("case_id")).order_by("pk"))


def replayed(case: Case, days: Calendar) -> kernel.Case:
    """Return what the log alone makes of a case, counted on `days`."""
    events = events_of(case)
    opened_under = VERSIONS.get(case.process, events[0].version)
    first = Event.unscoped.filter(case=case, sequence=1).select_related("post").get()
    unit = first.unit_id or case.unit_id
    officer = f"{POST}{first.post_id}" if first.post.unit_id == unit else ""
    return kernel.replay(opened_under, events, days, VERSIONS, unit=f"{UNIT}{unit}", officer=officer)


UNMADE = (Refusal, LookupError, ValueError, TypeError)
"""What comes of replaying a log that no process can have made."""


def verify() -> list[Case]:
    """Return the cases that differ from what their log makes of them."""
    days = calendar()
    return [case for case in Case.unscoped.order_by("pk").iterator() if not _follows(case, days)]


def _follows(case: Case, days: Calendar) -> bool:
    try:
        made = replayed(case, days)
        return value_of(case) == made and case.next_due == made.next_due
    except UNMADE:
        return False


def picture(case: Case, *, value: kernel.Case | None = None) -> SafeString:
    """Return the process as one line with "you are here", as SVG; labels are escaped where the picture is drawn."""
    return SafeString(kernel.line(case.table, value or value_of(case)))


@dataclass(frozen=True)
class Stage:
    """A state in the list that stands for the picture on a narrow page."""

    label: str
    is_here: bool
    is_done: bool


def stages(case: Case, *, value: kernel.Case | None = None) -> list[Stage]:
    """Return the states of the process in the order of its table, as far as the case can still meet them."""
    passed = {event.state for event in (value or value_of(case)).log}
    states = (
        case.table.states if case.closed_on is None else [each for each in case.table.states if each.name in passed]
    )
    return [Stage(_(each.label), each.name == case.state, each.name in passed - {case.state}) for each in states]
