"""A sheet of quarter figures: one row a measure, as a unit would otherwise type them into its quarter reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.intake import api as intake
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow
from minzhi.engines.tasklist.actions.reports import Words, open_report, write
from minzhi.engines.tasklist.models import Duty, Evidence, Report, ReportLine
from minzhi.engines.tasklist.queries.powers import AT_WORK
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

SAID = ("done", "amount", "problems", "next_step")


class QuarterFigures(intake.Take):
    """Writes the line of a quarter report; the report is begun where it was not."""

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        duty = _duty(str(row["measure"]), by, on)
        task, period = duty.measure.task, str(row["period"])
        report = Report.unscoped.filter(unit=by.unit, task=task, period=period).select_related("case").first()
        report = report or open_report(task, period, by=by, on=on)
        line = report.lines(manager="unscoped").filter(duty=duty).first()
        if line is None:
            raise Incomplete(_("举措%(code)s在%(period)s不用报。") % {"code": duty.measure.code, "period": period})
        if line.typed:
            message = _("举措%(code)s在%(period)s已经填过，没有覆盖；请在季度进展里更正。")
            raise NotNow(message % {"code": duty.measure.code, "period": period})
        amount = row["amount"] if isinstance(row["amount"], Decimal) else None
        texts = {name: str(row[name] or "") for name in SAID if name != "amount"}
        return write(line, Words(amount=amount, **texts), by=by, on=on)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        if isinstance(made, ReportLine):
            write(made, Words(), by=by, on=on)

    def may(self, by: Actor) -> bool:
        return by.role in AT_WORK


def _duty(code: str, by: Actor, on: date) -> Duty:
    task, _dot, no = code.partition(".")
    rows = Duty.unscoped.filter(unit=by.unit, measure__task__notice=current_notice(on)).select_related("measure__task")
    found: Duty | None = None
    if task.isdigit() and no.isdigit():
        found = rows.filter(measure__task__no=int(task), measure__no=int(no)).first()
    if found is None:
        message = _("%(unit)s在现行任务清单里没有举措%(code)s；举措号写作 8.5。")
        raise Incomplete(message % {"unit": by.unit.short, "code": code})
    return found


FIGURES = intake.Format(
    "tasklist.figures", gettext_noop("季度进展数据"),
    (
        intake.Field("measure", gettext_noop("举措号"), intake.Kind.CODE, required=True, example="8.5",
                     synonyms=("举措编号", "任务编号", "序号", "编号")),
        intake.Field("period", gettext_noop("季度"), intake.Kind.QUARTER, required=True, example="2023Q3",
                     synonyms=("报告期", "填报期", "时期")),
        intake.Field("done", gettext_noop("本季完成"), required=True, synonyms=("完成情况", "进展情况", "工作进展")),
        intake.Field("amount", gettext_noop("完成数量"), intake.Kind.NUMBER, synonyms=("数量", "完成数")),
        intake.Field("problems", gettext_noop("问题"), synonyms=("存在问题", "困难问题")),
        intake.Field("next_step", gettext_noop("下步打算"), synonyms=("下一步", "下步计划", "下一步工作")),
    ),
    QuarterFigures(), unique=("measure", "period"),
    note=gettext_noop("一行一项举措；已经填过的不覆盖。"),
)  # fmt: skip


def duties_of(unit: Unit, period: str, on: date) -> Sequence[Mapping[str, str]]:
    """Return what the plan knows of each duty of a unit, for report forms."""
    rows = Duty.unscoped.filter(
        unit=unit, measure__task__notice=current_notice(on), measure__dropped_on__isnull=True
    ).select_related("measure__task", "measure__lead")
    lines = {line.duty_id: line for line in ReportLine.unscoped.filter(report__unit=unit, report__period=period)}
    accepted = Evidence.unscoped.filter(duty__unit=unit, state=Evidence.State.ACCEPTED)
    proofs: dict[int, list[str]] = {}
    for duty, title in accepted.values_list("duty_id", "title"):
        proofs.setdefault(duty, []).append(title)
    return [
        _known(duty, lines.get(duty.pk), proofs.get(duty.pk, []))
        for duty in rows.order_by("measure__task__no", "measure__no")
    ]


def _known(duty: Duty, line: ReportLine | None, proofs: Sequence[str]) -> dict[str, str]:
    measure = duty.measure
    target = f"{measure.target.normalize():f}{measure.target_unit}" if measure.target is not None else ""
    said = {name: str(getattr(line, name) or "") for name in SAID} if line else {}
    return {
        "task": str(measure.task), "code": measure.code, "measure": measure.label, "lead": measure.lead.name,
        "kind": str(measure.get_kind_display()), "starts_on": str(measure.starts_on), "due_on": str(duty.due_on),
        "target": target, "progress": f"{duty.progress * 100:.0f}%", "proofs": "；".join(proofs),
        "proof_count": str(len(proofs)), "closed_on": str(duty.closed_on or ""), **said,
    }  # fmt: skip


DUTIES = intake.Source(
    "duties", gettext_noop("任务清单"),
    (
        intake.Known("task", gettext_noop("任务")),
        intake.Known("code", gettext_noop("举措号"), ("举措编号",)),
        intake.Known("measure", gettext_noop("举措"), ("举措名称", "工作举措")),
        intake.Known("lead", gettext_noop("牵头单位"), ("牵头",)),
        intake.Known("kind", gettext_noop("举措类别")),
        intake.Known("starts_on", gettext_noop("起始日期"), ("开始时间",)),
        intake.Known("due_on", gettext_noop("完成时限"), ("到期", "到期日")),
        intake.Known("target", gettext_noop("目标值"), ("目标",)),
        intake.Known("progress", gettext_noop("完成进度"), ("进度", "已采信进度")),
        intake.Known("proofs", gettext_noop("佐证材料"), ("佐证清单",)),
        intake.Known("proof_count", gettext_noop("佐证件数")),
        intake.Known("closed_on", gettext_noop("销号日期"), ("销号日",)),
        intake.Known("done", gettext_noop("本季完成"), ("完成情况", "进展情况")),
        intake.Known("amount", gettext_noop("完成数量")),
        intake.Known("problems", gettext_noop("存在问题"), ("问题",)),
        intake.Known("next_step", gettext_noop("下步打算"), ("下一步打算",)),
    ),
    duties_of, many=True,
)  # fmt: skip
