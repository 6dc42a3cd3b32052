"""Readings of enforcement: figures of a campaign, what an order in the field has so far."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.programmes.enforcement.models import Exhibitor, LateEntry, Meeting, Occasion, Target
from minzhi.programmes.enforcement.process.forms import MATTERS
from minzhi.programmes.enforcement.process.penalty import OUTCOMES
from minzhi.programmes.enforcement.rules.publicity import CHANNELS, Weight, shown, shown_until
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.actors import Actor

ORDER, PENAL = "casework.order", ("enforcement.penalty", "enforcement.on_the_spot")
PICTURES = frozenset({"image/png", "image/jpeg"})


def find(uid: str, process: str) -> casework.Case:
    """Return a case of one process that the scope may see, else 404."""
    rows = casework.Case.objects.select_related("parent", "unit")
    case: casework.Case = get_object_or_404(rows, uid=uid)
    if case.process != process:
        raise Http404(_("这里没有这件案件。"))
    return case


@dataclass(frozen=True)
class Shown:
    """A penalty that the public sees: no names, the matter and the outcome in words."""

    number: str
    office: str
    matter: str
    outcome: str
    fine: str
    published_on: date
    until: date


def published(on: date) -> list[Shown]:
    """Return the penalties that are shown on a day, the latest first; annulled ones are not."""
    rows = casework.Case.unscoped.filter(process__in=PENAL, fields__has_key="published_on")
    cases = list(rows.exclude(state__in=("annulled", "ended")).select_related("unit"))
    documents = casework.first_days([case.uid for case in cases], ("decide", "give"))
    found = [_shown(case, documents[case.uid]) for case in cases]
    found = [each for each in found if each.published_on <= on <= each.until]
    return sorted(found, key=lambda each: (each.published_on, each.number), reverse=True)


def _shown(case: casework.Case, document_on: date) -> Shown:
    said, day = case.fields, date.fromisoformat(str(case.fields["published_on"]))
    until = shown_until(Weight(str(said["weight"])), document_on=document_on, published_on=day)
    matter, outcome = MATTERS.get(str(said.get("matter")), ""), OUTCOMES.get(str(said.get("outcome")), "")
    return Shown(case.number, str(case.unit), matter, outcome, str(said.get("fine") or ""), day, until)


YEARS_BACK, A_MINUTE = 5, timedelta(minutes=1)
PUNISHED = ("decided", "served", "performed", "enforcing", "closed", "given", "on_file")


def punished_before(case: casework.Case) -> QuerySet[casework.Case]:
    """Return the penalties of the five years before against a party of the same name, as far as the scope sees them."""
    since = case.opened_on.replace(year=case.opened_on.year - YEARS_BACK, day=min(case.opened_on.day, 28))
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(
        process__in=PENAL, state__in=PUNISHED, fields__party=case.fields.get("party"), opened_on__gte=since,
        pk__lt=case.pk,
    )  # fmt: skip
    return rows.order_by("-pk")


def beside(case: casework.Case, on: date) -> dict[str, Any]:
    """Return what stands beside a penalty: earlier ones against the same party; how long it is shown, once it is."""
    del on
    said, published_on = case.fields, case.fields.get("published_on")
    if not published_on:
        return {"earlier": punished_before(case)}
    document_on = casework.first_days([case.uid], ("decide", "give"))[case.uid]
    found = shown(
        Weight(str(said["weight"])), document_on=document_on, published_on=date.fromisoformat(str(published_on))
    )
    return {"earlier": punished_before(case), "publicity": [(CHANNELS[each.channel], each) for each in found]}


def targets(campaign: casework.Case) -> QuerySet[Target]:
    rows: QuerySet[Target] = Target.objects.filter(campaign=campaign)
    return rows


def occasions() -> QuerySet[Occasion]:
    rows: QuerySet[Occasion] = Occasion.objects.select_related("unit", "watch")
    return rows


SIGNS = "protected_signs"
"""The register of protected signs: of whoever keeps it, read and never written here."""


def protected_signs(on: date) -> QuerySet[register.Entry]:
    """Return the signs on the register that hold on a day, whoever entered them: the register is public."""
    rows: QuerySet[register.Entry] = register.Entry.unscoped.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), register=SIGNS, status=register.Status.VALID,
        entered_on__lte=on,
    )  # fmt: skip
    return rows.order_by("title", "pk")


def patrols(occasion: Occasion) -> QuerySet[casework.Case]:
    """Return the orders that an event's watch has sent, open ones first."""
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(process=ORDER, parent=occasion.watch)
    return rows.select_related("unit").order_by("closed_on", "pk")


