"""Who stands where in an appraisal, and what a pack rests on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.plans.models import Appraisal, Pack, Stated
from minzhi.programmes.plans.rules.appraisal import AT_END_OF_YEAR_BEFORE
from minzhi.programmes.plans.rules.ranking import Entry, Placed, ranked
from minzhi.records.units.models import Unit

CENT, POOL = Decimal("0.01"), "plans.appraisers"


def placed(appraisal: Appraisal) -> list[tuple[Placed, Pack]]:
    """Return the packs of an appraisal, ranked; a veto row bars also where it is hit after the pack was handed in."""
    packs = {str(pack.uid): pack for pack in Pack.unscoped.filter(appraisal=appraisal).select_related("unit")}
    since = _vetoed_since(appraisal, [pack.unit for pack in packs.values()])
    entries = [
        Entry(key, pack.total, pack.tie, tuple(dict.fromkeys([*pack.vetoes, *since.get(pack.unit_id, ())])))
        for key, pack in packs.items()
    ]
    return [(each, packs[each.entry.key]) for each in ranked(entries, appraisal.quota)]


def _vetoed_since(appraisal: Appraisal, units: list[Unit]) -> dict[int, list[str]]:
    if appraisal.tree is None:
        return {}
    lines = scoring.drill(appraisal.tree, units, [str(appraisal.year)])
    return {line.unit.pk: vetoes_of(line) for line in lines}


def vetoes_of(line: scoring.Line) -> list[str]:
    """Return the veto rows that a unit hits."""
    return [row.indicator.label for row in line.rows if row.vetoed]


def parties(appraisal: Appraisal) -> dict[str, list[str]]:
    """Return the units that handed in, each with its names: whoever works for one does not judge."""
    units = Unit.objects.filter(pk__in=Pack.unscoped.filter(appraisal=appraisal).values("unit"))
    return {unit.name: [unit.short] for unit in units}


def unheard(appraisal: Appraisal) -> bool:
    """Tell whether a panel was planned of which somebody has still to be heard."""
    panel = scoring.panel_of(appraisal.uid)
    if panel is None:
        return False
    seats = scoring.seated(panel)
    return not seats or any(not lot.outcome for lot, _expert in seats)


def sub_score(line: scoring.Line, group: str) -> Decimal:
    """Return the weighted score of one group of indicators, 0 where it has none."""
    rows = [row for row in line.rows if row.indicator.group == group and row.score is not None]
    weights = sum((row.indicator.weight for row in rows), Decimal(0))
    if not weights:
        return Decimal(0)
    return (sum(((row.score or Decimal(0)) * row.indicator.weight for row in rows), Decimal(0)) / weights).quantize(
        CENT
    )


@dataclass(frozen=True)
class Asked:
    """A quantity that an appraisal asks for, and what the unit has stated of it."""

    key: str
    label: str
    unit: str
    stated: Stated | None
    of_day: date | None = None

    @property
    def is_of_another_day(self) -> bool:
        """Tell whether the value was stated as of another day than the appraisal asks for."""
        return self.stated is not None and self.of_day is not None and self.stated.as_of != self.of_day


def asked_of(appraisal: Appraisal, unit: Unit) -> list[Asked]:
    """Return what a unit has to state for an appraisal; what it stated elsewhere is there already."""
    known = {each.key: each for each in Stated.unscoped.filter(unit=unit, year=appraisal.year)}
    return [
        Asked(each["key"], each["label"], each["unit"], known.get(each["key"]), _of_day(each["key"], appraisal.year))
        for each in appraisal.document["quantities"]
    ]


def _of_day(key: str, year: int) -> date | None:
    """Return the day of which a denominator is to be: the end of the year before (unconfirmed)."""
    return date(year - 1, 12, 31) if key in AT_END_OF_YEAR_BEFORE else None
