"""What stands beside a case: the range of a penalty, the self-checks of a campaign; what was published."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.decision import NotDecidable
from minzhi.programmes.agencies.models import SelfCheck
from minzhi.programmes.agencies.process.inspection import OUTCOMES as OUTCOMES_OF_CHECKS
from minzhi.programmes.agencies.process.penalty import OUTCOMES
from minzhi.programmes.agencies.queries.register import ABNORMAL, INSPECTION, LEAD, PENALTY
from minzhi.programmes.agencies.rules.penalties import MATTERS, penalty
from minzhi.records.units.models import Unit


def beside_penalty(case: casework.Case, on: date) -> dict[str, Any]:
    """Return what the law allows for a case as far as it is known, or why nothing can be said."""
    said = case.fields
    acted = date.fromisoformat(str(said["acted_on"]))
    try:
        found = penalty(str(said["matter"]), acted_on=acted, decided_on=on, serious=bool(said.get("serious")),
                        gain=Decimal(str(said.get("gain") or 0)))  # fmt: skip
    except NotDecidable as unread:
        return {"unread": str(unread)}
    return {"range": found}


def findings(unit: Unit) -> QuerySet[scoring.Lot]:
    """Return what a unit's draws have found and no case was opened for."""
    rows: QuerySet[scoring.Lot] = scoring.Lot.unscoped.filter(draw__room="agencies", draw__unit=unit)
    opened = casework.Case.unscoped.filter(process__in=(ABNORMAL, LEAD), subject_uid__isnull=False)
    return rows.exclude(outcome__in=("", scoring.Lot.Outcome.CLEAR)).exclude(uid__in=opened.values("subject_uid"))


def self_checks(campaign: casework.Case) -> QuerySet[SelfCheck]:
    """Return whom a campaign asked to check themselves, as far as the scope sees."""
    rows: QuerySet[SelfCheck] = SelfCheck.objects.filter(campaign=campaign)
    return rows.select_related("agency__party", "agency__unit")


def beside_campaign(case: casework.Case, on: date) -> dict[str, Any]:
    """Return how many were asked, answered, are late, and differ from the register."""
    rows = SelfCheck.unscoped.filter(campaign=case)
    back = rows.filter(returned_on__isnull=False)
    return {
        "asked": rows.count(), "returned": back.count(), "differ": back.exclude(gaps=[]).count(),
        "late": rows.filter(returned_on=None, due_on__lt=on).count(),
    }  # fmt: skip


@dataclass(frozen=True)
class Published:
    """A penalty as everybody sees it."""

    number: str
    matter: str
    outcome: str
    fine: str
    published_on: date
    until: date


def published(number: str, on: date) -> list[Published]:
    """Return the penalties of one agency that are shown on a day; annulled ones are not."""
    rows = casework.Case.unscoped.filter(process=PENALTY, fields__number=number, fields__has_key="published_on")
    found = [_published(case) for case in rows.exclude(state="annulled").order_by("-pk")]
    return [each for each in found if each.published_on <= on <= each.until]


def _published(case: casework.Case) -> Published:
    said = case.fields
    days = (date.fromisoformat(str(said[name])) for name in ("published_on", "shown_until"))
    outcome = _(OUTCOMES.get(str(said.get("outcome")), str(said.get("nation_words") or "")))
    return Published(case.number, _(MATTERS[str(said["matter"])]), outcome, str(said.get("fine") or ""), *days)


def inspected(number: str) -> list[tuple[date, str]]:
    """Return the inspections on complaints that are over, for everybody: day and outcome."""
    rows = casework.Case.unscoped.filter(process=INSPECTION, state__in=("closed", "handed_on"), fields__number=number)
    found = [(date.fromisoformat(str(case.fields["checked_on"])), str(case.fields["outcome"])) for case in rows]
    return [(day, _(OUTCOMES_OF_CHECKS[outcome])) for day, outcome in sorted(found, reverse=True)]
