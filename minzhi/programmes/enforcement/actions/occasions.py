"""Fairs and their exhibitors, targets of campaigns, watched events, joint meetings."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.legal_time import BadHours, Opening
from minzhi.kit.process import FormWrong, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.enforcement.models import Exhibitor, Fair, Meeting, Occasion, Target
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role


class AlreadyThere(Refusal):
    """The list has this entry already."""


def _at_work(by: Actor) -> None:
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("您的岗位不能办理这一事项，请转经办人或负责人。"))


def _in_order(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise FormWrong({"ends_on": _("结束日不能早于开始日。")})


@transaction.atomic
def open_fair(
    *, name: str, venue: str, starts_on: date, ends_on: date, answer_hours: int, by: Actor, on: date,
    open_hours: str = "",
) -> Fair:  # fmt: skip
    """Set up a complaint desk at a fair; hours to answer count in its `open_hours` (``09:00-17:00``, else all day)."""
    _at_work(by)
    _in_order(starts_on, ends_on)
    try:
        Opening.parse(ends_on, open_hours)
    except BadHours as wrong:
        raise FormWrong({"open_hours": str(wrong)}) from wrong
    fair: Fair = Fair.unscoped.create(
        unit=by.unit, name=name, venue=venue, starts_on=starts_on, ends_on=ends_on, answer_hours=answer_hours,
        open_hours=open_hours,
    )  # fmt: skip
    record("enforcement.fair_opened", subject=fair, by=by, on=on, payload={"days": (ends_on - starts_on).days + 1})
    return fair


@transaction.atomic
def enrol(fair: Fair, *, booth: str, name: str, exhibit: str, by: Actor, on: date, rights: str = "") -> Exhibitor:
    """Put an exhibit and its declared rights on the list of a fair; raises `AlreadyThere`."""
    _at_work(by)
    try:
        with transaction.atomic():
            made: Exhibitor = Exhibitor.unscoped.create(
                fair=fair, booth=booth, name=name, exhibit=exhibit, rights=rights
            )
    except IntegrityError as twice:
        message = _("展位%(booth)s的「%(exhibit)s」已在名单中。")
        raise AlreadyThere(message % {"booth": booth, "exhibit": exhibit}) from twice
    record("enforcement.exhibitor_enrolled", subject=fair, by=by, on=on)
    return made


@transaction.atomic
def check_exhibitor(exhibitor: Exhibitor, *, verdict: str, words: str, by: Actor, on: date) -> Exhibitor:
    """Say what the check before the fair found; a later word replaces it, the facts keep both."""
    _at_work(by)
    exhibitor.verdict, exhibitor.words, exhibitor.checked_on = verdict, words, on
    exhibitor.save(update_fields=["verdict", "words", "checked_on"])
    record("enforcement.exhibitor_checked", subject=exhibitor.fair, by=by, on=on, payload={"verdict": verdict})
    return exhibitor


@transaction.atomic
def complain(
    exhibitor: Exhibitor, *, claimant: str, right_kind: str, right_number: str, proof: str, by: Actor, on: date,
    papers: Iterable[casework.Upload] = (),
) -> casework.Case:  # fmt: skip
    """Take a complaint at the desk; the exhibitor is known, the rest is who complains and by what right."""
    fair = exhibitor.fair
    form = {
        "received_on": on.isoformat(), "claimant": claimant, "right_kind": right_kind, "right_number": right_number,
        "proof": proof, "booth": exhibitor.booth, "exhibitor": exhibitor.name, "exhibit": exhibitor.exhibit,
        "answer_term": f"{fair.answer_hours}h", "fair_ends_on": fair.ends_on.isoformat(),
        "answer_hours": str(fair.answer_hours), "open_hours": fair.open_hours,
    }  # fmt: skip
    return casework.start(
        "enforcement.fair_complaint", unit=fair.unit, by=by, on=on, form=form, papers=papers, subject=fair
    )


@transaction.atomic
def report_fair(fair: Fair, *, report: str, by: Actor, on: date, seen: int | None = None) -> Fair:
    """Close a fair with its report."""
    _at_work(by)
    fair = hold(fair, seen=seen)
    if on < fair.ends_on:
        raise FormWrong({"report": _("展会到%(day)s结束，结束后再报。") % {"day": fair.ends_on}})
    fair.report, fair.reported_on = report, on
    fair.save(update_fields=["report", "reported_on"])
    record("enforcement.fair_reported", subject=fair, by=by, on=on)
    return fair


@transaction.atomic
def aim(campaign: casework.Case, *, names: Sequence[str], due: date | None, by: Actor, on: date) -> list[Target]:
    """List whom a campaign asks to check themselves; who is listed already stays as they are."""
    _at_work(by)
    known = set(Target.unscoped.filter(campaign=campaign).values_list("name", flat=True))
    fresh = [name for name in dict.fromkeys(each.strip() for each in names) if name and name not in known]
    if not fresh:
        raise AlreadyThere(_("没有新的检查对象，名单未变。"))
    rows = [Target(unit=campaign.unit, campaign=campaign, name=name[:120], due=due) for name in fresh]
    made: list[Target] = Target.unscoped.bulk_create(rows)
    record("enforcement.targets_listed", subject=campaign, by=by, on=on, payload={"count": len(made)})
    return made


@transaction.atomic
def take_self_check(target: Target, *, answer: str, gaps: str, by: Actor, on: date) -> Target:
    """Keep what came back, and where it differs from the register."""
    _at_work(by)
    target.answer, target.gaps, target.returned_on = answer, gaps, on
    target.save(update_fields=["answer", "gaps", "returned_on"])
    record("enforcement.self_check_returned", subject=target.campaign, by=by, on=on, payload={"gaps": bool(gaps)})
    return target


@transaction.atomic
def watch(
    *, name: str, venue: str, starts_on: date, ends_on: date, signs: str, by: Actor, on: date, source: str = ""
) -> Occasion:
    """Put an event on the calendar and open the watch for its protected signs, on which the orders hang."""
    _at_work(by)
    _in_order(starts_on, ends_on)
    form = {
        "name": name, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), "scope": signs,
        "targets": venue or name, "lead_sources": _("重大活动巡查"),
    }  # fmt: skip
    case = casework.start("enforcement.campaign", unit=by.unit, by=by, on=on, form=form)
    made: Occasion = Occasion.unscoped.create(
        unit=by.unit, name=name, venue=venue, starts_on=starts_on, ends_on=ends_on, signs=signs, source=source,
        watch=case,
    )  # fmt: skip
    record("enforcement.event_watched", subject=made, by=by, on=on)
    return made


@transaction.atomic
def patrol(
    occasion: Occasion, *, units: Sequence[Unit], question: str, days: int, by: Actor, on: date, place: str = ""
) -> list[casework.Case]:  # fmt: skip
    """Send the units below to look at an event's signs; who has the same order open already is not asked twice."""
    _at_work(by)
    if on > occasion.ends_on:
        raise FormWrong({"question": _("活动已于%(day)s结束，不再派巡查。") % {"day": occasion.ends_on}})
    asked = set(
        casework.Case.unscoped.filter(
            parent=occasion.watch, process="casework.order", closed_on__isnull=True, fields__question=question
        ).values_list("unit_id", flat=True)
    )
    fresh = [unit for unit in units if unit.pk not in asked]
    if not fresh:
        raise AlreadyThere(_("这些单位都已有同样的工作单，没有重复派出。"))
    given: dict[str, Any] = {"kind": "visit", "question": question, "term": f"{days}wd", "place": place}
    return [casework.send_order(occasion.watch, to=unit, by=by, on=on, **given) for unit in fresh]


@transaction.atomic
def meet(*, met_on: date, bodies: str, topics: str, conclusions: str, by: Actor, on: date) -> Meeting:
    """Put a joint meeting on record, once it was held."""
    _at_work(by)
    if met_on > on:
        raise FormWrong({"met_on": _("会议还没有召开，请会后再记。")})
    made: Meeting = Meeting.unscoped.create(
        unit=by.unit, met_on=met_on, bodies=bodies, topics=topics, conclusions=conclusions
    )
    record("enforcement.meeting_held", subject=made, by=by, on=met_on)
    return made
