"""The shapes that answers have. Days are ISO dates, shares run from 0 to 1, units are named by their key."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Schema

Item = TypeVar("Item")
MOST = 200


class Asked(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0)


class Listed(Schema, Generic[Item]):
    """A part of a list; `count` is the length of the whole."""

    count: int
    items: list[Item]


def part(rows: "Sequence[Any] | QuerySet[Any]", asked: Asked) -> tuple[int, list[Any]]:
    """Return how many rows there are, and those that were asked for."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return count, list(rows[asked.offset : asked.offset + asked.limit])


class LightOut(Schema):
    """A light with its reason; `row` is the row of the table that decided."""

    key: str
    row: int
    why: str


class UnitOut(Schema):
    """A unit as the notice names it; `key` is empty where the name is of no unit we know."""

    name: str
    key: str
    role: str
    presumed: bool


class TaskOut(Schema):
    no: int
    uid: UUID
    title: str
    section: str
    units: list[UnitOut]
    light: LightOut
    progress: Decimal
    elapsed: Decimal


class PlanOut(Schema):
    """The list in force: its notice, its tasks, and where they stand on the office day."""

    number: str
    title: str
    year: int | None
    on: date
    progress: Decimal
    elapsed: Decimal
    tasks: list[TaskOut]


class SentenceOut(Schema):
    """The notice's own words; `start` and `end` are places in the text as read."""

    uid: UUID
    task: int
    no: int
    text: str
    start: int
    end: int
    measures: list[str]


class DutyOut(Schema):
    uid: UUID
    unit: str
    due_on: date
    progress: Decimal
    light: LightOut


class MeasureOut(Schema):
    uid: UUID
    code: str
    label: str
    words: str
    kind: str
    programme: str
    lead: str
    local: str
    starts_on: date
    due_on: date
    target: Decimal | None
    target_unit: str
    indicators: list[str]
    confirmed: bool
    progress: Decimal
    light: LightOut


class MeasureFull(MeasureOut):
    """A measure with the duties that the token's post may see."""

    duties: list[DutyOut]


class IndicatorOut(Schema):
    key: str
    name: str
    unit: str
    formula: str


class RecordOut(Schema):
    type: str
    uid: UUID


class ValueOut(IndicatorOut):
    """A figure; `amount` is empty where nothing could be measured, `records` are what it is computed from."""

    of: str
    period: str
    amount: Decimal | None
    records: list[RecordOut]


class FactOut(Schema):
    uid: UUID
    kind: str
    title: str
    subject_type: str
    subject_uid: UUID
    unit: str
    happened_on: date
    recorded_at: datetime
    period: str
    payload: dict[str, Any]
    evidence: list[str]
    law: str


class FactFull(FactOut):
    """A fact with its place in the sealed chain, which is empty until it is sealed."""

    corrects: UUID | None
    sequence: int | None
    hash: str


class EvidenceOut(Schema):
    """A document that was sent in; `state` says what came of it, `why` the reviewer's reason."""

    uid: UUID
    duty: UUID
    unit: str
    kind: str
    title: str
    number: str
    dated_on: date
    period: str
    amount: Decimal | None
    sha256: str
    state: str
    decided_on: date | None
    why: str
