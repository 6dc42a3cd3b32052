"""Readings of centres: which stand open, what they serve and publish, who is enrolled, how much of a month is used."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.indicators import Period
from minzhi.programmes.protection_centres.models import Centre, Published, TechnicalField
from minzhi.programmes.protection_centres.rules import Known
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.models import Unit

ENROLMENT, PRE_EXAMINATION = "protection_centres.enrolment", "protection_centres.pre_examination"
ENROLLED = ("enrolled", "rechecking")
MONTHS = {True: 3, False: 12}


def open_on(day: date) -> Q:
    """Return the condition that a centre stands open on a day."""
    return Q(opened_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def with_rows(centres: QuerySet[Centre], on: date) -> QuerySet[Centre]:
    """Fetch with centres the fields they serve and the values they publish on a day."""
    fields = Prefetch("fields", TechnicalField.unscoped.filter(valid_on(on)))
    values = Prefetch("published", Published.unscoped.filter(valid_on(on)))
    return centres.select_related("unit", "place").prefetch_related(fields, values)


def public_centres(on: date) -> QuerySet[Centre]:
    """Return the open centres as anybody may see them."""
    return with_rows(Centre.unscoped.filter(open_on(on)), on)


def seen_centres(on: date) -> QuerySet[Centre]:
    """Return the open centres that the scope may see."""
    return with_rows(Centre.objects.filter(open_on(on)), on)


LISTINGS = (
    Listing(
        "centres",
        _("保护中心登记册"),
        "protection_centres:register",
        (
            Column(_("名称"), lambda centre: centre.name),
            Column(_("类别"), lambda centre: centre.get_kind_display()),
            Column(_("服务区域"), lambda centre: centre.place.name),
            Column(_("技术领域"), lambda centre: "、".join(map(str, centre.fields.all()))),
            Column(_("公布值"), lambda centre: "；".join(map(str, centre.published.all()))),
            Column(_("开办日"), lambda centre: centre.opened_on, "day"),
            Column(_("来源"), lambda centre: centre.source),
        ),
        lambda _query: seen_centres(clock.today()),
    ),
)


def centre_of(unit: Unit, on: date) -> Centre | None:
    """Return the centre that a unit runs on a day."""
    found: Centre | None = Centre.unscoped.filter(open_on(on), unit=unit).first()
    return found


def running(on: date) -> list[Unit]:
    """Return the units that run a centre: where the public may send a request to."""
    return [centre.unit for centre in Centre.unscoped.filter(open_on(on)).select_related("unit")]


def values_of(centre: Centre, on: date) -> dict[str, str]:
    """Return what a centre publishes on a day."""
    return dict(Published.unscoped.filter(valid_on(on), centre=centre).values_list("what", "value"))


def enrolled_on(unit: Unit, code: str) -> date | None:
    """Return since when the holder of a credit code is enrolled with a unit's centre; nothing where it is not."""
    rows = casework.Case.unscoped.filter(
        process=ENROLMENT, unit=unit, state__in=ENROLLED, fields__credit_code=code
    ).order_by("-pk")
    event = casework.Event.unscoped.filter(case__in=rows, action="enrol").order_by("-happened_on").first()
    return event.happened_on if event else None


def accepted_in(unit: Unit, month: date) -> int:
    """Return how many requests a unit has accepted in the month of a day."""
    events = casework.Event.unscoped.filter(
        case__process=PRE_EXAMINATION, case__unit=unit, action="accept",
        happened_on__year=month.year, happened_on__month=month.month,
    )  # fmt: skip
    return events.count()


def known(case: casework.Case, on: date) -> Known:
    """Return what the centre knows of a request for pre-examination."""
    centre = centre_of(case.unit, on)
    titles = TechnicalField.unscoped.filter(valid_on(on), centre=centre).values_list("title", flat=True)
    capacity = values_of(centre, on).get(Published.What.CAPACITY) if centre else None
    return Known(
        enrolled_on=enrolled_on(case.unit, str(case.fields.get("credit_code", ""))), fields=tuple(titles),
        asked=str(case.fields.get("field", "")), used=accepted_in(case.unit, on),
        capacity=int(capacity) if capacity else None,
    )  # fmt: skip


def months(period: Period) -> list[tuple[date, date]]:
    """Return the first and the last day of each month of a period."""
    firsts = [period.first.replace(month=period.first.month + each) for each in range(MONTHS[bool(period.quarter)])]
    return [(day, day.replace(day=monthrange(day.year, day.month)[1])) for day in firsts]


def load(unit: UUID | None, period: Period) -> tuple[int, list[UUID]]:
    """Return how many requests the centres of a unit can take in a period, and which they accepted.

    Month by month, by what each centre publishes at its end; where it publishes nothing, the month does not count.
    """
    room, accepted = 0, list[UUID]()
    for first, last in months(period):
        centres = Centre.unscoped.filter(casework.of_unit(unit, period), open_on(last))
        rows = Published.unscoped.filter(valid_on(last), centre__in=centres, what=Published.What.CAPACITY)
        given = dict(rows.values_list("centre__unit", "value"))
        room += sum(map(int, given.values()))
        events = casework.Event.unscoped.filter(
            case__process=PRE_EXAMINATION, case__unit__in=given, action="accept", happened_on__range=(first, last)
        )
        accepted += events.order_by("case_id").values_list("case__uid", flat=True)
    return room, accepted
