"""Grades of agencies, and draws by grade."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep
from minzhi.programmes.agencies.queries.register import listed_numbers, ungraded
from minzhi.programmes.agencies.rules.scheme import CHECKLIST, KEY, LABEL, LISTED_BY_LAW, document
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer


@transaction.atomic
def ship(*, by: Actor, on: date) -> scoring.Edition:
    """Put the shipped scheme into force as it is, rows without points included: only a head."""
    made = scoring.draft(KEY, _("专利代理信用评价规则（未核定，分值待填）"), document(), by=by, on=on)
    return scoring.adopt(made, valid_from=on, by=by, on=on)


@transaction.atomic
def enrol_all(*, by: Actor, on: date) -> list[scoring.Graded]:
    """Let every practising patent agency that the scope sees be graded by the actor's unit."""
    may_keep(by, on)
    return [
        scoring.enrol(KEY, agency, label=str(agency), number=agency.number, kind=agency.kind, by=by, on=on)
        for agency in ungraded(on)
    ]


@transaction.atomic
def plan_checks(
    *, name: str, officers: Sequence[Officer], draws_on: date, by: Actor, on: date,
    conflicts: Mapping[str, Collection[Officer]] | None = None,
) -> scoring.Draw:  # fmt: skip
    """Plan the checks of every agency the unit grades, by grade and its share; those listed leave the pool (第40条).

    `conflicts` are the officers who must not check an agency, by its number or name.
    """
    edition = scoring.in_force(KEY, on)
    tiers = [each for each in edition.rules.grades if each.share is not None]
    rows = list(scoring.anybody(KEY, on).filter(unit=by.unit, grade__in=[each.key for each in tiers]))
    if not rows:
        raise Wrong(_("本单位还没有评价对象，请先列入评价名单。"))
    listed = listed_numbers()
    plan = scoring.DrawPlan(
        room="agencies", title=name, officers=officers, draws_on=draws_on, checklist=CHECKLIST, source=LISTED_BY_LAW,
        tiers=[scoring.Share(each.key, each.label, each.share or Decimal(0), each.confirmed) for each in tiers],
        objects=[scoring.Candidate(row.number, row.label, str(row.grade), row.number in listed) for row in rows],
        apart=conflicts or {},
    )  # fmt: skip
    return scoring.plan_draw(plan, by=by, on=on)


scoring.declare(scoring.Declared(KEY, LABEL, "agencies"))
