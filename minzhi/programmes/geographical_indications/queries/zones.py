"""Demonstration zones: how they stand by the conditions, what they reported, what they shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from minzhi.engines.casework import api as casework
from minzhi.programmes.geographical_indications.models import Experience, Producer
from minzhi.programmes.geographical_indications.queries.users import coverage
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.programmes.geographical_indications.rules.zones import GROUPS, Condition, State, conditions
from minzhi.records.files.models import StoredFile
from minzhi.records.indications.models import Indication

ZONE = "geographical_indications.zone"
NOTHING = Decimal(0)


def zones() -> QuerySet[casework.Case]:
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(process=ZONE).select_related("unit")
    return rows.order_by("-pk")


def indication_of(case: casework.Case) -> Indication | None:
    return Indication.objects.filter(name=str(case.fields.get("indication", ""))).first()


def stated(fields: Mapping[str, Any], on: date) -> list[Condition]:
    """Compare what a zone said last of itself with the conditions."""
    figures = Coverage(
        int(_number(fields, "users")), int(_number(fields, "eligible")), _number(fields, "used_output"),
        _number(fields, "output"),
    )  # fmt: skip
    since = date.fromisoformat(str(fields["protected_since"]))
    return conditions(State(figures, since, bool(fields.get("incident")), str(fields.get("policy") or "")), on)


def _number(fields: Mapping[str, Any], name: str) -> Decimal:
    try:
        return Decimal(str(fields.get(name) or 0))
    except InvalidOperation:
        return NOTHING


def registered(case: casework.Case, on: date) -> Coverage | None:
    """Return the coverage by this register, beside what the zone says; nothing where the indication is not in it."""
    found = indication_of(case)
    return coverage(Producer.unscoped.filter(indication=found), on) if found else None


@dataclass(frozen=True)
class Group:
    """One group of tasks in the mid-term check."""

    label: str
    score: str
    evidence: str
    gap: str
    due: str


def mid_term(fields: Mapping[str, Any]) -> Sequence[Group]:
    """Return what the mid-term check found, one row a group; nothing before it."""
    if not fields.get("system_evidence"):
        return ()
    names = ("score", "evidence", "gap", "due")
    return [Group(label, *(str(fields.get(f"{key}_{name}") or "") for name in names)) for key, label in GROUPS.items()]


@dataclass(frozen=True)
class Year:
    """One yearly report: its day, the figures, what was done in each group."""

    happened_on: date
    form: Mapping[str, Any]
    groups: Sequence[tuple[str, str]]


def reports(case: casework.Case) -> list[Year]:
    rows = casework.Event.unscoped.filter(case=case, action="report_year").order_by("sequence")
    return [
        Year(row.happened_on, row.form, [(label, str(row.form.get(key) or "")) for key, label in GROUPS.items()])
        for row in rows
    ]


def experience() -> QuerySet[Experience]:
    return Experience.unscoped.select_related("unit")


def readable(shared: Experience, number: int) -> StoredFile | None:
    """Return a paper that was published with an experience, by its place from 1; nothing for any other."""
    paper = dict(enumerate(shared.papers, start=1)).get(number, {})
    return StoredFile.objects.filter(sha256=paper["sha256"]).first() if paper.get("readable") else None
