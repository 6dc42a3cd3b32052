"""Lays the rows of an adopted notice: its words, the measures cut from them, what each unit owes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.tasklist.actions.refusals import Incomplete
from minzhi.engines.tasklist.models import Duty, Measure, Notice, Section, Sentence, Task, TaskUnit
from minzhi.engines.tasklist.queries.packs import known_lists
from minzhi.engines.tasklist.rules.progress import Proof
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import called, local_offices


def lay(notice: Notice, *, on: date) -> None:
    """Write everything below a notice from its corrected reading. The caller holds the transaction."""
    titles = {known["title"]: known for known in known_lists()}
    units = _Units(on)
    for section in notice.reading["sections"]:
        kept = Section.objects.create(notice=notice, no=section["no"], title=section["title"])
        for task in section["tasks"]:
            _lay_task(notice, kept, task, units, titles.get(task["title"], {}))


def _lay_task(
    notice: Notice, section: Section, read: Mapping[str, Any], units: "_Units", known: Mapping[str, Any]
) -> None:
    task = Task.objects.create(
        section=section, notice=notice, no=read["no"], title=read["title"], start=read["start"], end=read["end"],
        title_en=known.get("title_en", ""), phrases=known.get("phrases", [read["title"]]),
    )  # fmt: skip
    TaskUnit.objects.bulk_create(
        TaskUnit(
            task=task,
            order=order,
            name=each["name"],
            unit=units.called(each["name"]),
            role=each["role"],
            presumed=each["presumed"],
            scope=each["scope"] or "",
        )
        for order, each in enumerate(read["units"])
    )
    sentences = {
        each["id"]: Sentence.objects.create(task=task, no=no, text=each["text"], start=each["start"], end=each["end"])
        for no, each in enumerate(read["sentences"], start=1)
    }
    proposed = [each for each in notice.reading["measures"] if each["task"] == read["no"]]
    measures = [
        _measure(task, sentences[each["sentence"]], no, each, units)
        for no, each in zip(numbers([each.get("no") for each in proposed]), proposed, strict=True)
    ]
    Duty.unscoped.bulk_create(duty for measure in measures for duty in duties(measure, units.local))


def numbers(known: Sequence[int | None]) -> list[int]:
    """Return a number for every measure of a task: the known list's own, else the next that is free.

    >>> numbers([1, 4, None, 2, None])
    [1, 4, 3, 2, 5]
    """
    free = (no for no in count(1) if no not in known)
    return [no or next(free) for no in known]


def _measure(task: Task, sentence: Sentence, no: int, given: Mapping[str, Any], units: "_Units") -> Measure:
    for proof in given["proof"]:
        Proof.of(proof)
    target = given["target"] or {}
    lead = units.called(given["lead"])
    if lead is None:
        message = _("举措「%(label)s」的牵头单位「%(lead)s」不在单位表中，请改正后再采用。")
        raise Incomplete(message % {"label": given["label"], "lead": given["lead"]})
    return Measure.objects.create(
        task=task, sentence=sentence, no=no, start=given["start"], end=given["end"],
        label=given["label"], label_en=given["label_en"] or "", kind=given["kind"], programme=given["programme"] or "",
        lead=lead, lead_presumed=given["lead_presumed"], local=given["local"],
        starts_on=date.fromisoformat(given["starts_on"]), due_on=date.fromisoformat(given["due_on"]),
        target=Decimal(str(target["amount"])) if target else None, target_unit=target.get("unit", ""),
        proof=given["proof"], indicators=given["indicators"] or [], confirmed_by=given.get("confirmed_by", ""),
    )  # fmt: skip


def duties(measure: Measure, local: list[Unit]) -> list[Duty]:
    """Return what is owed of a measure: by its lead, and by every place it reaches (some: named later)."""
    reached = local if measure.local == Measure.Local.ALL else []
    return [Duty(measure=measure, unit=unit, due_on=measure.due_on) for unit in [measure.lead, *reached]]


class _Units:
    """Units by the names that notices use, each looked up once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.local = local_offices(on=on)
        self.found: dict[str, Unit | None] = {}

    def called(self, name: str) -> Unit | None:
        if name not in self.found:
            self.found[name] = Unit.objects.filter(key=name).first() or called(name, on=self.on)
        return self.found[name]
