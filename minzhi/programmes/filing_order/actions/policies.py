"""Policies are registered and measured clause by clause; warnings, promises, talks and trainings are put on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.filing_order.actions.refusals import ROOM, Wrong, at_work
from minzhi.programmes.filing_order.models import Activity, Clause, Policy
from minzhi.programmes.filing_order.queries.policies import findings, in_words
from minzhi.records.facts.actions import record
from minzhi.records.files.models import StoredFile
from minzhi.records.units.actors import Actor

POLICY = "filing_order.policy"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A policy as it was issued. `recovery`: whether it says that money for abnormal filings is taken back."""

    issuer: str
    name: str
    issued_on: date
    number: str = ""
    ends_on: date | None = None
    recovery: bool = False


@transaction.atomic
def register(text: Text, *, by: Actor, on: date, file: StoredFile | None = None) -> Policy:
    """Put a policy on the register at the actor's unit; raises `Wrong` for one that is there."""
    at_work(by)
    form = {"issuer": text.issuer, "name": text.name, "number": text.number, "issued_on": text.issued_on.isoformat()}
    case = casework.start(POLICY, unit=by.unit, by=by, on=on, form={name: said for name, said in form.items() if said})
    try:
        with transaction.atomic():
            made: Policy = Policy.unscoped.create(unit=by.unit, case=case, file=file, **vars(text))
    except IntegrityError as twice:
        raise Wrong(_("「%(name)s」%(number)s已经登记。") % {"name": text.name, "number": text.number}) from twice
    return made


@transaction.atomic
def add_clause(  # noqa: PLR0913 - what a clause says
    policy: Policy, *, place: str, words: str, stage: str, by: Actor, on: date, by_count: bool = False,
    share: Decimal | None = None, cut: Decimal | None = None, amount: Decimal | None = None,
) -> Clause:  # fmt: skip
    """Put a clause on record, as long as the policy waits to be checked; raises `Wrong`."""
    at_work(by)
    if policy.case.state != "registered":
        raise Wrong(_("「%(policy)s」已经核查过，条款不能再加；新文件请另行登记。") % {"policy": policy})
    try:
        with transaction.atomic():
            made: Clause = Clause.unscoped.create(
                policy=policy, place=place, words=words, stage=stage, by_count=by_count, share=share, cut=cut,
                amount=amount,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Wrong(_("%(place)s已经登记过。") % {"place": place}) from twice
    record(f"{ROOM}.clause_added", subject=policy, by=by, on=on, payload={"stage": stage, "by_count": by_count})
    return made


@transaction.atomic
def check(policy: Policy, *, by: Actor, on: date) -> casework.Case:
    """Measure every clause by the notice of the day and keep the findings; raises `Wrong` without any."""
    at_work(by)
    if not policy.clauses(manager="unscoped").exists():
        raise Wrong(_("「%(policy)s」还没有登记条款，请先逐条登记。") % {"policy": policy})
    found = findings(policy, on=on)
    act = "find" if found else "pass"
    return casework.carry_out(policy.case, act, by=by, on=on, form={"findings": in_words(found)})


@transaction.atomic
def hold_activity(  # noqa: PLR0913 - what is put on record of it
    *, kind: str, audience: str, title: str, held_on: date, reach: int, by: Actor, on: date, words: str = "",
    file: StoredFile | None = None, case: casework.Case | None = None,
) -> Activity:  # fmt: skip
    """Put a warning, promise, talk, training or publicity on record once it was held, with how many it reached."""
    at_work(by)
    if held_on > on:
        raise Wrong(_("活动还没有举行，请会后再记。"))
    if reach < 1:
        raise Wrong(_("请写明覆盖多少人（家）。"))
    made: Activity = Activity.unscoped.create(
        unit=by.unit, kind=kind, audience=audience, title=title, held_on=held_on, reach=reach, words=words, file=file,
        case=case,
    )  # fmt: skip
    payload: Mapping[str, object] = {"kind": kind, "audience": audience, "reach": reach}
    evidence: Iterable[str] = [file.sha256] if file else []
    record(f"{ROOM}.activity_held", subject=made, by=by, on=held_on, payload=payload, evidence=evidence)
    return made
