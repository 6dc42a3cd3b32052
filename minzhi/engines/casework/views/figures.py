"""Figures of a room, each opening to the records behind it."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.engines.casework.queries.by_sort import MEASURES, lines, named, of_sort
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import BadPeriod, Indicator, Period, Value
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.answering import actor_of

A_PAGE = 100
WIDE = frozenset({"province", "division", "centre"})
"""The kinds of units whose figures are those of the whole province."""


def figures(request: HttpRequest, room: str = "", keys: Collection[str] = ()) -> dict[str, Any]:
    """Return what `casework/_figures.html` shows: a room's indicators, or those of `keys`, in the period asked for."""
    period = _period(request)
    ours = [each for key, each in indicators.registered().items() if key.partition(".")[0] == room or key in keys]
    return {
        "room": room,
        "lines": lines(room, _unit(request), period) if room else [],
        "measures": MEASURES,
        "figures": [(each, _value(request, each, period)) for each in ours],
        "period": period,
        "periods": [Period(period.year - 1), *(Period(period.year, quarter) for quarter in range(5))],
        "wide": _wide(request),
    }


def _period(request: HttpRequest) -> Period:
    try:
        return Period.parse(request.GET.get("period", ""))
    except BadPeriod:
        return Period.of(clock.today())


def _wide(request: HttpRequest) -> bool:
    return actor_of(request).unit.kind in WIDE


def _unit(request: HttpRequest) -> UUID | None:
    return None if _wide(request) else actor_of(request).unit.uid


def _value(request: HttpRequest, indicator: Indicator, period: Period) -> Value:
    return indicator.compute(_unit(request), period)


def _asked(request: HttpRequest, key: str) -> Indicator:
    """Return the indicator of a key, or one figure of a room by the kind and level that are asked for; else 404."""
    found = indicators.registered().get(key)
    if kind := request.GET.get("kind", ""):
        room, _dot, measure = key.partition(".")
        found = _of_sort(room, measure, kind, request.GET.get("level", ""))
    if found is None:
        raise Http404(_("没有这一指标。"))
    return found


def _of_sort(room: str, name: str, kind: str, level: str) -> Indicator | None:
    if (known := named(room, name, kind, level)) is None:
        return None
    measure, label = known
    return Indicator(
        f"{room}.{name}", f"{label}　{_(measure.label)}", measure.unit, measure.formula,
        lambda unit, period: of_sort(room, measure, kind, level, unit, period),
    )  # fmt: skip


def behind(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show the records behind a figure; of another place's, only that they are counted."""
    found, period = _asked(request, key), _period(request)
    value = _value(request, found, period)
    rows = [row for name, uids in _by_kind(value) for row in _visible(name, uids)]
    if (left := leave(request, _listing(found, rows))) is not None:
        return left
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = {"indicator": found, "value": value, "page": page, "period": period}
    return render(request, "casework/behind.html", {**shown, "hidden": len(value.records) - len(rows)})


def _listing(indicator: Indicator, rows: list[Any]) -> Listing:
    columns = (
        Column(_("记录"), lambda row: getattr(row, "number", "") or str(row)),
        Column(_("单位"), lambda row: row.unit.short if hasattr(row, "unit") else ""),
        Column(_("状态"), lambda row: getattr(row, "state_label", "")),
    )
    return Listing("behind", _(indicator.name), "casework:behind", columns, lambda _query: rows)


def _by_kind(value: Value) -> Iterator[tuple[str, list[UUID]]]:
    for name, records in groupby(sorted(value.records, key=str), key=lambda record: record[0]):
        yield name, [uid for _name, uid in records]


def _visible(name: str, uids: list[UUID]) -> list[Model]:
    return list(apps.get_model(name)._default_manager.filter(uid__in=uids))  # noqa: SLF001 - public in Django's docs
