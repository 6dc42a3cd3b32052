"""Documents that prove something of a duty. They wait until a reviewer accepts or returns them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.actions.progress import recompute
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours, SharedFile
from minzhi.engines.tasklist.models import Duty, Evidence, Report
from minzhi.engines.tasklist.queries.powers import OWNER, on_report, supervises
from minzhi.engines.tasklist.rules.burden import SAID_OF_EVIDENCE
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.files.models import StoredFile
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

WRITABLE = frozenset({"drafting", "returned"})
STANDING = (Evidence.State.WAITING, Evidence.State.ACCEPTED, Evidence.State.RETURNED)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a person says of a document. `amount` is in the unit of the measure's target."""

    kind: str
    title: str
    dated_on: date
    number: str = ""
    issuer: str = ""
    amount: Decimal | None = None
    public_url: str = ""
    shared_because: str = ""


@transaction.atomic
def attach(
    report: Report, duty: Duty, document: Document, content: bytes, *, name: str, by: Actor, on: date,
    replaces: Evidence | None = None,
) -> Evidence:  # fmt: skip
    """Add a document to a duty in an open report; with `replaces`, in place of one that was returned."""
    _writable(report, by)
    if document.dated_on > on:
        message = _("「%(title)s」的成文日期%(day)s在今天之后，请改正。")
        raise Incomplete(message % {"title": document.title, "day": document.dated_on})
    if not report.lines(manager="unscoped").filter(duty=duty).exists():
        raise Incomplete(_("这份进展表里没有举措「%(duty)s」，不能添加它的佐证。") % {"duty": duty})
    file = store(content, name=name, by=by, on=on)
    _ask_why_shared(file, duty, document)
    if replaces is not None:
        _replace(replaces, duty, on)
    given = vars(document)
    kept: Evidence = Evidence.unscoped.create(
        duty=duty, report=report, period=report.period, file=file, received_on=on, replaces=replaces,
        typed=sum(bool(given[field]) for field in SAID_OF_EVIDENCE), **given,
    )  # fmt: skip
    record("tasklist.evidence_attached", subject=kept, by=by, on=on, evidence=[file.sha256])
    return kept


def _writable(report: Report, by: Actor) -> None:
    if OWNER not in on_report(report, by):
        raise NotYours(_("只有「%(unit)s」的人员可以填报这份进展表。") % {"unit": report.unit})
    if report.case.state not in WRITABLE:
        raise NotNow(_("「%(report)s」已经报送，不能再改；如需更正请先撤回。") % {"report": report})


def _ask_why_shared(file: StoredFile, duty: Duty, document: Document) -> None:
    other = (
        Evidence.unscoped.filter(file=file, state__in=STANDING).exclude(duty=duty).select_related("duty__unit").first()
    )
    if other is not None and not document.shared_because:
        message = _("这份文件（指纹%(sha)s）已用作「%(duty)s」的佐证。如确为共用佐证，请写明共用的理由。")
        raise SharedFile(message % {"sha": file.sha256[:8], "duty": other.duty})


def _replace(old: Evidence, duty: Duty, on: date) -> None:
    old = hold(old)
    if old.state != Evidence.State.RETURNED or old.duty_id != duty.pk:
        raise NotNow(_("「%(title)s」没有被退回，不需要替换。") % {"title": old})
    old.state, old.decided_on = Evidence.State.REPLACED, on
    old.save()


@transaction.atomic
def withdraw(evidence: Evidence, *, by: Actor, on: date, seen: int | None = None) -> Evidence:
    """Take a document back while nobody has looked at it."""
    evidence = hold(evidence, seen=seen)
    if evidence.report is None or evidence.state != Evidence.State.WAITING:
        raise NotNow(_("「%(title)s」已经审核，不能撤回。") % {"title": evidence})
    _writable(evidence.report, by)
    evidence.state, evidence.decided_on = Evidence.State.REPLACED, on
    evidence.save()
    record("tasklist.evidence_withdrawn", subject=evidence, by=by, on=on, evidence=[evidence.file.sha256])
    return evidence


def decide(evidence: Iterable[Evidence], state: Evidence.State, *, on: date, why: str = "") -> list[Evidence]:
    """Set a state on several pieces. For the actions of reports; the caller holds transaction and fact."""
    kept = []
    for piece in evidence:
        held = hold(piece)
        held.state, held.decided_on, held.decided_why = state, on, why
        held.save()
        kept.append(held)
    return kept


@transaction.atomic
def find_false(evidence: Evidence, *, why: str, by: Actor, on: date, seen: int | None = None) -> Evidence:
    """Record that a document is false: a named supervisor decides; the duty counts nothing in the assessment."""
    if not supervises(by):
        raise NotYours(_("认定佐证不实由督查办理。"))
    if not why:
        raise Incomplete(_("认定不实须写明理由；对方可以申辩。"))
    evidence = hold(evidence, seen=seen)
    [kept] = decide([evidence], Evidence.State.FALSE, on=on, why=why)
    recompute([kept.duty_id])
    record("tasklist.evidence_found_false", subject=kept, by=by, on=on, payload={"why": why})
    return kept
