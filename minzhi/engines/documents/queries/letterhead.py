"""Under which names and number prefixes a unit may issue: data of the province, and the unit's own name."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from minzhi.records.parameters.queries import installation
from minzhi.records.units.models import Unit

PROVINCES = Path(__file__).resolve().parents[3] / "provinces"
OF_THE_PROVINCE = frozenset({Unit.Kind.PROVINCE, Unit.Kind.DIVISION, Unit.Kind.CENTRE})


@dataclass(frozen=True)
class Letterhead:
    """A name to issue under; with a prefix the paper gets a number, without one it has none."""

    prefix: str
    issuer: str

    def __str__(self) -> str:
        return f"{self.prefix}　{self.issuer}" if self.prefix else self.issuer


def letterheads(unit: Unit) -> list[Letterhead]:
    """Return the letterheads of a unit, the usual one first; divisions and centres issue as the province."""
    here = installation()
    of_the_office = unit.kind in OF_THE_PROVINCE and here is not None
    shipped = list(_shipped(here.province)) if of_the_office and here else []
    return [*shipped, Letterhead("", shipped[0].issuer if shipped else unit.name)]


@lru_cache(maxsize=8)
def _shipped(province: str) -> tuple[Letterhead, ...]:
    file = PROVINCES / province / "letterhead.yaml"
    given = yaml.safe_load(file.read_text("utf-8"))["issuers"] if file.exists() else []
    return tuple(Letterhead(prefix, each["name"]) for each in given for prefix in each["prefixes"])
