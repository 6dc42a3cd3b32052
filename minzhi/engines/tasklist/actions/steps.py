"""One act on a matter whose course is a case: the row is held, one event and one fact are written."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Report, Request, Sheet
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

Matter = TypeVar("Matter", Report, Request, Sheet)


def step(
    matter: Matter, action: str, *, fact: str, parts: Collection[str], by: Actor, on: date, seen: int | None = None,
    form: Mapping[str, Any] | None = None, **recorded: Any,  # noqa: ANN401 - what `record` takes
) -> Matter:  # fmt: skip
    """Do one act; raises `ChangedMeanwhile`, or the kernel's refusal. The caller holds the transaction."""
    matter = hold(matter, seen=seen)
    matter.case = casework.act(matter.case, action, by=by, on=on, form=form or {}, roles=parts)
    matter.save(update_fields=["version"])
    record(f"tasklist.{fact}", subject=matter, by=by, on=on, **recorded)
    return matter
