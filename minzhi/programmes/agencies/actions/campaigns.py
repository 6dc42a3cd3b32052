"""Campaigns ask agencies to check themselves; what comes back is compared with the register."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep, not_later
from minzhi.programmes.agencies.models import Agency, SelfCheck
from minzhi.programmes.agencies.queries.register import registered
from minzhi.programmes.agencies.rules.checks import QUESTIONS, compared
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor


@transaction.atomic
def ask_self_checks(campaign: casework.Case, agencies: Iterable[Agency], *, due_on: date, by: Actor, on: date
                    ) -> list[SelfCheck]:  # fmt: skip
    """Ask agencies to check themselves by a day; who was asked already is not asked again. Raises `Wrong`."""
    may_keep(by, on, campaign.unit)
    if campaign.state != "running":
        raise Wrong(_("专项行动没有在进行，不能要求自查。"))
    if due_on <= on:
        raise Wrong(_("交回期限须晚于今天。"))
    asked = set(SelfCheck.unscoped.filter(campaign=campaign).values_list("agency", flat=True))
    fresh = [each for each in agencies if each.pk not in asked and each.is_practising(on)]
    if not fresh:
        raise Wrong(_("没有新的自查对象，名单未变。"))
    rows = [SelfCheck(agency=each, campaign=campaign, due_on=due_on) for each in fresh]
    made: list[SelfCheck] = SelfCheck.unscoped.bulk_create(rows)
    record("agencies.self_checks_asked", subject=campaign, by=by, on=on, payload={"count": len(made)})
    return made


@transaction.atomic
def take_self_check(check: SelfCheck, *, answers: Mapping[str, object], by: Actor, on: date,
                    returned_on: date | None = None, seen: int | None = None) -> SelfCheck:  # fmt: skip
    """Keep the answers of a self-check and where they differ from the register; a later one replaces them."""
    check = hold(check, seen=seen)
    may_keep(by, on, check.agency.unit)
    day = returned_on or on
    not_later(day, on, _("交回日"))
    kept = answered(answers)
    check.answers, check.returned_on = kept, day
    check.gaps = [asdict(gap) for gap in compared(kept, registered(check.agency, day))]
    check.save(update_fields=["answers", "returned_on", "gaps"])
    payload = {"number": check.agency.number, "gaps": len(check.gaps), "late": day > check.due_on}
    record("agencies.self_check_returned", subject=check, by=by, on=on, payload=payload)
    return check


def answered(answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers of a self-check as they are kept; raises `Wrong` where some are missing."""
    if missing := [_(each.label) for each in QUESTIONS if each.required and answers.get(each.name) in {None, ""}]:
        raise Wrong(_("自查表缺少：%(fields)s。") % {"fields": "、".join(missing)})
    return {each.name: answers.get(each.name) for each in QUESTIONS}
