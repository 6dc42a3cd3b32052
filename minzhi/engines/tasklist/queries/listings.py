"""Lists of the plan that can be taken away, as far as the scope sees them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Duty, Notice, Report, Score, Sheet
from minzhi.engines.tasklist.models.notices import task_in_words
from minzhi.engines.tasklist.queries.assessment import Assessment, assess_all
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.kit import clock
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Given
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

Standing = tuple[Assessment, Score | None]
PARTS = (_("进度"), _("指标"), _("报送质量"), _("创新"), _("加分"), _("橙单"), _("红单"))
"""The parts of a score, in the order of `rules.scores.score`."""


def duties(_asked: Mapping[str, str]) -> QuerySet[Duty]:
    rows = Duty.objects.filter(measure__task__notice=current_notice(clock.today()))
    rows = rows.select_related("unit", "measure__task", "measure__lead")
    return rows.order_by("measure__task__no", "measure__no", "unit__order")


def reports(_asked: Mapping[str, str]) -> QuerySet[Report]:
    rows = Report.objects.filter(task__notice=current_notice(clock.today())).select_related("unit", "task", "case")
    return rows.order_by("-period", "task__no", "unit__order")


A_PAGE, OF_NOTICE = 50, Given("notice", BigIntegerField())
ReportLine = tuple[str, UUID, str, str, str, date | None]


class Reports:
    """The quarter reports of a list, for a paginator: what a line shows, and no objects.

    How many there are and the first page, which everybody opens, are asked by composed questions.
    """

    def __init__(self, notice: int) -> None:
        self.notice = notice

    def count(self) -> int:
        """Return how many the scope may see."""
        found = MANY(notice=self.notice)
        return int(found[0][0]) if found else 0

    def __getitem__(self, part: slice) -> tuple[ReportLine, ...]:
        rows = list(_lines(self.notice)[part]) if part.start else FIRST(notice=self.notice)
        return tuple(
            (period, uid, task_in_words(*task), unit, casework.state_label(*case), day)
            for period, uid, day, unit, task, case in ((*row[:4], row[4:7], row[7:]) for row in rows)
        )


def _lines(notice: Any) -> QuerySet[Report, tuple[Any, ...]]:  # noqa: ANN401 - a key, or the place for it
    rows = Report.objects.filter(task__notice=notice).order_by("-period", "task__no", "unit__order")
    return rows.values_list(
        "period", "uid", "submitted_on", "unit__short", "task__no", "task__title", "task__title_en",
        "case__process", "case__process_version", "case__state",
    )  # fmt: skip


FIRST = ComposedInScope(lambda: _lines(OF_NOTICE)[:A_PAGE])
MANY = ComposedInScope(
    lambda: (
        Report.objects.filter(task__notice=OF_NOTICE)
        .order_by()
        .values("task__notice")
        .annotate(count=Count("pk"))
        .values_list("count")
    )
)


SHEET_LINES = ComposedInScope(
    lambda: (
        Sheet.objects.filter(measure__task__notice=OF_NOTICE)
        .order_by("case__closed_on", "-pk")
        .values_list(
            "uid", "number", "colour", "unit__short", "measure__task__no", "measure__no", "measure__label",
            "measure__label_en", "case__opened_on", "case__process", "case__process_version", "case__state",
        )
    )
)  # fmt: skip
SheetLine = tuple[UUID, str, str, str, str, str, date, str]


def sheet_lines(notice: Notice) -> tuple[SheetLine, ...]:
    """Return what the lines of a list's sheets show: address, number, colour, unit, matter, day and state."""
    english = get_language() == "en"
    return tuple(
        (uid, number, colour, unit, f"{task}.{no}", label_en if english and label_en else label, day,
         casework.state_label(*case))
        for uid, number, colour, unit, task, no, label, label_en, day, *case in SHEET_LINES(notice=notice.pk)
    )  # fmt: skip


def sheets(_asked: Mapping[str, str]) -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(measure__task__notice=current_notice(clock.today()))
    return rows.select_related("unit", "measure__task", "case").order_by("case__closed_on", "-pk")


