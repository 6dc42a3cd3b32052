"""Who stands where in an appraisal, and what a pack rests on."""

from dataclasses import dataclass
from decimal import Decimal

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.plans.models import Appraisal, Pack, Stated
from minzhi.programmes.plans.rules.ranking import Entry, Placed, ranked
from minzhi.records.units.models import Unit

CENT = Decimal("0.01")


def placed(appraisal: Appraisal) -> list[tuple[Placed, Pack]]:
    """Return the packs of an appraisal, ranked."""
    packs = {str(pack.uid): pack for pack in Pack.unscoped.filter(appraisal=appraisal).select_related("unit")}
    entries = [Entry(key, pack.total, pack.tie, tuple(pack.vetoes)) for key, pack in packs.items()]
    return [(each, packs[each.entry.key]) for each in ranked(entries, appraisal.quota)]


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


def asked_of(appraisal: Appraisal, unit: Unit) -> list[Asked]:
    """Return what a unit has to state for an appraisal; what it stated elsewhere is there already."""
    known = {each.key: each for each in Stated.unscoped.filter(unit=unit, year=appraisal.year)}
    return [
        Asked(each["key"], each["label"], each["unit"], known.get(each["key"]))
        for each in appraisal.document["quantities"]
    ]
