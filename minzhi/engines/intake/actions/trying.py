"""The dry run: each line is read, compared with what is there, and its act is done and taken back."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.intake.actions.refusals import NotNow
from minzhi.engines.intake.formats import Format, Tell, quiet
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries.cleaning import WHOLE_ROW, Cleaner, cleaner
from minzhi.engines.intake.rules.fields import Cell, Value, pack, unpack
from minzhi.engines.intake.rules.words import is_empty
from minzhi.engines.intake.sheets.grid import Grid, filled
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.records.files.actions import open_file
from minzhi.records.tables.rows import ChangedMeanwhile, hold
from minzhi.records.units.actors import Actor

BATCH = 200
REFUSED = gettext_noop("%(why)s")
TWICE = gettext_noop("与第%(number)s行重复（%(key)s）。")
DIFFERS = gettext_noop("同一项已由%(unit)s于%(day)s导入，内容不同：请核对；要更正，先撤销那一次导入。")
NOTE = re.compile(
    r"\s*(填表|填报|制表|经办|审核|复核|负责人|联系人|联系电话|备注|注|说明|查询|数据日期|行数|SHA-256)[^：:]{0,8}[：:]"
)
"""How lines below a table begin, in offices' own sheets and in lists that left this house."""
A_NOTE = gettext_noop("整行是一句话，当作说明，不导入。")


def read(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Read a sheet into lines, batch by batch, a transaction each; goes on after the last line there is.

    `tell` is called inside each transaction with how many rows are done, and of how many.
    """
    if arrival.state != Arrival.State.READING:
        raise NotNow(_("「%(sheet)s」不在检查中。") % {"sheet": arrival})
    with open_file(arrival.file) as stream:
        grid = grid_of(stream.read(), arrival.file.media_type)
    after = Line.unscoped.filter(arrival=arrival).order_by("-number").values_list("number", flat=True).first() or 0
    rows, reader = list(_rows(arrival, grid)), cleaner(arrival, on=on)
    done = sum(number <= after for number, _cells in rows)
    waiting = iter(rows[done:])
    while batch := list(islice(waiting, BATCH)):
        with transaction.atomic():
            lines = [
                Line(arrival=arrival, format=arrival.format, number=at, cells=[*map(pack, row)]) for at, row in batch
            ]
            for line in lines:
                try_(line, reader, by=by, on=on)
                if line.number - 1 in grid.sentences and len(reader.mapping) > 1:
                    _leave_as_note(line)
            tell_twice(arrival, reader, lines)
            Line.unscoped.bulk_create(lines)
            done += len(batch)
            tell(done, len(rows))
    with transaction.atomic():
        arrival = hold(arrival)
        arrival.state = Arrival.State.TRIED
        arrival.save()
    return arrival


def _rows(arrival: Arrival, grid: Grid) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the filled rows below the heading with their numbers, counted from 1; a heading said again is no row."""
    head = grid.rows[arrival.head_first : arrival.head_last + 1]
    for at, row in enumerate(grid.rows):
        if at > arrival.head_last and filled(row) and row not in head:
            yield at + 1, row


def try_(line: Line, reader: Cleaner, *, by: Actor, on: date) -> None:
    """Set a line's state, faults, key and digest by reading it and trying its act. The line is not saved."""
    cells = [unpack(cell) for cell in line.cells]
    values, line.faults = reader.clean(cells)
    line.key = reader.format.key_of(values, by.unit.key)[:300] if not line.faults else ""
    line.digest = digest(values)
    if _is_a_note(cells, reader.mapping):
        _leave_as_note(line)
    elif line.faults:
        line.state = Line.State.BAD
    elif (before := taken_before(line)) is not None:
        _compare(line, before)
    else:
        line.faults = _refused(reader.format, values, by, on)
        line.state = Line.State.BAD if line.faults else Line.State.GOOD


def digest(values: Mapping[str, Value]) -> str:
    """Return the hash of a clean row: the same row has the same, however it was written."""
    plain = json.dumps({name: str(value) for name, value in values.items() if value is not None}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _is_a_note(cells: Sequence[Cell], mapping: Mapping[str, int]) -> bool:
    """Tell whether a row says one thing alone that begins as notes begin; with one column every row says one thing."""
    filled_in = [str(cell) for cell in cells if not is_empty(cell)]
    return len(filled_in) == 1 < len(mapping) and NOTE.match(filled_in[0]) is not None


def _leave_as_note(line: Line) -> None:
    line.state, line.faults, line.key = Line.State.LEFT, {WHOLE_ROW: [A_NOTE, {}]}, ""


def taken_before(line: Line) -> Line | None:
    """Return the line of another sheet that took in the same key."""
    if not line.key:
        return None
    rows = Line.unscoped.filter(format=line.format, key=line.key, state=Line.State.TAKEN)
    return rows.select_related("arrival__unit").exclude(pk=line.pk).first()


def _compare(line: Line, before: Line) -> None:
    if before.digest == line.digest:
        line.state = Line.State.SAME
        return
    line.state = Line.State.BAD
    line.faults = {WHOLE_ROW: [DIFFERS, {"unit": before.arrival.unit.short, "day": str(before.taken_on)}]}


def tell_twice(arrival: Arrival, reader: Cleaner, lines: Sequence[Line]) -> None:
    """Let only the first line of a key stand; the others say which it was, in the cell of the key's first field."""
    cell = next(iter(reader.format.unique), WHOLE_ROW)
    keys = {line.key for line in lines if line.key}
    stands = (Line.State.GOOD, Line.State.SAME, Line.State.TAKEN)
    seen = dict(Line.unscoped.filter(arrival=arrival, key__in=keys, state__in=stands).values_list("key", "number"))
    for line in lines:
        if line.key and line.state in stands:
            first = seen.setdefault(line.key, line.number)
            if first != line.number:
                line.state = Line.State.BAD
                line.faults = {cell: [TWICE, {"number": str(first), "key": line.key.partition("|")[2] or line.key}]}


def _refused(given: Format, values: Mapping[str, Value], by: Actor, on: date) -> dict[str, list[object]]:
    """Do the format's act and take it back; return its refusal, if any: of the cells that it names, else of the row."""
    try:
        with transaction.atomic():
            given.does.take(values, by=by, on=on)
            transaction.set_rollback(True)
    except FormWrong as wrong:
        cells = {field.name for field in given.fields}
        return {
            name if name in cells else WHOLE_ROW: [REFUSED, {"why": str(why)}] for name, why in wrong.fields.items()
        }
    except (Refusal, ChangedMeanwhile) as refused:
        return {WHOLE_ROW: [REFUSED, {"why": str(refused)}]}
    return {}
