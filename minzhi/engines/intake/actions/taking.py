"""Good lines are taken in, each by its format's act, each once; a whole import is undone the same way."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.intake.actions.receiving import mine
from minzhi.engines.intake.actions.refusals import NotNow
from minzhi.engines.intake.actions.trying import BATCH, REFUSED, taken_before, try_
from minzhi.engines.intake.formats import Format, Tell, find_made, format_of, quiet
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries.arrivals import counts
from minzhi.engines.intake.queries.cleaning import WHOLE_ROW, Cleaner, cleaner
from minzhi.engines.intake.rules.fields import unpack
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import ChangedMeanwhile, Row, hold
from minzhi.records.units.actors import Actor


@transaction.atomic
def begin(arrival: Arrival, *, by: Actor, on: date, seen: int | None = None) -> Arrival:
    """Say that the good lines are to be taken in; `take` does it."""
    del on
    arrival = mine(arrival, by, seen)
    if arrival.state not in {Arrival.State.TRIED, Arrival.State.TAKEN}:
        raise NotNow(_("「%(sheet)s」还没有检查完，或正在办理，请稍候。") % {"sheet": arrival})
    if not (arrival.is_whole or Line.unscoped.filter(arrival=arrival, state=Line.State.GOOD).exists()):
        raise NotNow(_("「%(sheet)s」没有可导入的行：请先更正有问题的单元格。") % {"sheet": arrival})
    if refused := arrival.tally.get("refused"):
        raise NotNow(_("「%(sheet)s」读不下去：%(why)s") % {"sheet": arrival, "why": refused})
    if arrival.is_whole and arrival.state == Arrival.State.TAKEN:
        raise NotNow(_("「%(sheet)s」已经导入。") % {"sheet": arrival})
    arrival.state = Arrival.State.TAKING
    arrival.save()
    return arrival


def take(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Take in every good line, batch by batch, a transaction each: what is done and what is written down agree.

    Killed at any point, it is called again and goes on with the lines that are still good.
    """
    reader = cleaner(arrival, on=on)
    waiting = Line.unscoped.filter(arrival=arrival, state=Line.State.GOOD).order_by("number")
    done = Line.unscoped.filter(arrival=arrival, state=Line.State.TAKEN).count()
    total = done + waiting.count()
    while waiting.exists():
        with transaction.atomic():
            batch = list(waiting.select_for_update(of=("self",))[:BATCH])
            for line in batch:
                _take(line, reader, by, on)
            done += len(batch)
            tell(done, max(total, done))
    with transaction.atomic():
        arrival = hold(arrival)
        if arrival.state == Arrival.State.TAKING:
            arrival.state = Arrival.State.TAKEN
            arrival.save()
            record(
                "intake.sheet_imported", subject=arrival, by=by, on=on, payload={"lines": counts(arrival)},
                evidence=[arrival.file.sha256],
            )  # fmt: skip
    return arrival


def _take(line: Line, reader: Cleaner, by: Actor, on: date) -> None:
    if taken_before(line) is not None:
        try_(line, reader, by=by, on=on)  # somebody gave the same meanwhile: the same, or a difference to look at
        line.save()
        return
    values, _faults = reader.clean([unpack(cell) for cell in line.cells])
    try:
        with transaction.atomic():
            made = reader.format.does.take(values, by=by, on=on)
            line.made_type, line.made_uid = made._meta.label, made.uid  # noqa: SLF001 - public in Django's docs
            line.made_version = getattr(made, "version", None)
            line.state, line.taken_on, line.faults = Line.State.TAKEN, on, {}
            line.save()
    except (Refusal, ChangedMeanwhile, IntegrityError) as refused:
        _wait(line, refused)


def _wait(line: Line, refused: Exception) -> None:
    """Keep a line that its act refused; a collision in the database means that somebody was faster."""
    why = _("刚刚已有相同的一项，请重新检查。") if isinstance(refused, IntegrityError) else str(refused)
    line.made_type, line.made_uid, line.taken_on = "", None, None
    line.state, line.faults = Line.State.BAD, {WHOLE_ROW: [REFUSED, {"why": why}]}
    line.save()


@transaction.atomic
def begin_undo(arrival: Arrival, *, by: Actor, on: date, seen: int | None = None) -> Arrival:
    """Say that the whole import is to be undone; `undo` does it."""
    del on
    arrival = mine(arrival, by, seen)
    if arrival.state != Arrival.State.TAKEN:
        raise NotNow(_("「%(sheet)s」没有导入，或正在办理，不能撤销。") % {"sheet": arrival})
    Line.unscoped.filter(arrival=arrival).exclude(kept_because="").update(kept_because="")
    arrival.state = Arrival.State.UNDOING
    arrival.save()
    return arrival


def undo(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Undo every line that was taken in, the last first; where later work stands on one, it stays and says why."""
    given = format_of(arrival.format)
    waiting = Line.unscoped.filter(arrival=arrival, state=Line.State.TAKEN, kept_because="").order_by("-number")
    total, done = waiting.count(), 0
    while waiting.exists():
        with transaction.atomic():
            batch = list(waiting.select_for_update(of=("self",))[:BATCH])
            for line in batch:
                _undo(line, given, by, on)
            done += len(batch)
            tell(done, max(total, done))
    with transaction.atomic():
        arrival = hold(arrival)
        if arrival.state == Arrival.State.UNDOING:
            kept = counts(arrival)[Line.State.TAKEN]
            arrival.state = Arrival.State.TAKEN if kept else Arrival.State.UNDONE
            arrival.save()
            record("intake.sheet_undone", subject=arrival, by=by, on=on, payload={"undone": done, "kept": kept})
    return arrival


def _undo(line: Line, given: Format, by: Actor, on: date) -> None:
    made = find_made(line.made_type, line.made_uid)
    try:
        with transaction.atomic():
            if made is not None:
                _unchanged(made, line)
                given.does.undo(made, by=by, on=on)
            line.state, line.made_uid, line.taken_on = Line.State.UNDONE, None, None
            line.save()
    except (Refusal, ChangedMeanwhile) as refused:
        line = Line.unscoped.get(pk=line.pk)
        line.kept_because = str(refused)[:300]
        line.save()


def _unchanged(made: Row, line: Line) -> None:
    """Refuse to undo what somebody changed after it came in."""
    if line.made_version is not None and getattr(made, "version", line.made_version) != line.made_version:
        raise NotNow(_("「%(made)s」导入后又改过，没有撤销；请在原处更正。") % {"made": made})
