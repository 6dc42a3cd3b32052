"""A sheet comes in: kept whole or not at all, its heading found, its columns proposed, confirmed once a sender."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.intake.actions.refusals import AlreadyReceived, NotMapped, NotNow, NotYours
from minzhi.engines.intake.formats import Format, format_of
from minzhi.engines.intake.models import KnownMapping, Line, Sheet
from minzhi.engines.intake.queries.cleaning import names_of
from minzhi.engines.intake.queries.sheets import given_before, known_mapping
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


def receive(content: bytes, *, name: str, of: Format, by: Actor, on: date) -> Sheet:
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
        sheet: Sheet = Sheet.unscoped.create(
            unit=by.unit, officer=by.officer, post=by.post, format=of.key, file=file, name=name[-200:] or file.name,
            tab=grid.name, received_on=on, rows=len(grid.rows), hidden=asdict(_hidden(grid)),
            since_1904=grid.since_1904,
            **_headed(of, grid, heading, known, on),
        )  # fmt: skip
        if _all_known(sheet, known) and not missing(of, sheet.mapping):
            sheet.state = Sheet.State.READING
            sheet.save()
        record(
            "intake.sheet_received", subject=sheet, by=by, on=on, evidence=[file.sha256],
            payload={"format": of.key, "rows": len(grid.rows)},
        )  # fmt: skip
    return sheet


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


def _all_known(sheet: Sheet, known: Mapping[str, str]) -> bool:
    return all(heading in known for heading in sheet.headings if heading)


def missing(given: Format, mapping: Mapping[str, int]) -> list[str]:
    """Return the titles of required fields that stand in no column."""
    return [_(field.title) for field in given.fields if field.required and field.name not in mapping]


@transaction.atomic
def head(sheet: Sheet, *, first: int, last: int, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """Say in which rows (counted from 0) the heading really stands; the columns are proposed anew."""
    sheet = _to_be_mapped(sheet, by, seen)
    with open_file(sheet.file) as stream:
        grid = grid_of(stream.read(), sheet.file.media_type)
    if not 0 <= first <= last < len(grid.rows):
        raise NotMapped(_("表头应在第1行至第%(last)s行之间。") % {"last": len(grid.rows)})
    given = format_of(sheet.format)
    headed = _headed(given, grid, made(grid.rows, first, last), known_mapping(by.unit, given.key), on)
    for name, value in headed.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet


@transaction.atomic
def confirm(sheet: Sheet, mapping: Mapping[str, int], *, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """Say which column each field stands in, and remember it for this sender's next sheet; raises `NotMapped`."""
    sheet = _to_be_mapped(sheet, by, seen)
    given = format_of(sheet.format)
    if lacking := missing(given, mapping):
        raise NotMapped(
            _("必填栏目没有对应的列：%(fields)s。请选择列，或在表中补上。") % {"fields": "、".join(lacking)}
        )
    if len(set(mapping.values())) < len(mapping):
        raise NotMapped(_("同一列不能对应两个栏目，请改正。"))
    sheet.mapping, sheet.state = dict(mapping), Sheet.State.READING
    sheet.save()
    fields = {column: name for name, column in mapping.items()}
    for column, heading in enumerate(sheet.headings):
        if heading:
            KnownMapping.unscoped.update_or_create(
                unit=sheet.unit, format=sheet.format, heading=heading,
                defaults={"field": fields.get(column, ""), "confirmed_by": by.officer, "confirmed_on": on},
            )  # fmt: skip
    payload = {"format": sheet.format, "mapping": {name: sheet.headings[at] for name, at in mapping.items()}}
    record("intake.mapping_confirmed", subject=sheet, by=by, on=on, payload=payload)
    return sheet


def _to_be_mapped(sheet: Sheet, by: Actor, seen: int | None) -> Sheet:
    sheet = mine(sheet, by, seen)
    if sheet.state != Sheet.State.RECEIVED:
        raise NotNow(_("「%(sheet)s」的栏目已经确认（%(state)s），不能再改；要改请先作废或撤销。")
                     % {"sheet": sheet, "state": sheet.get_state_display()})  # fmt: skip
    return sheet


def atomically(act: Callable[[], Sheet]) -> Sheet:
    """Do something with a sheet in one transaction."""
    with transaction.atomic():
        return act()


def mine(sheet: Sheet, by: Actor, seen: int | None = None) -> Sheet:
    """Return a sheet, locked, if the actor works where it came from; raises `NotYours`."""
    if by.unit.pk != sheet.unit_id or not format_of(sheet.format).does.may(by):
        raise NotYours(_("只有「%(unit)s」的人员可以办理这份表格。") % {"unit": sheet.unit})
    return hold(sheet, seen=seen)


@transaction.atomic
def drop(sheet: Sheet, *, by: Actor, on: date, seen: int | None = None) -> Sheet:
    """Give up a sheet of which nothing was taken in; its lines go, the file stays on record."""
    sheet = mine(sheet, by, seen)
    if sheet.is_busy or Line.unscoped.filter(sheet=sheet, state=Line.State.TAKEN).exists():
        raise NotNow(_("「%(sheet)s」正在办理或已有行导入，不能作废；请等它办完，或先撤销。") % {"sheet": sheet})
    Line.unscoped.filter(sheet=sheet).delete()
    sheet.state = Sheet.State.DROPPED
    sheet.save()
    record("intake.sheet_dropped", subject=sheet, by=by, on=on)
    return sheet
