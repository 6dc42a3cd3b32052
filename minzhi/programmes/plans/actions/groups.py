"""Groups are founded, have members, meet, and set work points; what comes of a point is a case."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import Action, FormWrong, Process
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.programmes.plans.models import Group, Member, Point, Session
from minzhi.programmes.plans.process import POINT
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role


class GroupRefused(Refusal):
    """Nothing was changed. The text says why."""


@transaction.atomic
def found(*, kind: str, title: str, founded_on: date, by: Actor, on: date, partner: Unit | None = None,
          document: str = "") -> Group:  # fmt: skip
    """Put a leading group, or a joint building with a city, on record at the unit that keeps its office."""
    _only_workers(by)
    if kind == Group.Kind.JOINT and partner is None:
        raise GroupRefused(_("省市共建要选定共建城市。"))
    made: Group = Group.unscoped.create(
        unit=by.unit, kind=kind, title=title, partner=partner if kind == Group.Kind.JOINT else None, document=document,
        founded_on=founded_on,
    )  # fmt: skip
    record("plans.group_founded", subject=made, by=by, on=on, payload={"kind": kind})
    return made


@transaction.atomic
def end_group(group: Group, *, by: Actor, on: date, seen: int | None = None) -> Group:
    """Let a group end with a day; what it did stays."""
    group = _held(group, by, seen)
    group.ended_on = on
    group.save(update_fields=["ended_on"])
    record("plans.group_ended", subject=group, by=by, on=on)
    return group


@transaction.atomic
def name_member(group: Group, *, part: str, of: str, since: date, by: Actor, on: date, name: str = "") -> Member:
    """Name a member of a group; the name of a person never goes into the fact."""
    group = _held(group, by)
    made: Member = Member.unscoped.create(group=group, part=part, of=of, name=name, since=since)
    record("plans.member_named", subject=group, by=by, on=on, payload={"part": part})
    return made


@transaction.atomic
def leave(member: Member, *, by: Actor, on: date) -> Member:
    """Let a member leave with a day."""
    group = _held(member.group, by)
    if member.until:
        raise GroupRefused(_("「%(member)s」已经退出。") % {"member": member})
    member.until = on
    member.save(update_fields=["until"])
    record("plans.member_left", subject=group, by=by, on=on, payload={"part": member.part})
    return member


@transaction.atomic
def meet(group: Group, *, kind: str, met_on: date, topics: str, conclusions: str, by: Actor, on: date,
         file: tuple[str, bytes] | None = None) -> Session:  # fmt: skip
    """Put a meeting on record, with what came of it."""
    group = _held(group, by)
    if met_on > on:
        raise GroupRefused(_("会议日%(day)s在今天之后，开过以后再登记。") % {"day": met_on})
    kept = store(file[1], name=file[0], by=by, on=on) if file else None
    made: Session = Session.unscoped.create(
        group=group, kind=kind, met_on=met_on, topics=topics, conclusions=conclusions, file=kept
    )
    payload = {"kind": kind, "met_on": met_on.isoformat()}
    record("plans.met", subject=group, by=by, on=on, payload=payload, evidence=[kept.sha256] if kept else [])
    return made


@transaction.atomic
def set_point(  # noqa: PLR0913 - what a point says
    group: Group, *, year: int, words: str, lead: str, deliverable: str, due_on: date, by: Actor, on: date,
              session: Session | None = None) -> Point:  # fmt: skip
    """Set a work point of a year: its case is followed by who keeps the group's office, and seen by the partner."""
    group = _held(group, by)
    if due_on <= on:
        raise GroupRefused(_("完成时限%(day)s须在今天之后。") % {"day": due_on})
    form = {
        "group": group.title, "words": words, "lead": lead, "deliverable": deliverable, "due_on": due_on.isoformat(),
        "counted_from": (due_on - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    case = casework.start(POINT.name, unit=group.unit, by=by, on=on, form=form)
    if group.partner:
        casework.let_see(case, group.partner.pk, reason=_("省市共建"), on=on)
    last = Point.unscoped.filter(group=group, year=year).aggregate(last=Max("no"))["last"] or 0
    made: Point = Point.unscoped.create(group=group, session=session, year=year, no=last + 1, case=case)
    return made


def _held(group: Group, by: Actor, seen: int | None = None) -> Group:
    _only_workers(by)
    group = hold(group, seen=seen)
    if group.unit_id != by.unit.pk:
        raise NotYours(_("「%(group)s」由它的办公室所在单位办理。") % {"group": group})
    if group.ended_on:
        raise GroupRefused(_("「%(group)s」已经结束。") % {"group": group})
    return group


def _only_workers(by: Actor) -> None:
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("工作机制由经办人或负责人办理。"))


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a point."""
    return str(form.get("words") or process.label)[:80]


def with_outcome(case: casework.Case, act: casework.Act) -> None:
    """Refuse to close a point that has no paper in its dossier: a word is no outcome."""
    del act
    if not casework.Paper.unscoped.filter(case=case).exists():
        raise FormWrong({"checked": _("案卷里没有成果文件，不能销号。")})


def payload(case: casework.Case, action: Action) -> dict[str, Any]:
    """Return the day it is due, no words."""
    del action
    return {"due_on": case.fields.get("due_on", "")}


casework.handle(
    casework.Handling(
        POINT.name, "plans", title=title, payload=payload, pairs=("group", "lead", "deliverable", "due_on"),
        effects={"close": with_outcome}, opened_by_hand=False,
    )
)  # fmt: skip
