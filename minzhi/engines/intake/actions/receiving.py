"""A sheet comes in: kept whole or not at all, its heading found, its columns proposed, confirmed once a sender."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.intake.actions.refusals import AlreadyReceived, NotMapped, NotNow, NotYours
from minzhi.engines.intake.formats import Format, format_of
from minzhi.engines.intake.models import Arrival, KnownMapping, Line
from minzhi.engines.intake.queries.arrivals import given_before, known_mapping
from minzhi.engines.intake.queries.cleaning import names_of
from minzhi.engines.intake.rules.fields import Setting
from minzhi.engines.intake.rules.headings import Heading, find, made, propose
from minzhi.engines.intake.sheets.grid import Grid
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import open_file, store
from minzhi.records.files.kinds import media_type
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

HEADING_LENGTH = 300
MOST_SAID_HIDDEN = 50


@dataclass(frozen=True)
class Hidden:
    """What a person does not see in the file, as people count it: rows from 1, columns by letters."""

    rows: list[int]
    columns: list[str]
    others: list[str]


def receive(content: bytes, *, name: str, of: Format, by: Actor, on: date) -> Arrival:
    """Keep a file as a sheet of a format; raises `BadSheet`, `files.kinds.Refused`, `AlreadyReceived`.

    Where its sender confirmed all of its headings before, the mapping stands at once.
    """
    if not of.does.may(by):
        raise NotYours(_("您不能报送「%(format)s」。") % {"format": _(of.title)})
    grid = grid_of(content, media_type(content))  # outside of the transaction: nobody waits while a file is read
    with transaction.atomic():
        file = store(content, name=name, by=by, on=on)
        if before := given_before(by.unit, of.key, file.sha256):
            message = _("这份表格已由%(post)s于%(day)s报送（%(state)s），不必再传；要重来，请先撤销那一次。")
            raise AlreadyReceived(
                message % {"post": before.post, "day": before.received_on, "state": before.get_state_display()}
            )
        heading = find(grid.rows, of.fields)
        known = known_mapping(by.unit, of.key)
        arrival: Arrival = Arrival.unscoped.create(
            unit=by.unit, officer=by.officer, post=by.post, format=of.key, file=file, name=name[-200:] or file.name,
            tab=grid.name, received_on=on, rows=len(grid.rows), hidden=asdict(_hidden(grid)),
            since_1904=grid.since_1904,
            **_headed(of, grid, heading, known, on),
        )  # fmt: skip
        if _all_known(arrival, known) and not missing(of, arrival.mapping):
            arrival.state = Arrival.State.READING
            arrival.save()
        record(
            "intake.sheet_received", subject=arrival, by=by, on=on, evidence=[file.sha256],
            payload={"format": of.key, "rows": len(grid.rows)},
        )  # fmt: skip
    return arrival


def _headed(given: Format, grid: Grid, heading: Heading, known: Mapping[str, str], on: date) -> dict[str, object]:
    rows = grid.rows[heading.last + 1 :]
    setting = Setting(grid.since_1904, names=names_of(given.fields, on=on))
    headings = [heading.of(column)[:HEADING_LENGTH] for column in range(grid.width)]
    mapping = propose(heading, rows[:200], given.fields, setting, known)
    return {"head_first": heading.first, "head_last": heading.last, "headings": headings, "mapping": mapping}


def _hidden(grid: Grid) -> Hidden:
    rows = sorted(row + 1 for row in grid.hidden_rows if row < len(grid.rows))
    columns = [letters(column) for column in sorted(grid.hidden_columns) if column < grid.width]
    return Hidden(rows, columns, list(grid.others)[:MOST_SAID_HIDDEN])


def letters(column: int) -> str:
    """Return a column as spreadsheets call it.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _all_known(arrival: Arrival, known: Mapping[str, str]) -> bool:
    return all(heading in known for heading in arrival.headings if heading)


def missing(given: Format, mapping: Mapping[str, int]) -> list[str]:
    """Return the titles of required fields that stand in no column."""
    return [_(field.title) for field in given.fields if field.required and field.name not in mapping]


