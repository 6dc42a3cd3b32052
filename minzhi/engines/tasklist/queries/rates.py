"""The five rates by which a unit's year is told: closed, in time, accepted, reported in time, answered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.models import Duty, Evidence, Measure, Notice, Report, Sheet
from minzhi.engines.tasklist.queries.terms import terms
from minzhi.engines.tasklist.rules.cycle import due
from minzhi.kit.text import mark as _
from minzhi.records.calendars.queries import calendar
from minzhi.records.units.models import Unit

State = Evidence.State


@dataclass(frozen=True)
class Rate:
    """Some of several: what is counted, how many there are, and of how many."""

    name: str
    formula: str
    counted: int
    of: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.counted) / self.of if self.of else None


def rates(notice: Notice, unit: Unit, *, on: date) -> tuple[Rate, ...]:
    """Return a unit's rates on a day. External and dropped measures count in none of them."""
    return (*_closing(notice, unit, on), _accepted(notice, unit), _in_time(notice, unit), _answered(notice, unit, on))


def _closing(notice: Notice, unit: Unit, on: date) -> tuple[Rate, Rate]:
    """Return the share closed of what is due by the day or closed before it, and the share of those closed in time."""
    owed = Duty.unscoped.filter(measure__task__notice=notice, unit=unit, measure__dropped_on__isnull=True)
    owed = owed.exclude(measure__kind=Measure.Kind.EXTERNAL)
    closed = owed.filter(closed_on__isnull=False)
    due_by_now = owed.filter(Q(due_on__lte=on) | Q(closed_on__isnull=False)).count()
    good = closed.filter(closed_on__lte=F("due_on")).count()
    return (
        Rate(_("完成率"), _("已销号 ÷ 应销号（已到期或已销号）"), closed.count(), due_by_now),
        Rate(_("按期率"), _("按期销号 ÷ 已销号"), good, closed.count()),
    )


def _accepted(notice: Notice, unit: Unit) -> Rate:
    decided = Evidence.unscoped.filter(duty__measure__task__notice=notice, duty__unit=unit).exclude(state=State.WAITING)
    good = decided.filter(state=State.ACCEPTED).count()
    return Rate(_("佐证合格率"), _("采信的佐证 ÷ 已审的佐证"), good, decided.count())


def _in_time(notice: Notice, unit: Unit) -> Rate:
    days, sent = calendar(), Report.unscoped.filter(task__notice=notice, unit=unit, submitted_on__isnull=False)
    rows = [
        (day, due(period, terms(day).report, days).due) for period, day in sent.values_list("period", "submitted_on")
    ]
    return Rate(_("报送及时率"), _("按期首次报送 ÷ 已报送"), sum(day <= until for day, until in rows), len(rows))


def _answered(notice: Notice, unit: Unit, on: date) -> Rate:
    """Count sheets that were answered; those whose reply is not due yet do not count."""
    sheets = list(Sheet.unscoped.filter(measure__task__notice=notice, unit=unit).select_related("case"))
    answered = {sheet.pk for sheet in sheets if sheet.case.state != "issued" and _has_reply(sheet)}
    lapsed = casework.overdue([sheet.case for sheet in sheets], on=on)
    counted = [sheet for sheet in sheets if sheet.pk in answered or sheet.case_id in lapsed or sheet.case.closed_on]
    return Rate(_("督查单回复率"), _("已回复 ÷ 应回复"), len(answered), len(counted))


def _has_reply(sheet: Sheet) -> bool:
    return any(entry.event.action == "reply" for entry in casework.log(sheet.case))
