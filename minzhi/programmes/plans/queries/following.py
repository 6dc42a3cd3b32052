"""How targets stand: values of past years, path and gap, and the band into which the past would lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from minzhi.programmes.plans.models import Goal, Outline, Stated
from minzhi.programmes.plans.rules.appraisal import QUANTITIES
from minzhi.programmes.plans.rules.path import Band, band, reaches
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit

PLACES = (Unit.Kind.PROVINCE, Unit.Kind.CITY)


@dataclass(frozen=True)
class Followed:
    """One target as one unit stands to it in a year; `value` is None where nobody has stated one."""

    target: Goal
    unit: Unit
    year: int
    value: Stated | None
    path: Decimal | None
    gap: Decimal | None
    past: tuple[Stated, ...]
    band: Band | None
    reaches: str

    @property
    def said(self) -> str:
        """The sentence of a report."""
        number = _("缺数据") if self.value is None else f"{self.value.number.normalize():f}{self.target.of}"
        told = {"target": str(self.target), "number": number}
        if self.gap is None:
            return _("%(target)s：%(number)s") % told
        way = _("快于") if self.gap >= 0 else _("慢于")
        return _("%(target)s：%(number)s，%(way)s直线进度%(gap)s") % {**told, "way": way, "gap": f"{abs(self.gap):.2f}"}


def asked_for() -> dict[str, tuple[str, str]]:
    """Return every value that an appraisal or a target asks units for: its code with name and unit of measure."""
    found = {key: (label, of) for key, label, of in QUANTITIES}
    goals = Goal.objects.exclude(state=Goal.State.DROPPED).values_list("key", "label", "of")
    return {**{key: (label, of) for key, label, of in goals}, **found}


def followed(outline: Outline, unit: Unit, year: int) -> list[Followed]:
    """Return every confirmed target of an outline as a unit stands to it."""
    rows = list(outline.targets.filter(state=Goal.State.CONFIRMED).select_related("outline"))
    stated: dict[str, list[Stated]] = {}
    for each in Stated.unscoped.filter(unit=unit, key__in=[row.key for row in rows], year__lte=year).order_by("year"):
        stated.setdefault(each.key, []).append(each)
    return [_followed(row, unit, year, stated.get(row.key, [])) for row in rows]


def _followed(target: Goal, unit: Unit, year: int, past: Sequence[Stated]) -> Followed:
    way = target.way
    value = next((each for each in past if each.year == year), None)
    leads = band({each.year: each.number for each in past}, target.year)
    return Followed(
        target, unit, year, value, way.at(year) if way else None,
        way.gap(year, value.number) if way and value else None, tuple(past), leads, reaches(leads, way) if way else "",
    )  # fmt: skip


def places() -> list[Unit]:
    """Return the province and the cities that the scope may see."""
    return list(Unit.objects.filter(pk__in=visible_units(current()), kind__in=PLACES).order_by("order", "pk"))


def stated_by_place(target: Goal, units: Sequence[Unit], year: int) -> list[tuple[Unit, Stated | None, Decimal | None]]:
    """Return each place's value of a year and how far it is ahead of the path, where the place has one."""
    rows = Stated.unscoped.filter(unit__in=units, key=target.key, year=year).select_related("unit")
    found = {each.unit_id: each for each in rows}
    return [(unit, found.get(unit.pk), _gap(target, found.get(unit.pk))) for unit in units]


def _gap(target: Goal, value: Stated | None) -> Decimal | None:
    return target.way.gap(value.year, value.number) if value and target.way else None


def outlines(on: date) -> list[Outline]:
    """Return the outlines there are."""
    return list(Outline.objects.filter(read_on__lte=on).select_related("unit"))
