"""Leads: the machine finds, a named officer confirms; the subject answers, objects, appeals (PIPL 24, 55)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from minzhi.engines.scoring.actions.grading import annul_mark, give_mark
from minzhi.engines.scoring.force import CannotGrade, in_force, only_the_provinces_head
from minzhi.engines.scoring.models import Automation, Edition, Graded, Lead, Mark, Objection
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.files.actions import store
from minzhi.records.privacy.models import Assessment
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
AT_ONCE = 500


@transaction.atomic
def automate(scheme: str, assessment: Assessment, *, by: Actor, on: date, rule: str = "") -> Automation:
    """Let a rule (all rules of a scheme) make leads, under an assessment that the security administrator made."""
    only_the_provinces_head(by)
    if rule and in_force(scheme, on).rules.rule(rule) is None:
        raise CannotGrade(_("评级规则里没有「%(rule)s」这一项。") % {"rule": rule})
    given = {"assessment": assessment, "since": on}
    made, _new = Automation.objects.update_or_create(scheme=scheme, rule=rule, defaults=given)
    payload = {"scheme": scheme, "rule": rule, "assessment": str(assessment.uid)}
    record("scoring.automated", subject=made, by=by, on=on, payload=payload)
    return made


def _assessed(scheme: str) -> set[str]:
    """Return the rules of a scheme that stand on an assessment, "" for all; raises `CannotGrade` where none does."""
    found = set(Automation.objects.filter(scheme=scheme).values_list("rule", flat=True))
    if not found:
        raise CannotGrade(_("自动规则没有个人信息保护影响评估记录，不能启用；请先由安全管理员评估。"))
    return found


@transaction.atomic
def gather(scheme: str, *, on: date) -> list[Lead]:
    """Make a lead of each fact that a row of the scheme in force is fed by and that has made none.

    Rows without an impact assessment make none; raises `CannotGrade` where no row of the scheme has one. A fact about
    a subject that is graded is that subject's; any other waits until an officer says whose it is.
    """
    assessed, edition = _assessed(scheme), in_force(scheme, on)
    made: list[Lead] = []
    for rule in edition.rules.rules:
        if not assessed & {"", rule.key}:
            continue
        known = Lead.unscoped.filter(scheme=scheme, rule=rule.key, fact__isnull=False).values("fact")
        facts = Fact.unscoped.filter(kind__in=rule.facts, corrected_by=None).exclude(pk__in=known)
        rows = facts.select_related("unit").order_by("pk")[:AT_ONCE]
        made += [_lead(edition, rule.key, rule.label, _whose(scheme, fact), fact, on) for fact in rows]
    return made


def _whose(scheme: str, fact: Fact) -> Graded | None:
    """Return the graded subject that a fact is about: itself, or what it is graded for, or by its number."""
    about = Q(uid=fact.subject_uid) | Q(subject_uid=fact.subject_uid)
    if ref := str(fact.payload.get("ref") or ""):
        about |= Q(number=ref)
    found: Graded | None = Graded.unscoped.filter(about, scheme=scheme).select_related("unit").first()
    return found


def _lead(edition: Edition, rule: str, label: str, graded: Graded | None, fact: Fact, on: date) -> Lead:
    made: Lead = Lead.unscoped.create(
        unit=graded.unit if graded else fact.unit, scheme=edition.scheme, rule=rule, graded=graded, fact=fact,
        edition=edition, found_on=on, inputs={"fact": str(fact.uid), "payload": fact.payload},
        reasons=[{"row": label, "kind": fact.kind, "on": fact.happened_on.isoformat()}],
    )  # fmt: skip
    return made


@transaction.atomic
def raise_lead(graded: Graded, rule: str, *, reasons: Sequence[str], by: Actor, on: date) -> Lead:
    """Make a lead by a room's own rule, with its reasons as sentences; needs the impact assessment too."""
    if not _assessed(graded.scheme) & {"", rule}:
        raise CannotGrade(_("「%(rule)s」没有个人信息保护影响评估记录，不能自动产生线索。") % {"rule": rule})
    edition = in_force(graded.scheme, on)
    made: Lead = Lead.unscoped.create(
        unit=graded.unit, scheme=graded.scheme, rule=rule, graded=graded, edition=edition, found_on=on,
        reasons=[{"row": each} for each in reasons],
    )  # fmt: skip
    record("scoring.lead_found", subject=made, by=by, on=on, payload={"rule": rule})
    return made


@transaction.atomic
def confirm(lead: Lead, *, why: str, by: Actor, on: date, graded: Graded | None = None, document: str = "",
            effective_on: date | None = None, seen: int | None = None) -> Mark:  # fmt: skip
    """Confirm a lead by name: it becomes a mark. Only now does anything count against the subject."""
    lead = _open(lead, why, by, seen)
    found = graded or lead.graded
    if found is None:
        raise CannotGrade(_("请先选定这条线索说的是谁。"))
    fact = lead.fact
    mark = give_mark(
        found, lead.rule, document=document or (f"{fact.title} {fact.happened_on}" if fact else why),
        effective_on=effective_on or (fact.happened_on if fact else on), fact=fact, by=by, on=on,
    )  # fmt: skip
    lead.graded, lead.mark = found, mark
    _decide(lead, Lead.State.CONFIRMED, why, by, on)
    return mark


