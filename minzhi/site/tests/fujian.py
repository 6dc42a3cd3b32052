"""Fujian for tests that begin with it: a run installs it once, and copies its rows for every further test."""

from datetime import date

from django.db import connection
from django.db.models import Model

from minzhi.records.calendars.models import CalendarYear
from minzhi.records.parameters.models import Installation, Parameter
from minzhi.records.places.models import Place, PlaceAlias
from minzhi.records.privacy.models import NoticeText
from minzhi.records.units.models import Placement, Unit, UnitName
from minzhi.site.installing import install

FILLED = (Installation, Place, PlaceAlias, Parameter, CalendarYear, NoticeText, Unit, UnitName, Placement)
"""What installing fills."""

_kept: dict[type[Model], list[tuple[object, ...]]] = {}


def fujian(*, on: date | None = None) -> None:
    """Do what `install("fujian", demonstration=True, office_day=on)` does, quickly where the database is empty."""
    empty = not Installation.objects.exists()
    if _kept and empty:
        for model, rows in _kept.items():
            _copy(model, rows)
    else:
        install("fujian", demonstration=True)
        _kept.update({model: _rows(model) for model in FILLED} if empty else {})
    Installation.objects.update(office_day=on)


def _columns(model: type[Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)  # noqa: SLF001 - public in Django's docs


def _rows(model: type[Model]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {_columns(model)} FROM "{model._meta.db_table}"')  # noqa: S608, SLF001 - our own names
        return cursor.fetchall()


def _copy(model: type[Model], rows: list[tuple[object, ...]]) -> None:
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    into = f'INSERT INTO "{model._meta.db_table}" ({_columns(model)}) VALUES '  # noqa: S608, SLF001 - as above
    with connection.cursor() as cursor:
        cursor.execute(into + ", ".join([row] * len(rows)), [value for given in rows for value in given])
