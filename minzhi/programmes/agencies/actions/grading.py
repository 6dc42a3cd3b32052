"""Grades of agencies, draws by grade, and whom the office told of a record: they are told when it is taken back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep
from minzhi.programmes.agencies.models import Sharing
from minzhi.programmes.agencies.queries.register import listed_numbers, ungraded
from minzhi.programmes.agencies.rules.scheme import CHECKLIST, KEY, LABEL, LISTED_BY_LAW, document
from minzhi.records.facts.actions import record
from minzhi.records.outbox.actions import append
from minzhi.records.outbox.models import Outgoing
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post, Unit
from minzhi.records.units.roles import Role


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

    `conflicts` are the officers who must not check an agency, by its number.
    """
    edition = scoring.in_force(KEY, on)
    tiers = [each for each in edition.rules.grades if each.share is not None]
    rows = list(scoring.anybody(KEY, on).filter(unit=by.unit, grade__in=[each.key for each in tiers]))
    if not rows:
        raise Wrong(_("本单位还没有评价对象，请先列入评价名单。"))
    listed, apart = listed_numbers(), conflicts or {}
    plan = scoring.DrawPlan(
        room="agencies", title=name, officers=officers, draws_on=draws_on, checklist=CHECKLIST, source=LISTED_BY_LAW,
        tiers=[scoring.Share(each.key, each.label, each.share or Decimal(0), each.confirmed) for each in tiers],
        objects=[
            scoring.Candidate(row.number, row.label, str(row.grade), row.number in listed, apart.get(row.number, ()))
            for row in rows
        ],
    )  # fmt: skip
    return scoring.plan_draw(plan, by=by, on=on)


@transaction.atomic
def share(mark: scoring.Mark, to: str, *, by: Actor, on: date) -> Sharing:
    """Send a copy of a record to a unit (by its key or name) or to another body; again is no change."""
    may_keep(by, on, mark.graded.unit)
    unit = Unit.objects.filter(key=to).first() or Unit.objects.filter(name=to).first()
    given = {"unit": by.unit, "graded": mark.graded, "to_unit": unit, "sent_on": on}
    made: Sharing
    made, new = Sharing.unscoped.get_or_create(mark_uid=mark.uid, to_name=unit.name if unit else to, defaults=given)
    if new:
        _tell(made, "agencies.shared", mark, on)
        record("agencies.shared", subject=made, by=by, on=on, payload={"to": made.to_name, "rule": mark.rule})
    return made


def withdraw(graded: scoring.Graded, mark: scoring.Mark, by: Actor, on: date) -> None:
    """Tell everybody who was told of a record that it may no longer be used."""
    for row in Sharing.unscoped.filter(graded=graded, mark_uid=mark.uid, withdrawn_on=None).select_related("to_unit"):
        row.withdrawn_on = on
        row.save(update_fields=["withdrawn_on"])
        _tell(row, "agencies.withdrawn", mark, on)
        record("agencies.sharing_withdrawn", subject=row, by=by, on=on, payload={"to": row.to_name})


def _tell(row: Sharing, code: str, mark: scoring.Mark, on: date) -> None:
    told = {"subject": row.graded.label, "document": mark.document}
    if row.to_unit is None:
        return  # another body gets its letter from the list of copies
    posts = Post.objects.filter(valid_on(on), unit=row.to_unit, role__in=(Role.OFFICER, Role.HEAD))
    for officer in Officer.objects.filter(pk__in=posts.values("officer")):
        append(Outgoing.Kind.MESSAGE, code, to=officer, on=on, parameters=told, once=f"{code}:{row.uid}:{officer.pk}")


scoring.declare(scoring.Declared(KEY, LABEL, "agencies", taken_back=withdraw))
