"""Files that their room reads whole: the same course as a sheet's, without lines; the room's own words are counted."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.intake.actions.refusals import AlreadyReceived, NotNow, NotYours
from minzhi.engines.intake.formats import Format, TakeWhole, Tally, Tell, format_of, quiet
from minzhi.engines.intake.models import Arrival
from minzhi.engines.intake.queries.arrivals import given_before
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import path_on_disk, store_stream
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

State = Arrival.State
LARGEST = 2 * 1024**3
"""Two gigabytes: a week of an office's full texts, packed."""


def receive_file(stream: IO[bytes], *, name: str, of: Format, by: Actor, on: date) -> Arrival:
    """Keep a whole file for a format and let it be checked; raises `AlreadyReceived`, `NotYours`, `NotNow`."""
    if of.whole is None or not of.does.may(by):
        raise NotYours(_("您不能报送「%(format)s」。") % {"format": _(of.title)})
    if not name.lower().endswith(of.endings):
        raise NotNow(_("「%(format)s」的文件以 %(endings)s 结尾，请核对所选的文件。")
                     % {"format": _(of.title), "endings": "、".join(of.endings)})  # fmt: skip
    with transaction.atomic():
        file = store_stream(stream, name=name, most=LARGEST, by=by, on=on)
        if before := given_before(by.unit, of.key, file.sha256):
            message = _("这份文件已由%(post)s于%(day)s报送（%(state)s），不必再传；要重来，请先撤销那一次。")
            raise AlreadyReceived(
                message % {"post": before.post, "day": before.received_on, "state": before.get_state_display()}
            )
        arrival: Arrival = Arrival.unscoped.create(
            unit=by.unit, officer=by.officer, post=by.post, format=of.key, file=file, name=name[-200:] or file.name,
            received_on=on, state=State.READING,
        )  # fmt: skip
        record("intake.sheet_received", subject=arrival, by=by, on=on, evidence=[file.sha256],
               payload={"format": of.key, "rows": 0})  # fmt: skip
    return arrival


def read(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Check a whole file; what cannot be read is told on its page and can only be dropped."""
    return _worked(
        arrival, lambda does, path: does.check(path, name=arrival.name, on=on, tell=tell), State.TRIED, by, on
    )


def take(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Take a whole file in."""
    given = {"name": arrival.name, "sha256": arrival.file.sha256}
    return _worked(
        arrival, lambda does, path: does.take_file(path, **given, by=by, on=on, tell=tell), State.TAKEN, by, on
    )


def undo(arrival: Arrival, *, by: Actor, on: date, tell: Tell = quiet) -> Arrival:
    """Take back what came of a whole file; where something has to stay, the file stays taken in and says why."""
    sha256 = arrival.file.sha256
    return _worked(arrival, lambda does, _path: does.undo_file(sha256, by=by, on=on, tell=tell), State.UNDONE, by, on)


FACTS = {State.TAKEN: "intake.sheet_imported", State.UNDONE: "intake.sheet_undone"}
BACK = {State.READING: State.TRIED, State.TAKING: State.TRIED, State.UNDOING: State.TAKEN}
"""Where a file is after a refusal."""


def _worked(arrival: Arrival, work: Callable[[TakeWhole, Path], Tally], to: str, by: Actor, on: date) -> Arrival:
    does = format_of(arrival.format).whole
    if does is None:
        raise LookupError(f"{arrival.format} reads no whole files")
    try:
        tally = json.loads(json.dumps(asdict(work(does, path_on_disk(arrival.file)))))
    except Refusal as refused:
        return _came_to(arrival, BACK[State(arrival.state)], arrival.tally | {"refused": str(refused)}, by=by, on=on)
    stays = to == State.UNDONE and tally["skipped"]
    return _came_to(arrival, State.TAKEN if stays else to, tally, FACTS.get(State(to), ""), by=by, on=on)


@transaction.atomic
def _came_to(arrival: Arrival, state: str, tally: dict[str, Any], fact: str = "", *, by: Actor, on: date) -> Arrival:
    arrival = hold(arrival)
    arrival.state, arrival.tally, arrival.rows = state, tally, tally.get("read") or arrival.rows
    arrival.save()
    if fact:
        counts = {name: value for name, value in tally.items() if name != "first"}
        record(fact, subject=arrival, by=by, on=on, payload={"lines": counts}, evidence=[arrival.file.sha256])
    return arrival
