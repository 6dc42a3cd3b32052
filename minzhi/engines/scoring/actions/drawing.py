"""A draw is planned, its seed published, drawn on its day, carried out, its results shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring.models import Draw, Hand, Lot
from minzhi.engines.scoring.rules.draws import DrawList, Entry, ListWrong, draw
from minzhi.kit.draws import NobodyLeft, Tier
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
State = Draw.State


class CannotDraw(Refusal):
    """The draw stays as it was. The text says why, and what to do."""


@dataclass(frozen=True)
class Share:
    """One tier: its key and name, which share of it is drawn, and whether somebody vouches for that number."""

    key: str
    label: str
    share: Decimal
    confirmed: bool = False
    number: int | None = None

    def kept(self) -> dict[str, object]:
        """Return the tier as a draw keeps it."""
        number = {} if self.number is None else {"number": self.number}
        share = format(self.share, "f")
        return {"key": self.key, "label": self.label, "share": share, "confirmed": self.confirmed, **number}


@dataclass(frozen=True)
class Candidate:
    """One object: `ref` is its key (a uid or number), `conflicts` the officers who must not check it.

    `out` says why it is left out of the draw though it stands on the list.
    """

    ref: str
    label: str
    tier: str
    by_law: bool = False
    conflicts: Collection[Officer] = ()
    out: str = ""

    @property
    def names(self) -> set[str]:
        """By what people call it: its key, its label, the first part of its label."""
        return {self.ref, self.label, self.label.partition("　")[0]}


@dataclass(frozen=True, kw_only=True)
class DrawPlan:
    """What a room wants drawn. `draws_on` is the day of the draw, `checklist` what is then looked at.

    `apart` are more officers who must not check an object, by its key or name. A panel says from which `pool` it is
    drawn and for which `matter` (a uid).
    """

    room: str
    title: str
    tiers: Sequence[Share]
    objects: Sequence[Candidate]
    officers: Sequence[Officer]
    draws_on: date
    checklist: Sequence[str] = ()
    source: str = ""
    each: int = 2
    apart: Mapping[str, Collection[Officer]] = field(default_factory=dict)
    pool: str = ""
    matter: UUID | None = None
    payload: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def plan_draw(plan: DrawPlan, *, by: Actor, on: date) -> Draw:
    """Freeze the list of a draw; raises `CannotDraw` for a list that cannot be drawn from."""
    _only_workers(by)
    if plan.draws_on <= on:
        raise CannotDraw(_("抽取日须晚于今天：种子要在抽取之前公布。请改抽取日。"))
    plan = replace(plan, objects=_kept_apart(plan))
    given = _list_of(plan)
    try:
        given.check()
        draw(given)
    except ListWrong as wrong:
        raise CannotDraw(_(wrong.args[0]) % wrong.args[1]) from wrong
    except NobodyLeft as nobody:
        raise CannotDraw(_nobody(plan, str(nobody))) from nobody
    made = _stored(plan, given, by)
    payload = {"room": plan.room, "root": given.root, "objects": len(plan.objects), **plan.payload}
    record("scoring.draw_planned", subject=made, by=by, on=on, payload=payload)
    return made


def _kept_apart(plan: DrawPlan) -> list[Candidate]:
    """Return the objects with everybody who must stay apart; raises `CannotDraw` for one that is not on the list."""
    unknown = set(plan.apart) - {name for each in plan.objects for name in each.names}
    if unknown:
        message = _("回避里的「%(object)s」不在抽查名单上，请核对编号或名称。")
        raise CannotDraw(message % {"object": min(unknown)})
    return [
        replace(each, conflicts={*each.conflicts, *(who for name in each.names for who in plan.apart.get(name, ()))})
        for each in plan.objects
    ]


def _list_of(plan: DrawPlan) -> DrawList:
    return DrawList(
        plan.draws_on,
        tuple(Tier(tier.key, tier.share, tier.number) for tier in plan.tiers),
        tuple(_entry(each) for each in plan.objects),
        tuple(str(officer.uid) for officer in plan.officers),
        plan.each,
        str(plan.matter or ""),
    )


def _entry(each: Candidate) -> Entry:
    conflicts = tuple(sorted(str(officer.uid) for officer in each.conflicts))
    return Entry(each.ref, each.tier, each.by_law, conflicts, bool(each.out), each.label)


def _nobody(plan: DrawPlan, ref: str) -> str:
    label = next((each.label for each in plan.objects if each.ref == ref), ref)
    message = _("「%(object)s」回避后可用的检查人员不足%(each)s名，请补充检查人员后再拟计划。")
    return message % {"object": label, "each": plan.each}


def _stored(plan: DrawPlan, given: DrawList, by: Actor) -> Draw:
    try:
        with transaction.atomic():
            made: Draw = Draw.unscoped.create(
                unit=by.unit, room=plan.room, title=plan.title, source=plan.source, each=plan.each,
                draws_on=plan.draws_on, root=given.root, seed=given.seed, checklist=list(plan.checklist),
                tiers=[tier.kept() for tier in plan.tiers], pool=plan.pool, matter=plan.matter,
            )  # fmt: skip
    except IntegrityError as twice:
        raise CannotDraw(_("同一天、同一名单的抽查已经拟过，请用原来的计划。")) from twice
    Hand.unscoped.bulk_create(Hand(draw=made, officer=officer) for officer in plan.officers)
    Lot.unscoped.bulk_create(
        Lot(
            draw=made,
            ref=each.ref,
            label=each.label,
            tier=each.tier,
            by_law=each.by_law,
            conflicts=list(entry.conflicts),
            out=each.out[:200],
        )
        for each, entry in zip(plan.objects, given.entries, strict=True)
    )
    return made


@transaction.atomic
def publish_draw(found: Draw, *, by: Actor, on: date, seen: int | None = None) -> Draw:
    """Publish seed and hash of the list, before the day of the draw; the names follow with the draw."""
    found = _held(found, State.PLANNED, by, seen)
    if on >= found.draws_on:
        raise CannotDraw(_("抽取日%(day)s已到，种子没有提前公布：请作废本计划，改日重拟。") % {"day": found.draws_on})
    found.state, found.published_on = State.PUBLISHED, on
    found.save(update_fields=["state", "published_on"])
    record("scoring.draw_published", subject=found, by=by, on=on, payload={"seed": found.seed, "root": found.root})
    return found


@transaction.atomic
def draw_lots(found: Draw, *, by: Actor, on: date, seen: int | None = None) -> Draw:
    """Draw on the day named or later: what comes out follows from the published seed alone."""
    found = _held(found, State.PUBLISHED, by, seen)
    if on < found.draws_on:
        raise CannotDraw(_("抽取日是%(day)s，还没有到。") % {"day": found.draws_on})
    given = found.as_list()
    if given.seed != found.seed:
        raise CannotDraw(_("名单与公布的种子不符，不能抽取。请作废本计划，重新拟定，并报告系统管理员。"))
    result = draw(given)
    officers = {
        str(hand.officer.uid): hand.officer for hand in Hand.unscoped.filter(draw=found).select_related("officer")
    }
    lots = {lot.ref: lot for lot in Lot.unscoped.filter(draw=found)}
    for place, ref in enumerate(result.order, 1):
        lots[ref].place = place
        lots[ref].save(update_fields=["place"])
        lots[ref].officers.set([officers[key] for key in result.officers[ref]])
    found.state, found.drawn_on = State.DRAWN, on
    found.save(update_fields=["state", "drawn_on"])
    record("scoring.drawn", subject=found, by=by, on=on, payload={"seed": found.seed, "drawn": len(result.order)})
    return found


@transaction.atomic
def check_object(
    lot: Lot, *, outcome: str, words: str, by: Actor, on: date, done: Sequence[str] = (),
    photographs: Sequence[tuple[str, bytes]] = (), seen: int | None = None,
) -> Lot:  # fmt: skip
    """Put on record what a drawn officer found; `photographs` are names and contents. Once."""
    lot = hold(lot, seen=seen)
    if not lot.officers.filter(pk=by.officer.pk).exists():
        raise NotYours(_("「%(object)s」不是抽给您检查的。") % {"object": lot})
    if lot.draw.state != State.DRAWN or lot.outcome:
        raise CannotDraw(_("「%(object)s」已经登记过检查结果，或结果已公示。") % {"object": lot})
    if outcome not in Lot.CHECKED or not words.strip():
        raise CannotDraw(_("请选择检查结果，并写明检查情况。"))
    files = [store(content, name=name, by=by, on=on) for name, content in photographs]
    lot.outcome, lot.words, lot.checked_on, lot.checked_by = outcome, words.strip(), on, by.officer
    lot.done, lot.evidence = [each for each in done if each in lot.draw.checklist], [file.sha256 for file in files]
    lot.save(update_fields=["outcome", "words", "checked_on", "checked_by", "done", "evidence"])
    payload = {"room": lot.draw.room, "tier": lot.tier, "outcome": outcome, "by_law": lot.by_law, "ref": lot.ref}
    record("scoring.object_checked", subject=lot, by=by, on=on, payload=payload, evidence=lot.evidence)
    return lot


@transaction.atomic
def publish_results(found: Draw, *, by: Actor, on: date, seen: int | None = None) -> Draw:
    """Show everybody the results, once every drawn object was checked."""
    found = _held(found, State.DRAWN, by, seen)
    if left := Lot.unscoped.filter(draw=found, place__isnull=False, outcome="").count():
        raise CannotDraw(_("还有%(left)s个对象没有登记检查结果，查完再公示。") % {"left": left})
    found.state, found.shown_on = State.SHOWN, on
    found.save(update_fields=["state", "shown_on"])
    record("scoring.results_published", subject=found, by=by, on=on)
    return found


@transaction.atomic
def drop_draw(found: Draw, *, why: str, by: Actor, on: date, seen: int | None = None) -> Draw:
    """Give a plan up before it is drawn, with a reason that stays on record."""
    found = hold(found, seen=seen)
    _only_workers(by, found)
    if found.state not in {State.PLANNED, State.PUBLISHED} or not why.strip():
        raise CannotDraw(_("只有没有抽取的计划可以作废，并须写明理由。"))
    found.state = State.DROPPED
    found.save(update_fields=["state"])
    record("scoring.draw_dropped", subject=found, by=by, on=on, payload={"why": why.strip()[:400]})
    return found


def _held(found: Draw, state: str, by: Actor, seen: int | None) -> Draw:
    found = hold(found, seen=seen)
    _only_workers(by, found)
    if found.state != state:
        raise CannotDraw(
            _("「%(draw)s」现在是「%(state)s」，不能这样办。") % {"draw": found, "state": found.get_state_display()}
        )
    return found


def _only_workers(by: Actor, found: Draw | None = None) -> None:
    if by.role not in WORKERS or (found is not None and found.unit_id != by.unit.pk):
        raise NotYours(_("抽查由拟定单位的经办人或负责人办理。"))
