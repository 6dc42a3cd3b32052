"""The quarter report of a unit on a task: open, write, submit, recall, return, accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions.evidence import decide
from minzhi.engines.tasklist.actions.progress import recompute
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.engines.tasklist.actions.steps import step
from minzhi.engines.tasklist.models import Duty, Evidence, Report, ReportLine, Task
from minzhi.engines.tasklist.process import QUARTER_REPORT
from minzhi.engines.tasklist.queries.powers import OWNER, on_report, works_in
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.burden import SAID_OF_A_LINE
from minzhi.kit.indicators import Period
from minzhi.records.facts.actions import AlreadyGiven
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a person says of one duty in a quarter; each at most 300 characters."""

    done: str = ""
    problems: str = ""
    next_step: str = ""
    amount: Decimal | None = None
    declared: str = ""


Said = Mapping[int, tuple[Words, int | None]]
"""By the key of a line: what is said of it, and the version of it that was on the page."""
NOTHING: Said = {}


@transaction.atomic
def open_report(task: Task, period: str, *, by: Actor, on: date) -> Report:
    """Begin the report of the actor's unit on a task for a quarter, filled with all that is known."""
    unit = by.unit
    if not works_in(by, unit):
        raise NotYours(_("季度进展表由责任单位的经办人或负责人填报。"))
    if before := Report.unscoped.filter(unit=unit, task=task, period=period).first():
        message = _("%(period)s的进展表已由%(unit)s于%(day)s建立，请打开它继续填报。")
        raise AlreadyGiven(message % {"period": period, "unit": unit, "day": before.case.opened_on})
    duties = due_in(task, unit, period)
    if not duties:
        raise Incomplete(
            _("%(unit)s在%(period)s没有任务%(task)s的应报举措。") % {"unit": unit, "period": period, "task": task}
        )
    form = {"quarter_end": Period.parse(period).last, "report_term": terms(on).report, "review_term": terms(on).review}
    title = f"{period}　{task.no}　{task.title}"
    case = casework.open_case(
        QUARTER_REPORT.name, unit=unit, subject=task, title=title, by=by, on=on, form=form, roles={OWNER}
    )
    report: Report = Report.unscoped.create(unit=unit, task=task, period=period, case=case)
    ReportLine.unscoped.bulk_create(
        ReportLine(report=report, duty=duty, done="", problems="", next_step="") for duty in duties
    )
    return report


def due_in(task: Task, unit: Unit, period: str) -> list[Duty]:
    """Return the unit's open duties of a task that are reported in a quarter."""
    quarter = Period.parse(period)
    return list(
        Duty.unscoped.filter(
            unit=unit,
            measure__task=task,
            measure__starts_on__lte=quarter.last,
            due_on__gte=quarter.first,
            closed_on__isnull=True,
            measure__closed_on__isnull=True,
            measure__dropped_on__isnull=True,
        )
    )


@transaction.atomic
def write(line: ReportLine, words: Words, *, by: Actor, on: date, seen: int | None = None) -> ReportLine:
    """Keep what a person says of one duty; only while the report is open."""
    del on
    line = hold(line, seen=seen)
    report = line.report
    if not works_in(by, report.unit):
        raise NotYours(_("只有「%(unit)s」的人员可以填报这份进展表。") % {"unit": report.unit})
    if report.case.state not in {"drafting", "returned"}:
        raise NotNow(_("「%(report)s」已经报送，不能再改；如需更正请先撤回。") % {"report": report})
    for name, said in vars(words).items():
        setattr(line, name, said)
    line.typed = sum(bool(getattr(words, name)) for name in SAID_OF_A_LINE)
    line.save()
    return line


@transaction.atomic
def write_all(report: Report, said: Said, *, by: Actor, on: date) -> None:
    """Keep a whole sheet or nothing of it; raises `ChangedMeanwhile` for a line that somebody else wrote meanwhile."""
    lines = report.lines(manager="unscoped").filter(pk__in=said).select_related("report__unit", "report__task")
    for line in lines:
        words, seen = said[line.pk]
        write(line, words, by=by, on=on, seen=seen)


@transaction.atomic
def submit(report: Report, *, by: Actor, on: date, seen: int | None = None, said: Said = NOTHING) -> Report:
    """Send the report, with what was still being said, to whoever reviews it; every duty must be spoken of."""
    write_all(report, said, by=by, on=on)
    silent = [str(line.duty) for line in report.lines(manager="unscoped").filter(done="", problems="")]
    if silent:
        message = _("还有%(count)s项举措没有填写（%(first)s等）：请填写本季完成情况，或写明问题。")
        raise Incomplete(message % {"count": len(silent), "first": silent[0]})
    report = step(
        report, "submit", fact="report_submitted", parts=on_report(report, by), by=by, on=on, seen=seen,
        evidence=_hashes(report, Evidence.State.WAITING),
    )  # fmt: skip
    if report.submitted_on is None:
        report.submitted_on = on
        report.save(update_fields=["submitted_on"])
    return report


@transaction.atomic
def recall(report: Report, *, by: Actor, on: date, seen: int | None = None) -> Report:
    """Take a submitted report back before it is reviewed."""
    return step(report, "recall", fact="report_recalled", parts=on_report(report, by), by=by, on=on, seen=seen)


@transaction.atomic
def send_back(
    report: Report, *, why: str, pieces: Mapping[int, str], by: Actor, on: date, seen: int | None = None
) -> Report:
    """Return a report with a reason, and single documents (by key) each with theirs."""
    report = step(
        report, "return", fact="report_returned", parts=on_report(report, by), by=by, on=on, seen=seen,
        form={"why": why}, payload={"why": why},
    )  # fmt: skip
    for key, reason in pieces.items():
        decide(_waiting(report).filter(pk=key), Evidence.State.RETURNED, on=on, why=reason or why)
    return report


@transaction.atomic
def accept(report: Report, *, by: Actor, on: date, seen: int | None = None) -> Report:
    """Accept a report and the documents that wait in it: from now on they count."""
    lines = {
        str(line.duty.uid): {"done": line.done, "amount": str(line.amount or ""), "declared": line.declared}
        for line in report.lines(manager="unscoped").select_related("duty")
    }
    report = step(
        report, "accept", fact="report_accepted", parts=on_report(report, by), by=by, on=on, seen=seen,
        period=report.period, payload={"lines": lines}, evidence=_hashes(report, Evidence.State.WAITING),
    )  # fmt: skip
    accepted = decide(_waiting(report), Evidence.State.ACCEPTED, on=on)
    recompute({piece.duty_id for piece in accepted})
    return report


def _waiting(report: Report) -> QuerySet[Evidence]:
    return Evidence.unscoped.filter(report=report, state=Evidence.State.WAITING)


def _hashes(report: Report, state: Evidence.State) -> list[str]:
    found = Evidence.unscoped.filter(report=report, state=state)
    return sorted(set(found.values_list("file__sha256", flat=True)))
