"""What everybody may read of an agency: from the register and from facts, with the middle half of its peers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from minzhi.engines.scoring import api as scoring
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.models import Agency, Conduct, Promise, Training
from minzhi.programmes.agencies.queries.cases import Published, inspected, published
from minzhi.programmes.agencies.queries.register import LISTED, TAKEN_OFF, graded, practising
from minzhi.programmes.agencies.rules.bands import MiddleHalf, band
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.records.facts.models import Fact

A_YEAR, SHOWN_GRADES = 365, 2
"""Grades that the public sees: the two best (A+ and A)."""


@dataclass(frozen=True)
class Listing:
    """One time on the abnormal list: from when, on which ground, until when."""

    since: date
    ground: str
    until: date | None


@dataclass(frozen=True)
class Profile:
    """An agency as everybody sees it on a day."""

    listings: list[Listing]
    penalties: list[Published]
    checks: list[scoring.Lot]
    inspected: list[tuple[date, str]]
    reports: list[tuple[int, date, bool]]
    grade: str
    bands: list[tuple[str, MiddleHalf]]
    promises: int
    conventions: list[Conduct]

    @property
    def is_listed(self) -> bool:
        """Tell whether it stands on the abnormal list."""
        return any(each.until is None for each in self.listings)


def profile(agency: Agency, on: date) -> Profile:
    """Return what everybody may read of an agency; reports are year, day, in time."""
    filed = Fact.unscoped.filter(kind="agencies.report_filed", subject_uid=agency.uid).order_by("-pk")
    return Profile(
        listings(agency.number), published(agency.number, on), checks(agency.number),
        inspected(agency.number),
        [_filed(fact.payload) for fact in filed],
        best_grade(agency, on), bands(agency, on), Promise.unscoped.filter(agency=agency, broken_on=None).count(),
        list(Conduct.unscoped.filter(agency=agency, kind=Conduct.Kind.SIGNED)),
    )  # fmt: skip


def _filed(said: dict[str, Any]) -> tuple[int, date, bool]:
    return int(said["year"]), date.fromisoformat(said["filed_on"]), bool(said["in_time"])


def listings(number: str) -> list[Listing]:
    """Return the times on the abnormal list as facts say, the latest first."""
    found: dict[Any, Listing] = {}
    for fact in Fact.unscoped.filter(kind__in=(LISTED, TAKEN_OFF), payload__number=number).order_by("pk"):
        if fact.kind == LISTED:
            found.setdefault(fact.subject_uid, Listing(fact.happened_on, str(fact.payload.get("ground", "")), None))
        elif fact.subject_uid in found:
            before = found[fact.subject_uid]
            found[fact.subject_uid] = Listing(before.since, before.ground, fact.happened_on)
    return list(reversed(found.values()))


def checks(number: str) -> list[scoring.Lot]:
    """Return the inspections whose results are public."""
    rows = scoring.Lot.unscoped.filter(ref=number, draw__room="agencies", draw__state=scoring.Draw.State.SHOWN)
    return list(rows.exclude(outcome="").select_related("draw").order_by("-checked_on"))


def best_grade(agency: Agency, on: date) -> str:
    """Return the label of an agency's grade where it is one that the public sees, else nothing."""
    found = graded(agency)
    if found is None or not scoring.is_ready(KEY, on) or (stands := scoring.standing(found, on)) is None:
        return ""
    shown = scoring.in_force(KEY, on).rules.grades[:SHOWN_GRADES]
    return next((each.label for each in shown if each.key == stands.grade), "")


def bands(agency: Agency, on: date) -> list[tuple[str, MiddleHalf]]:
    """Return three figures of an agency among the practising ones of its kind."""
    rows = Agency.unscoped.filter(practising(on), kind=agency.kind, parent=None)
    year = Q(trainings__held_on__gt=on - timedelta(days=A_YEAR), trainings__held_on__lte=on,
             trainings__kind__in=(Training.Kind.TRAINING, Training.Kind.EXCHANGE))  # fmt: skip
    counted = rows.annotate(
        people=Count("attorneys", filter=Q(attorneys__left_on=None), distinct=True),
        attended=Count("trainings", filter=year, distinct=True),
    ).values_list("uid", "valid_from", "people", "attended")
    table = {uid: ((on - since).days, people, attended) for uid, since, people, attended in counted}
    mine = table.get(agency.uid)
    if mine is None:
        return []
    columns = [list(column) for column in zip(*table.values(), strict=True)]
    years, people, attended = (_decimals(column) for column in columns)
    years = [(each / A_YEAR).quantize(Decimal("0.1")) for each in years]
    own = (Decimal(mine[0]) / A_YEAR).quantize(Decimal("0.1"))
    found = [(_("执业年数"), band(own, years)), (_("一年内参加培训交流（次）"), band(Decimal(mine[2]), attended))]
    if agency.kind == Agency.Kind.PATENT:
        found.insert(1, (_("在执业的专利代理师（人）"), band(Decimal(mine[1]), people)))
    return found


def _decimals(numbers: Iterable[int]) -> list[Decimal]:
    return [Decimal(each) for each in numbers]
