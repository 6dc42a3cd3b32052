"""Experts enter a pool and leave it, panels are drawn from it, and who comes is put on record."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minzhi.engines.scoring.actions.drawing import Candidate, CannotDraw, DrawPlan, Share, plan_draw
from minzhi.engines.scoring.actions.grading import hashed
from minzhi.engines.scoring.models import Draw, Expert, Lot
from minzhi.engines.scoring.queries.pools import standing
from minzhi.engines.scoring.registry import pool_named
from minzhi.engines.scoring.rules.draws import line_of
from minzhi.engines.scoring.rules.panels import tied
from minzhi.kit.refusal import NotYours
from minzhi.kit.text import mark
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
SEAT = "panel"


@dataclass(frozen=True, kw_only=True)
class PanelPlan:
    """A panel that a room wants: how many, from which pool, for which matter, judging whom.

    `parties` are those who are judged, each with its other names. `recused` says of an expert (by number) why they keep
    apart besides what the pool knows.
    """

    pool: str
    title: str
    number: int
    draws_on: date
    matter: UUID
    parties: Mapping[str, Collection[str]]
    recused: Mapping[int, str] = field(default_factory=dict)
    source: str = ""


@transaction.atomic
def enlist(  # noqa: PLR0913 - an expert has this many sides
    pool: str, *, name: str, employer: str, field: str, since: date, until: date, by: Actor, on: date, apart: str = ""
) -> Expert:
    """Put an expert into the unit's pool, with a number of their own; raises `CannotDraw`."""
    _only_workers(by)
    if until < since:
        raise CannotDraw(_("聘期止%(until)s早于聘期起%(since)s，请核对。") % {"until": until, "since": since})
    mine = Expert.unscoped.filter(pool=pool_named(pool).key, unit=by.unit)
    if there := standing(mine, since).filter(name=name.strip(), employer=employer.strip()).first():
        raise CannotDraw(_("%(expert)s已在库内，聘期到%(day)s。") % {"expert": there, "day": there.until})
    last = mine.aggregate(last=Max("no"))["last"] or 0
    try:
        with transaction.atomic():
            made: Expert = Expert.unscoped.create(
                pool=pool, unit=by.unit, no=last + 1, name=name.strip(), employer=employer.strip(),
                field=field.strip(), apart=apart.strip(), since=since, until=until, listed_by=by.officer,
            )  # fmt: skip
    except IntegrityError as twice:
        raise CannotDraw(_("刚有另一名专家入库，请再提交一次。")) from twice
    record("scoring.expert_listed", subject=made, by=by, on=on, payload={"pool": pool, "number": made.ref})
    return made


@transaction.atomic
def take_out(expert: Expert, *, why: str, by: Actor, on: date, seen: int | None = None) -> Expert:
    """Take an expert out of the pool from a day on, with a reason; panels that were drawn stay as they were."""
    expert = hold(expert, seen=seen)
    _only_workers(by, expert.unit_id)
    if expert.left_on or not why.strip():
        raise CannotDraw(_("%(expert)s已出库，或没有写明理由。") % {"expert": expert})
    expert.left_on, expert.left_why = on, why.strip()[:400]
    expert.save(update_fields=["left_on", "left_why"])
    record("scoring.expert_left", subject=expert, by=by, on=on, payload={"pool": expert.pool, "number": expert.ref})
    return expert


@transaction.atomic
def give_code(expert: Expert, *, by: Actor, on: date) -> str:
    """Return a new code that opens an expert's own page; only its hash is kept, the one before opens nothing."""
    expert, code = hold(expert), secrets.token_hex(6).upper()
    _only_workers(by, expert.unit_id)
    expert.code = hashed(code)
    expert.save(update_fields=["code"])
    record(
        "scoring.expert_code_given", subject=expert, by=by, on=on, payload={"pool": expert.pool, "number": expert.ref}
    )
    return code


@transaction.atomic
def plan_panel(plan: PanelPlan, *, by: Actor, on: date) -> Draw:
    """Freeze the list that a panel is drawn from: all experts in their term, those who keep apart named as left out."""
    there = Draw.unscoped.filter(matter=plan.matter, pool=plan.pool).exclude(state=Draw.State.DROPPED).first()
    if there is not None:
        raise CannotDraw(_("已经拟过「%(draw)s」；要重抽的，先作废原来的。") % {"draw": there})
    pool = pool_named(plan.pool)
    experts = standing(Expert.unscoped.filter(pool=pool.key, unit=by.unit), plan.draws_on)
    tiers = [Share(SEAT, mark("专家"), Decimal(0), confirmed=True, number=plan.number)]
    wanted = DrawPlan(
        room=pool.room, title=plan.title, tiers=tiers, objects=[_candidate(each, plan) for each in experts],
        officers=(), each=0, draws_on=plan.draws_on, source=plan.source, pool=pool.key, matter=plan.matter,
        payload={"pool": pool.key, "seats": plan.number},
    )  # fmt: skip
    return plan_draw(wanted, by=by, on=on)


def _candidate(expert: Expert, plan: PanelPlan) -> Candidate:
    out = plan.recused.get(expert.no, "").strip()
    if (found := tied(expert.employer, expert.kept_apart[1:], plan.parties)) is not None:
        out = _(found[0]) % {"name": found[1]}
    return Candidate(expert.ref, f"{expert.ref}　{expert.field}", SEAT, out=out)


@transaction.atomic
def attend(lot: Lot, *, outcome: str, words: str, by: Actor, on: date, seen: int | None = None) -> Lot | None:
    """Put on record whether a drawn expert came; who cannot is followed by the next in line. Returns who follows."""
    lot = hold(lot, seen=seen)
    draw = Draw.unscoped.select_for_update(of=("self",)).get(pk=lot.draw_id)
    _only_workers(by, draw.unit_id)
    if not draw.pool or draw.state != Draw.State.DRAWN or lot.place is None or lot.outcome:
        raise CannotDraw(_("「%(object)s」没有抽中，或到会情况已经登记过。") % {"object": lot})
    if outcome not in Lot.SAT or not words.strip():
        raise CannotDraw(_("请选择到会情况，并写明评审意见或不到的原因。"))
    lot.outcome, lot.words, lot.checked_on, lot.checked_by = outcome, words.strip()[:4000], on, by.officer
    lot.save(update_fields=["outcome", "words", "checked_on", "checked_by"])
    payload = {"room": draw.room, "pool": draw.pool, "ref": lot.ref, "outcome": outcome}
    record("scoring.expert_answered", subject=lot, by=by, on=on, payload=payload)
    return _next(draw, lot.tier) if outcome == Lot.Outcome.DECLINED else None


def _next(draw: Draw, tier: str) -> Lot | None:
    """Give a seat to the next in the published line; None where nobody is left."""
    lots: dict[str, Lot] = {lot.ref: lot for lot in Lot.unscoped.filter(draw=draw)}
    taken = [lot.place for lot in lots.values() if lot.place is not None]
    found = next((ref for ref in line_of(draw.as_list(), tier) if lots[ref].place is None), None)
    if found is None:
        return None
    lots[found].place = max(taken) + 1
    lots[found].save(update_fields=["place"])
    return lots[found]


def _only_workers(by: Actor, unit: int | None = None) -> None:
    if by.role not in WORKERS or (unit is not None and unit != by.unit.pk):
        raise NotYours(_("专家库由建库单位的经办人或负责人管理。"))
