"""The papers that an act issues: drafted by the worker right after it, filled from what the case then said."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django_tasks import TaskContext, task

from minzhi.engines.casework.issued import papers_of
from minzhi.engines.casework.models import Case, Event
from minzhi.engines.documents import api as documents
from minzhi.kit.process import Plain
from minzhi.records.jobs.backend import composed
from minzhi.records.jobs.models import Job
from minzhi.records.jobs.progress import state_of, step
from minzhi.records.units.actors import Actor


def ordered(case: Case, event: Event) -> list[Job]:
    """Return the job that drafts the papers of an act, not written yet; none where it issues no paper."""
    return [composed(draft, (str(event.uid),))] if papers_of(case, event) else []


@task(takes_context=True)
@transaction.atomic
def draft(context: TaskContext, uid: str) -> int:
    """Draft the papers of the act with this uid, once however often it is tried; returns how many there are."""
    if drafted := state_of(context).get("drafted"):
        return int(drafted)
    event = Event.unscoped.select_related("case__unit", "officer", "post__unit", "post__officer").get(uid=uid)
    made = len(draft_papers(event))
    step(context, made, total=made, state={"drafted": made})
    return made


def draft_papers(event: Event) -> list[documents.Document]:
    """Draft the papers of an act for whoever did it, in the caller's transaction."""
    case, by = event.case, Actor(event.officer, event.post)
    said, about = _said_until(event), case.number or case.title
    return [
        documents.draft(
            paper.key, subject=case, title=f"{paper.title}　{about}"[:200], by=by, on=event.happened_on, unit=case.unit,
            values={field.key: _value(case, field.key, said) for field in paper.fields},
        )
        for paper in papers_of(case, event)
    ]  # fmt: skip


def _said_until(event: Event) -> dict[str, Plain]:
    """Return every field as it was known with an act; what was corrected since is taken as corrected."""
    said: dict[str, Plain] = {}
    earlier: Iterable[Event] = Event.unscoped.filter(case=event.case, sequence__lte=event.sequence).order_by("sequence")
    for each in earlier:
        if each.action == "@correct":
            said[each.form["field"]] = event.case.fields[each.form["field"]]
        elif not each.action.startswith("@"):
            said |= each.form
    return said


def _value(case: Case, key: str, said: Mapping[str, Plain]) -> str:
    if key == "case":
        return case.number or case.title
    field, value = case.table.fields().get(key), said.get(key)
    return "" if value is None else field.said(value) if field else str(value)
