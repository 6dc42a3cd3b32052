"""The plan's own values in force on a day: terms, limits, colours. All are dated data of the province."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.tasklist.rules.cycle import Terms
from minzhi.engines.tasklist.rules.lights import Limits
from minzhi.engines.tasklist.rules.scores import Weights
from minzhi.records.parameters.queries import NoParameter, Value, values

PREFIX = "plan"


@dataclass(frozen=True)
class SheetColour:
    """How a colour of supervision sheet is named, shown, numbered and answered."""

    label: str
    tone: str
    reply: str
    number: str
    signed_by_head: bool


@dataclass(frozen=True)
class LightLook:
    """How a light is named and shown."""

    label: str
    tone: str
    shape: str


def plan_values(on: date) -> Mapping[str, Value]:
    """Return the plan's parameters by name; raises `NoParameter` where the province has none at all."""
    found = values(PREFIX, on=on)
    if not found:
        raise NoParameter(_("计划的参数还没有装入：请运行 minzhi install。"))
    return found


def terms(on: date) -> Terms:
    given = plan_values(on)
    return Terms(**{name: given[f"{name}_term"].value for name in ("report", "review", "circular")})


def limits(on: date) -> Limits:
    return limits_of(plan_values(on))


def limits_of(given: Mapping[str, Value]) -> Limits:
    return Limits(
        behind_red=_decimal(given["behind_red"].value),
        behind_yellow=_decimal(given["behind_yellow"].value),
        near_days=given["near_days"].value,
        near_share=_decimal(given["near_share"].value),
        returned_days=given["returned_days"].value,
        missing_days=given["missing_days"].value,
        confirmed=all(value.confirmed for value in given.values()),
    )


def weights(on: date) -> Weights:
    return Weights(**{name: _decimal(points) for name, points in plan_values(on)["score"].value.items()})


@dataclass(frozen=True)
class YearDays:
    """When a list's year is assessed: self-assessment, no more evidence, scores, report to the national office."""

    self_assessment: date
    freeze: date
    score: date
    report: date


def year_days(on: date, year: int) -> YearDays:
    """Return the days of a list's year; scores and the report fall in the January after it."""
    given = plan_values(on)["year"].value
    within = {"self_assessment", "freeze"}
    return YearDays(**{name: date.fromisoformat(f"{year if name in within else year + 1}-{day}")
                       for name, day in given.items()})  # fmt: skip


def sheet_colours(on: date) -> dict[str, SheetColour]:
    """Return the colours by key, the mildest first."""
    return colours_of(plan_values(on))


def colours_of(given: Mapping[str, Value]) -> dict[str, SheetColour]:
    looks: Mapping[str, Mapping[str, Any]] = given["sheets"].value
    return {key: SheetColour(**look) for key, look in looks.items()}


def looks_of(given: Mapping[str, Value]) -> dict[str, LightLook]:
    looks: Mapping[str, Mapping[str, Any]] = given["lights"].value
    return {key: LightLook(**look) for key, look in looks.items()}


def _decimal(given: object) -> Decimal:
    return Decimal(str(given))
