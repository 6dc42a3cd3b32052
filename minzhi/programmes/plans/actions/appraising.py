"""Appraisals: a tree is filled in and opened, cities hand in, ranks follow; equals are decided by a person."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import NotYours
from minzhi.kit.text import mark
from minzhi.programmes.plans.actions.outlines import CannotFollow
from minzhi.programmes.plans.models import Appraisal, Pack
from minzhi.programmes.plans.queries.appraisals import POOL, parties, placed, sub_score, unheard, vetoes_of
from minzhi.programmes.plans.rules.appraisal import document
from minzhi.programmes.plans.rules.ranking import Standing
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

LOCAL = frozenset({Unit.Kind.CITY, Unit.Kind.COUNTY})


@transaction.atomic
def plan_appraisal(
    *, title: str, year: int, quota: int, tie_group: str, due_on: date, by: Actor, on: date
) -> Appraisal:
    """Begin an appraisal with the shipped indicators; weights, baselines and targets are to be filled in."""
    _only_workers(by)
    made = Appraisal.objects.create(
        title=title, unit=by.unit, year=year, quota=quota, tie_group=tie_group, due_on=due_on, document=document()
    )
    record("plans.appraisal_drafted", subject=made, by=by, on=on, payload={"year": year, "quota": quota})
    return made


@transaction.atomic
def change_document(
    appraisal: Appraisal, given: Mapping[str, Mapping[str, str]], *, by: Actor, on: date, seen: int | None = None
) -> Appraisal:
    """Fill in numbers of indicators: ``{indicator: {"weight": "3", …}}``; an empty text takes a number out."""
    appraisal = _draft(appraisal, by, seen)
    changed = deepcopy(appraisal.document)
    for row in changed["indicators"]:
        row |= {name: said.strip() or None for name, said in given.get(row["key"], {}).items()}
    appraisal.document = changed
    appraisal.save(update_fields=["document"])
    record("plans.appraisal_drafted", subject=appraisal, by=by, on=on, payload={"year": appraisal.year})
    return appraisal


@transaction.atomic
def open_appraisal(appraisal: Appraisal, *, by: Actor, on: date, seen: int | None = None) -> Appraisal:
    """Let units hand in: the tree holds from now on; only a head. Raises `CannotFollow` where nothing has a weight."""
    appraisal = _draft(appraisal, by, seen)
    rows = appraisal.document["indicators"]
    if not any(row.get("weight") and row.get("target") is not None for row in rows):
        raise CannotFollow(_("权重、基准值、目标值还没有填写：它们没有来源，不随程序提供。"))
    appraisal.tree = scoring.adopt_tree(
        f"plans.{appraisal.uid.hex}", appraisal.title, appraisal.document, valid_from=on, by=by, on=on,
        settled=True,
    )  # fmt: skip
    appraisal.save(update_fields=["tree"])
    record("plans.appraisal_opened", subject=appraisal, by=by, on=on, payload={"year": appraisal.year})
    return appraisal


def _draft(appraisal: Appraisal, by: Actor, seen: int | None) -> Appraisal:
    _only_workers(by)
    appraisal = hold(appraisal, seen=seen)
    if appraisal.unit_id != by.unit.pk:
        raise NotYours(_("「%(title)s」由发起单位办理。") % {"title": appraisal})
    if appraisal.tree_id:
        raise CannotFollow(_("「%(title)s」已经布置，指标不再改动。") % {"title": appraisal})
    return appraisal


@transaction.atomic
def submit(appraisal: Appraisal, *, words: str, by: Actor, on: date) -> Pack:
    """Hand in: values of the unit are frozen with their facts, the score follows from them. Only a head, once."""
    if by.role != Role.HEAD or by.unit.kind not in LOCAL:
        raise NotYours(_("自评材料由市、县单位负责人报送。"))
    if appraisal.tree is None or on > appraisal.due_on:
        raise CannotFollow(
            _("「%(title)s」还没有布置，或已过报送截止日%(day)s。") % {"title": appraisal, "day": appraisal.due_on}
        )
    scoring.count(appraisal.tree)
    [line] = scoring.drill(appraisal.tree, [by.unit], [str(appraisal.year)])
    if barred := vetoes_of(line):
        message = _("触发一票否决：%(rows)s。本轮不得申报；数值有误的，先更正填报的数值。")
        raise CannotFollow(message % {"rows": "、".join(_(each) for each in barred)})
    kept = scoring.freeze(appraisal.tree, by.unit, Period(appraisal.year), report=str(appraisal), by=by, on=on)
    try:
        with transaction.atomic():
            made: Pack = Pack.unscoped.create(
                appraisal=appraisal, unit=by.unit, words=words, submitted_on=on, frozen=kept,
                total=line.total or Decimal(0), tie=sub_score(line, appraisal.tie_group),
            )  # fmt: skip
    except IntegrityError as twice:
        raise CannotFollow(_("本单位已经报送过「%(title)s」。") % {"title": appraisal}) from twice
    record("plans.pack_submitted", subject=made, by=by, on=on, payload={"total": str(made.total), "vetoed": False})
    return made


@transaction.atomic
def decide(pack: Pack, *, chosen: bool, why: str, by: Actor, on: date, seen: int | None = None) -> Pack:
    """Decide whether a unit gets a place, by name and with a reason. What the ranks say may only be left for equals."""
    pack, appraisal = hold(pack, seen=seen), hold(pack.appraisal)
    if by.role != Role.HEAD or by.unit.pk != appraisal.unit_id:
        raise NotYours(_("名额由发起单位负责人决定。"))
    if not why.strip():
        raise CannotFollow(_("请写明理由。"))
    if unheard(appraisal):
        raise CannotFollow(_("专家组的到会情况和评审意见还没有登记完，登记后再决定。"))
    mine = next(each for each, row in placed(appraisal) if row.pk == pack.pk)
    if chosen and mine.standing == Standing.VETOED:
        raise CannotFollow(_("触发一票否决：%(rows)s。") % {"rows": "、".join(_(each) for each in mine.entry.vetoes)})
    if mine.standing != Standing.TIED and chosen != (mine.standing == Standing.IN):
        raise CannotFollow(_("按总分和同分比较项，名次已经确定；只有并列的才由人决定。"))
    others = Pack.unscoped.filter(appraisal=appraisal, chosen=True).exclude(pk=pack.pk).count()
    if chosen and others >= appraisal.quota:
        raise CannotFollow(_("名额%(quota)s个已用完。") % {"quota": appraisal.quota})
    pack.chosen, pack.why, pack.decided_by = chosen, why.strip()[:400], by.officer
    pack.save(update_fields=["chosen", "why", "decided_by"])
    record("plans.pack_placed", subject=pack, by=by, on=on, payload={"chosen": chosen, "standing": str(mine.standing)})
    return pack


@transaction.atomic
def plan_panel(
    appraisal: Appraisal, *, number: int, draws_on: date, recused: Mapping[int, str], by: Actor, on: date
) -> scoring.Draw:
    """Plan the panel of experts that looks at what was handed in; who works for one that handed in keeps apart."""
    _only_workers(by)
    if by.unit.pk != appraisal.unit_id:
        raise NotYours(_("专家组由发起单位抽取。"))
    if on <= appraisal.due_on:
        raise CannotFollow(_("报送截止日%(day)s过后才知道要回避哪些单位，请在截止后拟定。") % {"day": appraisal.due_on})
    judged = parties(appraisal)
    if not judged:
        raise CannotFollow(_("还没有单位报送，没有要评审的材料。"))
    return scoring.plan_panel(
        scoring.PanelPlan(
            pool=POOL, title=_("%(title)s　专家组") % {"title": appraisal}, number=number, draws_on=draws_on,
            matter=appraisal.uid, parties=judged, recused=recused,
        ),
        by=by, on=on,
    )  # fmt: skip


def _only_workers(by: Actor) -> None:
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("测评由经办人或负责人办理。"))


def rows_of(given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return what a form of numbers says, by indicator: its fields are called ``indicator.name``."""
    found: dict[str, dict[str, Any]] = {}
    for field, said in given.items():
        key, _dot, name = field.rpartition(".")
        if name in names:
            found.setdefault(key, {})[name] = said
    return found


scoring.declare_pool(scoring.Pool(POOL, mark("测评评审专家库"), "plans"))