def orders(actor: Actor) -> QuerySet[casework.Case]:
    """Return the work orders of the actor's unit, open ones first."""
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(process=ORDER, unit=actor.unit)
    return rows.select_related("parent").order_by("closed_on", "-pk")


def photographs(order: casework.Case) -> QuerySet[casework.Paper]:
    rows: QuerySet[casework.Paper] = order.papers.select_related("file").filter(kind=casework.Paper.Kind.EVIDENCE)
    return rows


def signatures(order: casework.Case) -> QuerySet[casework.Paper]:
    """Return what the party signed, and the notes that it refused to (papers of our own)."""
    rows: QuerySet[casework.Paper] = order.papers.select_related("file").filter(kind=casework.Paper.Kind.RECORD)
    return rows


def late_entries(order: casework.Case) -> QuerySet[LateEntry]:
    """Return what a phone had kept without a network for a minute or more before it came."""
    rows: QuerySet[LateEntry] = LateEntry.objects.filter(order=order, kept_at__lte=F("arrived_at") - A_MINUTE)
    return rows


def exhibits() -> QuerySet[Exhibitor]:
    """Return what is shown at the fairs that the scope sees, the latest fair first."""
    rows: QuerySet[Exhibitor] = Exhibitor.objects.select_related("fair__unit")
    return rows.order_by("-fair__starts_on", "booth", "pk")


def meetings() -> QuerySet[Meeting]:
    rows: QuerySet[Meeting] = Meeting.objects.select_related("unit")
    return rows


EXHIBITS = Listing(
    "enforcement.exhibits", lazily("展品"), "enforcement:fairs",
    (
        Column(lazily("展会"), lambda row: row.fair.name), Column(lazily("展位"), lambda row: row.booth),
        Column(lazily("参展商"), lambda row: row.name), Column(lazily("展品"), lambda row: row.exhibit),
        Column(lazily("展前核查"), lambda row: row.get_verdict_display()),
        Column(lazily("核查情况"), lambda row: row.words),
    ),
    lambda _query: exhibits(),
)  # fmt: skip
EVENTS = Listing(
    "enforcement.events", lazily("重大活动"), "enforcement:calendar",
    (
        Column(lazily("名称"), lambda row: row.name), Column(lazily("开始日"), lambda row: row.starts_on, "day"),
        Column(lazily("结束日"), lambda row: row.ends_on, "day"),
        Column(lazily("重点保护的标志"), lambda row: row.signs),
    ),
    lambda _query: occasions(),
)  # fmt: skip
MEETINGS = Listing(
    "enforcement.meetings", lazily("联席会议"), "enforcement:meetings",
    (
        Column(lazily("日期"), lambda row: row.met_on, "day"), Column(lazily("参加单位"), lambda row: row.bodies),
        Column(lazily("议题"), lambda row: row.topics), Column(lazily("议定事项"), lambda row: row.conclusions),
    ),
    lambda _query: meetings(),
)  # fmt: skip
PUBLISHED = Listing(
    "enforcement.published", lazily("处罚公示"), "enforcement:published",
    (
        Column(lazily("文号"), lambda row: row.number), Column(lazily("机关"), lambda row: row.office),
        Column(lazily("案由"), lambda row: _(row.matter)), Column(lazily("决定"), lambda row: _(row.outcome)),
        Column(lazily("罚款（元）"), lambda row: row.fine), Column(lazily("公示至"), lambda row: row.until, "day"),
    ),
    lambda _query: published(clock.today()),
)  # fmt: skip
LISTINGS = (EXHIBITS, EVENTS, MEETINGS, PUBLISHED)
