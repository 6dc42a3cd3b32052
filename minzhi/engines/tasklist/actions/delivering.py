"""Evidence that another system delivers: into the unit's report of the quarter, once."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.actions.evidence import STANDING, Document, attach
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotYours
from minzhi.engines.tasklist.actions.reports import open_report
from minzhi.engines.tasklist.models import Duty, Evidence, Report
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.records.files.actions import store
from minzhi.records.units.actors import Actor


@transaction.atomic
def deliver(
    duty: Duty, period: str, document: Document, content: bytes, *, name: str, by: Actor, on: date
) -> tuple[Evidence, bool]:
    """Attach a document to the quarter's report, opened where there is none; return it and whether it is new.

    What a machine sends twice (same duty, quarter, kind and content) is kept once. Submitting stays with people.
    """
    if by.unit != duty.unit:
        raise NotYours(_("只有「%(unit)s」的人员可以填报这份进展表。") % {"unit": duty.unit})
    try:
        quarter = Period.parse(period)
    except BadPeriod as wrong:
        raise Incomplete(str(wrong)) from wrong
    before = Evidence.unscoped.filter(
        duty=duty, period=str(quarter), kind=document.kind, state__in=STANDING,
        file=store(content, name=name, by=by, on=on),
    ).select_related("duty__unit", "file").first()  # fmt: skip
    if before is not None:
        return before, False
    task = duty.measure.task
    report = Report.objects.filter(unit=duty.unit, task=task, period=str(quarter)).select_related("case").first()
    report = report or open_report(task, str(quarter), by=by, on=on)
    return attach(report, duty, document, content, name=name, by=by, on=on), True
