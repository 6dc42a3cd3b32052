"""Readings of the unit tree: paths, names, who answers where."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.kit import clock
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.tables.statements import Rows, Select
from minzhi.records.units.models import Placement, Unit, UnitName

PLACES = Select(Placement, ("path", "valid_from", "valid_to"), by="unit_id")
"""Everywhere a unit ever stood: for whoever asks it along with something else."""


def path_in(rows: Rows, *, on: date) -> str:
    """Return the path on a day out of the answer to `PLACES`, "" where the unit stood nowhere."""
    for path, first, last in PLACES.read(rows):
        if first <= on and (last is None or on <= last):
            return str(path)
    return ""


def path_of(unit: Unit, *, on: date) -> str:
    """Return the path of a unit on a day, "" where it stands nowhere."""
    return Placement.objects.filter(valid_on(on), unit=unit).values_list("path", flat=True).first() or ""


def paths_of(units: Iterable[Unit], *, on: date) -> tuple[str, ...]:
    """Return the paths of several units on a day, in one query."""
    found = Placement.objects.filter(valid_on(on), unit__in=list(units)).values_list("path", flat=True)
    return tuple(sorted(found))


def local_offices(*, on: date) -> list[Unit]:
    """Return the nine cities and Pingtan (or what another province has), in the order of the notice."""
    return list(Unit.objects.filter(valid_on(on, "placements__"), kind=Unit.Kind.CITY).select_related("place"))


def branches(unit: Unit, *, on: date) -> list[Unit]:
    """Return the units directly below a unit on a day."""
    below = Placement.objects.filter(valid_on(on), parent=unit).values("unit_id")
    return list(Unit.objects.filter(pk__in=below))


def called(name: str, *, on: date) -> Unit | None:
    """Return the unit that a notice means by `name`: its name, its short name in the province, or an alias."""
    alias = UnitName.objects.filter(valid_on(on), name=name).values("unit_id")
    found = Unit.objects.filter(Q(name=name) | Q(short=name) | Q(pk__in=alias))
    return found.order_by("order", "pk").first()


NAME_OF_ROOT = Unit.objects.filter(kind=Unit.Kind.PROVINCE).order_by("order", "pk").values("name")[:1]
"""The name of the office at the top of the tree, to be asked along with something else."""


def name_of_root() -> str:
    """Return the name of the office at the top of the tree, "" before it is installed."""
    return Unit.objects.filter(kind=Unit.Kind.PROVINCE).values_list("name", flat=True).first() or ""


def standing(_asked: Mapping[str, str]) -> QuerySet[Placement]:
    """Return where every unit stands on the office day, along the tree."""
    rows = Placement.objects.filter(valid_on(clock.today()))
    return rows.select_related("unit__place", "parent").order_by("path")


UNITS = Listing(
    "units.units", _("单位"), "units:index",
    (
        Column(_("名称"), lambda row: row.unit.name),
        Column(_("简称"), lambda row: row.unit.short),
        Column(_("类别"), lambda row: row.unit.get_kind_display()),
        Column(_("上级"), lambda row: row.parent.name if row.parent else ""),
        Column(_("区划代码"), lambda row: row.unit.place_id),
        Column(_("自"), lambda row: row.valid_from, "day"),
    ),
    standing,
)  # fmt: skip
LISTINGS = (UNITS,)
