"""What a case has reported from time to time in one form of figures: each report, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from minzhi.engines.casework.models import Case
from minzhi.kit.process import Field


@dataclass(frozen=True)
class Report:
    """One report: until which day, and its figures in the order of the form, with their labels."""

    until_on: str
    figures: tuple[Decimal, ...]
    heads: tuple[str, ...]

    @property
    def told(self) -> list[tuple[str, Decimal]]:
        return list(zip(self.heads, self.figures, strict=True))


@dataclass(frozen=True)
class Reported:
    """All reports of a case, the first one first, under the labels of their figures; `_reported.html` shows them."""

    heads: tuple[str, ...]
    rows: tuple[Report, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        return tuple(sum(column, Decimal()) for column in zip(*(row.figures for row in self.rows), strict=True))

    @property
    def told(self) -> list[tuple[str, Decimal]]:
        """The sums, each under its label."""
        return list(zip(self.heads, self.totals, strict=True))


def reported(case: Case, action: str, figures: Sequence[Field]) -> Reported:
    """Return what an act of a case has reported, each time with the day in its field `until_on`."""
    forms = case.events.filter(action=action).order_by("sequence").values_list("form", flat=True)
    heads = tuple(each.label for each in figures)
    rows = (
        Report(str(form.get("until_on", "")), tuple(Decimal(str(form.get(each.name) or 0)) for each in figures), heads)
        for form in forms
    )
    return Reported(heads, tuple(rows))
