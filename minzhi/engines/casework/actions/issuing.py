"""The papers that an act issues are drafted with it, filled from what the case says."""

from datetime import date

from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case
from minzhi.engines.documents import api as documents
from minzhi.kit.process import Action
from minzhi.records.units.actors import Actor


def draft_papers(case: Case, action: Action, *, by: Actor, on: date) -> list[documents.Document]:
    """Draft each paper that the table names and the room declared (`room.name`), in the caller's transaction."""
    handling = handling_of(case.process)
    if handling is None or not action.documents:
        return []
    declared = {paper.key: paper for paper in documents.registered()}
    kinds = [declared[key] for name in action.documents if (key := f"{handling.room}.{name}") in declared]
    about = case.number or case.title
    return [
        documents.draft(
            paper.key, subject=case, title=f"{paper.title}　{about}"[:200], by=by, on=on, unit=case.unit,
            values={field.key: _value(case, field.key) for field in paper.fields},
        )
        for paper in kinds
    ]  # fmt: skip


def _value(case: Case, key: str) -> str:
    if key == "case":
        return case.number or case.title
    field, value = case.table.fields().get(key), case.fields.get(key)
    return "" if value is None else field.said(value) if field else str(value)
