"""Readings of grades: who stands where on a day, as known at a moment; why; and what would be better."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring.force import in_force, is_ready
from minzhi.engines.scoring.forms import AboutForm
from minzhi.engines.scoring.models import Edition, Graded, Lead, Mark, Objection, Sharing, Standing
from minzhi.engines.scoring.rules import reasons
from minzhi.engines.scoring.rules.grading import points
from minzhi.kit import clock
from minzhi.records.tables.listing import Column, Listing

FORMER = 50
"""So many standings that are known otherwise since are shown."""


def _knew(at: datetime | None) -> Q:
    return Q(known_to=None) if at is None else Q(known_from__lte=at) & (Q(known_to=None) | Q(known_to__gt=at))


def standing(graded: Graded, about: date, *, known_at: datetime | None = None) -> Standing | None:
    """Return where a subject stood on a day, as known now or at a moment."""
    rows = Standing.unscoped.filter(_knew(known_at), graded=graded, first__lte=about, last__gte=about)
    found: Standing | None = rows.order_by("-pk").first()
    return found


def history(graded: Graded) -> QuerySet[Standing]:
    """Return the standings as known now, the latest first; those of days to come are what follows without new marks."""
    return Standing.unscoped.filter(graded=graded, known_to=None).order_by("-first")


def former(graded: Graded) -> QuerySet[Standing]:
    """Return what was once known of a subject's standings and is known otherwise since, the latest change first."""
    return Standing.unscoped.filter(graded=graded, known_to__isnull=False).order_by("-known_to", "-first")


def with_grades(rows: QuerySet[Graded], on: date) -> QuerySet[Any]:
    """Say of each subject its `grade` and `total` on a day (thousandths)."""
    stands = Standing.unscoped.filter(graded=OuterRef("pk"), known_to=None, first__lte=on, last__gte=on)
    return rows.annotate(grade=Subquery(stands.values("grade")[:1]), total=Subquery(stands.values("total")[:1]))


def seen(scheme: str, on: date) -> QuerySet[Any]:
    """Return the subjects of a scheme that the scope may see, with their grades."""
    return with_grades(Graded.objects.filter(scheme=scheme).select_related("unit"), on)


def anybody(scheme: str, on: date) -> QuerySet[Any]:
    """Return all subjects of a scheme with their grades: for public pages, which choose what they show."""
    return with_grades(Graded.unscoped.filter(scheme=scheme), on)


def spread(scheme: str, on: date, rows: QuerySet[Any] | None = None) -> dict[str, int]:
    """Return how many stand in each grade of the edition in force, the best first."""
    rows = seen(scheme, on) if rows is None else rows
    counted = dict(rows.order_by().values_list("grade").annotate(number=Count("pk")))
    return {grade.key: counted.get(grade.key, 0) for grade in in_force(scheme, on).rules.grades}


def records(graded: Graded, *, known_at: datetime | None = None) -> list[reasons.Record]:
    return [mark.as_record() for mark in Mark.unscoped.filter(_knew(known_at), graded=graded)]


def why(graded: Graded, about: date, *, known_at: datetime | None = None) -> reasons.Reasons:
    """Explain a grade on a day, as known at a moment, by the edition of that day."""
    return reasons.why(in_force(graded.scheme, about).rules, records(graded, known_at=known_at), about)


def upward(graded: Graded, on: date) -> list[reasons.Upward]:
    """Return what gets a subject each better grade, and by when; the nearest grade first."""
    scheme = in_force(graded.scheme, on).rules
    known = records(graded)
    now = scheme.at_best(reasons.why(scheme, known, on).grade)
    return [reasons.upward(scheme, known, on, grade=each.key) for each in reversed(scheme.grades[:now])]


def explained(graded: Graded, about: date, known_at: datetime | None = None) -> dict[str, Any]:
    """Return what `scoring/_why.html` and `_history.html` show; ways upward only of today as it is known now."""
    now = known_at is None and about == clock.today()
    return {
        "graded": graded, "about": about, "known": known_at, "edition": in_force(graded.scheme, about),
        "why": why(graded, about, known_at=known_at), "standing": standing(graded, about, known_at=known_at),
        "upward": upward(graded, clock.today()) if now else [], "history": history(graded),
    }  # fmt: skip


def for_subject(graded: Graded, on: date, asked: AboutForm | None = None) -> dict[str, Any]:
    """Return what `scoring/_say.html` shows a subject of a day, as known on another: why, what it may object to."""
    about, known = (None, None) if asked is None else asked.days()
    if asked is not None and about is not None and not is_ready(graded.scheme, about):
        asked.add_error("about", _now("那一天还没有施行评级规则，下面显示今天的等级。"))
        about = known = None
    return {
        **explained(graded, about or on, known), "asked": asked or AboutForm(), "former": former(graded)[:FORMER],
        "on_record": standing(graded, about or on) if known else None,
        "objections": Objection.unscoped.filter(graded=graded),
        "marks": Mark.unscoped.filter(graded=graded, known_to=None),
    }  # fmt: skip


def editions(scheme: str) -> QuerySet[Edition]:
    return Edition.objects.filter(scheme=scheme).select_related("made_by").order_by("-pk")


def open_leads(scheme: str = "") -> QuerySet[Lead]:
    """Return the leads that wait for an officer, as far as the scope may see."""
    rows = Lead.objects.filter(state=Lead.State.OPEN).select_related("graded", "fact", "unit", "edition")
    return rows.filter(scheme=scheme) if scheme else rows


def open_objections(scheme: str = "") -> QuerySet[Objection]:
    rows = Objection.objects.filter(state=Objection.State.OPEN).select_related("graded", "mark")
    return rows.filter(graded__scheme=scheme) if scheme else rows


def listing(scheme: str, title: Any, address: str) -> Listing:  # noqa: ANN401 - a lazy sentence
    """Return the list of a scheme's subjects that may leave the house; each room declares its own."""

    def rows(asked: Mapping[str, str]) -> QuerySet[Any]:
        found = seen(scheme, clock.today())
        return found.filter(grade=asked["grade"]) if asked.get("grade") else found

    columns = (
        Column(_("评级对象"), lambda graded: graded.label),
        Column(_("编号"), lambda graded: graded.number),
        Column(_("单位"), lambda graded: graded.unit.short),
        Column(_("等级"), lambda graded: graded.grade or ""),
        Column(_("总分"), lambda graded: points(graded.total) if graded.total is not None else None, "number"),
    )
    return Listing(f"scoring.{scheme}", title, address, columns, rows)


def shared_list(scheme: str, title: Any, address: str) -> Listing:  # noqa: ANN401 - a lazy sentence
    """Return the list of a scheme's copies that left and were withdrawn; each room declares its own."""

    def rows(_asked: Mapping[str, str]) -> QuerySet[Sharing]:
        found: QuerySet[Sharing] = Sharing.objects.filter(graded__scheme=scheme).select_related("graded", "unit")
        return found

    columns = (
        Column(_("共享单位"), lambda row: row.to_name), Column(_("评级对象"), lambda row: row.graded.label),
        Column(_("告知日"), lambda row: row.sent_on, "day"), Column(_("撤回日"), lambda row: row.withdrawn_on, "day"),
    )  # fmt: skip
    return Listing(address.replace(":", "."), title, address, columns, rows)