@transaction.atomic
def head(arrival: Arrival, *, first: int, last: int, by: Actor, on: date, seen: int | None = None) -> Arrival:
    """Say in which rows (counted from 0) the heading really stands; the columns are proposed anew."""
    arrival = _to_be_mapped(arrival, by, seen)
    with open_file(arrival.file) as stream:
        grid = grid_of(stream.read(), arrival.file.media_type)
    if not 0 <= first <= last < len(grid.rows):
        raise NotMapped(_("表头应在第1行至第%(last)s行之间。") % {"last": len(grid.rows)})
    given = format_of(arrival.format)
    headed = _headed(given, grid, made(grid.rows, first, last), known_mapping(by.unit, given.key), on)
    for name, value in headed.items():
        setattr(arrival, name, value)
    arrival.save()
    return arrival


@transaction.atomic
def confirm(arrival: Arrival, mapping: Mapping[str, int], *, by: Actor, on: date, seen: int | None = None) -> Arrival:
    """Say which column each field stands in, and remember it for this sender's next sheet; raises `NotMapped`."""
    arrival = _to_be_mapped(arrival, by, seen)
    given = format_of(arrival.format)
    if lacking := missing(given, mapping):
        raise NotMapped(
            _("必填栏目没有对应的列：%(fields)s。请选择列，或在表中补上。") % {"fields": "、".join(lacking)}
        )
    if len(set(mapping.values())) < len(mapping):
        raise NotMapped(_("同一列不能对应两个栏目，请改正。"))
    arrival.mapping, arrival.state = dict(mapping), Arrival.State.READING
    arrival.save()
    fields = {column: name for name, column in mapping.items()}
    for column, heading in enumerate(arrival.headings):
        if heading:
            KnownMapping.unscoped.update_or_create(
                unit=arrival.unit, format=arrival.format, heading=heading,
                defaults={"field": fields.get(column, ""), "confirmed_by": by.officer, "confirmed_on": on},
            )  # fmt: skip
    payload = {"format": arrival.format, "mapping": {name: arrival.headings[at] for name, at in mapping.items()}}
    record("intake.mapping_confirmed", subject=arrival, by=by, on=on, payload=payload)
    return arrival


def _to_be_mapped(arrival: Arrival, by: Actor, seen: int | None) -> Arrival:
    arrival = mine(arrival, by, seen)
    if arrival.state != Arrival.State.RECEIVED:
        raise NotNow(_("「%(sheet)s」的栏目已经确认（%(state)s），不能再改；要改请先作废或撤销。")
                     % {"sheet": arrival, "state": arrival.get_state_display()})  # fmt: skip
    return arrival


def atomically(act: Callable[[], Arrival]) -> Arrival:
    """Do something with a sheet in one transaction."""
    with transaction.atomic():
        return act()


def mine(arrival: Arrival, by: Actor, seen: int | None = None) -> Arrival:
    """Return a sheet, locked, if the actor works where it came from; raises `NotYours`."""
    if by.unit.pk != arrival.unit_id or not format_of(arrival.format).does.may(by):
        raise NotYours(_("只有「%(unit)s」的人员可以办理这份表格。") % {"unit": arrival.unit})
    return hold(arrival, seen=seen)


@transaction.atomic
def drop(arrival: Arrival, *, by: Actor, on: date, seen: int | None = None) -> Arrival:
    """Give up a sheet of which nothing was taken in; its lines go, the file stays on record."""
    arrival = mine(arrival, by, seen)
    taken = (
        arrival.state == Arrival.State.TAKEN
        if arrival.is_whole
        else Line.unscoped.filter(arrival=arrival, state=Line.State.TAKEN).exists()
    )
    if arrival.is_busy or taken:
        raise NotNow(_("「%(sheet)s」正在办理或已有行导入，不能作废；请等它办完，或先撤销。") % {"sheet": arrival})
    Line.unscoped.filter(arrival=arrival).delete()
    arrival.state = Arrival.State.DROPPED
    arrival.save()
    record("intake.sheet_dropped", subject=arrival, by=by, on=on)
    return arrival