@transaction.atomic
def dismiss(lead: Lead, *, why: str, by: Actor, on: date, seen: int | None = None) -> Lead:
    """Leave a lead alone, with a reason."""
    lead = _open(lead, why, by, seen)
    _decide(lead, Lead.State.DISMISSED, why, by, on)
    return lead


def _open(lead: Lead, why: str, by: Actor, seen: int | None) -> Lead:
    lead = hold(lead, seen=seen)
    if by.role not in WORKERS or by.unit.pk != lead.unit_id:
        raise NotYours(_("线索由所在单位的经办人或负责人核实。"))
    if lead.state != Lead.State.OPEN or not why.strip():
        raise CannotGrade(_("线索已处理过，或没有写明理由。"))
    return lead


def _decide(lead: Lead, state: Lead.State, why: str, by: Actor, on: date) -> None:
    lead.state, lead.why, lead.decided_by, lead.decided_on = state, why.strip()[:400], by.officer, on
    lead.save(update_fields=["state", "why", "decided_by", "decided_on", "graded", "mark"])
    record(f"scoring.lead_{state}", subject=lead, by=by, on=on, payload={"rule": lead.rule, "scheme": lead.scheme})


@transaction.atomic
def object_to(graded: Graded, *, words: str, on: date, mark: Mark | None = None, against: Objection | None = None,
              files: Sequence[tuple[str, bytes]] = ()) -> Objection:  # fmt: skip
    """Take what a subject says: against a mark, against a decision (then an appeal), or as an answer."""
    if not words.strip():
        raise CannotGrade(_("请写明您的意见和依据。"))
    if mark and (mark.graded_id != graded.pk or mark.known_to is not None):
        raise CannotGrade(_("这条记录不是您的，或已经更正，请刷新页面。"))
    against = hold(against) if against else None
    if against and (against.graded_id != graded.pk or against.state != Objection.State.DISMISSED):
        raise CannotGrade(_("只能对没有成立的异议提出申诉。"))
    if against and Objection.unscoped.filter(against=against).exists():
        raise CannotGrade(_("已经提出过申诉，请等待处理。"))
    kept = [store(content, name=name, by=None, on=on) for name, content in files]
    kind = Objection.Kind.APPEAL if against else Objection.Kind.OBJECTION if mark else Objection.Kind.ANSWER
    made: Objection = Objection.unscoped.create(
        graded=graded, mark=against.mark if against else mark, against=against, kind=kind, words=words.strip(),
        evidence=[file.sha256 for file in kept], filed_on=on,
    )  # fmt: skip
    return made


def hear(graded: Graded, said: Mapping[str, Any], *, files: Sequence[tuple[str, bytes]], on: date) -> Objection:
    """Take what a subject filled in (`ObjectForm`): its `mark` and `against` are found among the subject's own."""
    marks, rows = Mark.unscoped.filter(graded=graded), Objection.unscoped.filter(graded=graded)
    return object_to(
        graded, words=said["words"], files=files, on=on,
        mark=marks.filter(uid=said["mark"]).first() if said["mark"] else None,
        against=rows.filter(uid=said["against"]).first() if said["against"] else None,
    )  # fmt: skip


@transaction.atomic
def decide_objection(
    objection: Objection, *, upheld: bool, reason: str, by: Actor, on: date, seen: int | None = None
) -> Objection:
    """Decide by name what a subject said; upheld, its mark counts for no day and the grade follows the same day.

    An appeal is decided by somebody else than the one who decided what it is against.
    """
    objection = hold(objection, seen=seen)
    graded = Graded.unscoped.select_related("unit").get(pk=objection.graded_id)
    if by.role not in WORKERS or by.unit.pk != graded.unit_id:
        raise NotYours(_("异议由评级单位的经办人或负责人处理。"))
    if objection.against and objection.against.decided_by_id == by.officer.pk:
        raise NotYours(_("申诉须由原处理人以外的人处理。"))
    if objection.state != Objection.State.OPEN or not reason.strip():
        raise CannotGrade(_("异议已处理过，或没有写明理由。"))
    objection.state = Objection.State.UPHELD if upheld else Objection.State.DISMISSED
    objection.reason, objection.decided_by, objection.decided_on = reason.strip(), by.officer, on
    objection.save(update_fields=["state", "reason", "decided_by", "decided_on"])
    payload = {"kind": objection.kind, "filed_on": objection.filed_on.isoformat()}
    record(f"scoring.objection_{objection.state}", subject=objection, by=by, on=on, payload=payload,
           evidence=objection.evidence)  # fmt: skip
    if upheld and (mark := _as_it_stands(objection.mark)) is not None:
        annul_mark(mark, why=_("异议成立：%(reason)s") % {"reason": reason.strip()[:300]}, by=by, on=on)
    return objection


def _as_it_stands(mark: Mark | None) -> Mark | None:
    """Return a mark, or what stands in its place since it was ended; None where nothing counts any more."""
    if mark is None:
        return None
    same = {"graded": mark.graded_id, "rule": mark.rule, "document": mark.document, "effective_on": mark.effective_on}
    found: Mark | None = Mark.unscoped.filter(**same, known_to=None).first()
    return found