def notices(_asked: Mapping[str, str]) -> QuerySet[Notice]:
    return Notice.objects.order_by("-pk")


DUTIES = Listing(
    "tasklist.duties", _("任务分解表"), "plan:wall",
    (
        Column(_("任务"), lambda duty: duty.measure.task.title),
        Column(_("举措号"), lambda duty: duty.measure.code),
        Column(_("举措"), lambda duty: duty.measure.label),
        Column(_("类"), lambda duty: duty.measure.get_kind_display()),
        Column(_("牵头"), lambda duty: duty.measure.lead.short),
        Column(_("单位"), lambda duty: duty.unit.short),
        Column(_("起"), lambda duty: duty.measure.starts_on, "day"),
        Column(_("到期"), lambda duty: duty.due_on, "day"),
        Column(_("目标值"), lambda duty: duty.measure.target, "number"),
        Column(_("目标单位"), lambda duty: duty.measure.target_unit),
        Column(_("已采信进度"), lambda duty: duty.progress, "number"),
        Column(_("销号日"), lambda duty: duty.closed_on, "day"),
    ),
    duties,
)  # fmt: skip
REPORTS = Listing(
    "tasklist.reports", _("季度进展"), "plan:reports",
    (
        Column(_("季度"), lambda report: report.period),
        Column(_("任务"), lambda report: str(report.task)),
        Column(_("单位"), lambda report: report.unit.short),
        Column(_("状态"), lambda report: report.case.state_label),
        Column(_("报送"), lambda report: report.submitted_on, "day"),
    ),
    reports,
)  # fmt: skip
SHEETS = Listing(
    "tasklist.sheets", _("督查单"), "plan:sheets",
    (
        Column(_("编号"), lambda sheet: sheet.number),
        Column(_("单位"), lambda sheet: sheet.unit.short),
        Column(_("举措号"), lambda sheet: sheet.measure.code),
        Column(_("举措"), lambda sheet: sheet.measure.label),
        Column(_("事由"), lambda sheet: sheet.reason),
        Column(_("季度"), lambda sheet: sheet.period),
        Column(_("开具"), lambda sheet: sheet.case.opened_on, "day"),
        Column(_("状态"), lambda sheet: sheet.case.state_label),
    ),
    sheets,
)  # fmt: skip
NOTICES = Listing(
    "tasklist.notices", _("通知"), "plan:notices",
    (
        Column(_("文号"), lambda notice: notice.number),
        Column(_("标题"), lambda notice: notice.title),
        Column(_("年度"), lambda notice: notice.year, "number"),
        Column(_("印发日期"), lambda notice: notice.printed_on, "day"),
        Column(_("状态"), lambda notice: notice.get_state_display()),
    ),
    notices,
)  # fmt: skip


def standings(_asked: Mapping[str, str], *, by: Actor) -> list[Standing]:
    """Return the year's points of the places, in the order of the notice, each with the score that was adopted."""
    day = clock.today()
    notice = current_notice(day)
    if notice is None:
        return []
    units = local_offices(on=day)
    if by.unit.kind == Unit.Kind.CITY:
        units = [unit for unit in units if unit == by.unit]
    adopted = {score.unit_id: score for score in Score.objects.filter(notice=notice)}
    return [(each, adopted.get(each.unit.pk)) for each in assess_all(notice, units, on=day)]


def _points(place: int, title: Promise) -> Column:
    return Column(title, lambda row: row[0].parts[place].shown, "number")


YEAR = Listing(
    "tasklist.year", _("年度考核"), "plan:year",
    (
        Column(_("单位"), lambda row: row[0].unit.short),
        *(_points(place, title) for place, title in enumerate(PARTS)),
        Column(_("合计"), lambda row: row[0].total, "number"),
        Column(_("有不实佐证"), lambda row: row[0].flagged),
        Column(_("已确认的分"), lambda row: row[1].total if row[1] else None, "number"),
        Column(_("确认日"), lambda row: row[1].computed_on if row[1] else None, "day"),
    ),
    standings, by_reader=True,
)  # fmt: skip
LISTINGS = (DUTIES, REPORTS, SHEETS, NOTICES, YEAR)
