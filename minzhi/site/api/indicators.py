"""Reads indicators: what is counted, and the figure of a unit in a period with the records behind it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Schema

from minzhi.kit import clock
from minzhi.kit.indicators import Indicator, Period, get, registered
from minzhi.kit.text import mark as _
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import paths_of
from minzhi.site.api.access import router as new_router
from minzhi.site.api.shapes import Asked, IndicatorOut, Listed, ValueOut, part

router = new_router("indicators")


class ValueAsked(Schema):
    """`unit`: a key, empty for the whole province; `period`: ``2023Q3`` or ``2023``, empty for this quarter."""

    unit: str = ""
    period: str = ""


@router.get("", response=Listed[IndicatorOut], summary=_("指标目录"))
def index(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    count, found = part([each for _key, each in sorted(registered().items())], asked)
    return {"count": count, "items": [_named(each) for each in found]}


@router.get("/{str:key}", response=ValueOut, summary=_("一个指标的数和它背后的记录"))
def value(request: HttpRequest, key: str, asked: Query[ValueAsked]) -> dict[str, Any]:
    found = get(key)
    period = Period.parse(asked.period) if asked.period else Period.of(clock.today())
    unit = get_object_or_404(Unit, key=asked.unit, pk__in=visible_units(current())) if asked.unit else None
    counted = found.compute(unit.uid if unit else None, period)
    shown = counted.records if unit or _sees_all() else ()
    return {
        **_named(found), "of": asked.unit, "period": str(period), "amount": counted.amount,
        "records": [{"type": kind, "uid": uid} for kind, uid in shown],
    }  # fmt: skip


def _named(found: Indicator) -> dict[str, str]:
    return {name: str(getattr(found, name)) for name in ("key", "name", "unit", "formula")}


def _sees_all() -> bool:
    """Tell whether the scope reaches the whole province: sums are for all, the records behind them are not."""
    tops = paths_of(Unit.objects.filter(kind=Unit.Kind.PROVINCE), on=clock.today())
    return bool(set(tops) & set(current().paths))
