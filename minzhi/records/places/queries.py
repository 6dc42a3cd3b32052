"""Readings of places by the code they have or had, and by an address."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from minzhi.records.places.models import Place

DIVISION, LONGEST_NAME, LOOKED_AT = 6, 12, 40
"""Digits of a code down to the county; signs of a name; signs of an address that are looked at."""
BEFORE = re.compile(r"[\s\d,，、()（）]|中国")
"""What may stand before a place besides the places it lies in."""
STEM = re.compile(r"(?<=..)[省市]$")


def place_of(code: str) -> Place | None:
    """Return the place with this code, also where it is the code of a place that has since merged into another."""
    now = Place.objects.filter(code=code).first()
    return now or Place.objects.filter(aliases__code=code).first()


def unknown(codes: set[str]) -> set[str]:
    """Return which of these codes no place has today."""
    return codes - set(Place.objects.filter(code__in=codes).values_list("code", flat=True))


@dataclass
class Addresses:
    """Finds the province, city and county of an address: in full names, each inside the one before, nothing between.

    A county's name that another county has too counts only behind its city; a place that the table lacks in front of
    a name (江苏省南京市鼓楼区) makes it another place.
    """

    above: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    called: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def loaded(cls) -> "Addresses":
        """Return the table of the places that are loaded now."""
        found = cls()
        for code, name, parent in Place.objects.values_list("code", "name", "parent"):
            if len(code) == DIVISION:
                found.names[code], found.above[code] = name, parent or ""
                found.called[name].append(code)
        return found

    def find(self, address: str) -> tuple[str, str, str]:
        """Return the names of province, city and county; "" from where the address does not say it for certain."""
        text = address[:LOOKED_AT]
        best: tuple[str, ...] = ()
        for begin in range(len(text)):
            for end in range(begin + 2, min(begin + LONGEST_NAME, len(text)) + 1):
                for code in self.called.get(text[begin:end], ()):
                    way = self._way(code)
                    if len(way) > len(best) and self._leads(text[:begin], way, text[begin:end]):
                        best = way
        named = [self.names[code] for code in best]
        province, city, county = (*named, "", "", "")[:3]
        return province, city, county

    def _way(self, code: str) -> tuple[str, ...]:
        """Return a place with all it lies in, the largest first."""
        way = [code]
        while above := self.above.get(way[-1]):
            way.append(above)
        return tuple(reversed(way))

    def _leads(self, before: str, way: tuple[str, ...], name: str) -> bool:
        """Tell whether nothing but what a place lies in stands before its name, and enough of it."""
        rest, said = BEFORE.sub("", before), False
        for code in way[:-1]:
            for spelling in (self.names[code], STEM.sub("", self.names[code])):
                if rest.startswith(spelling):
                    rest, said = rest.removeprefix(spelling), True
        return not rest and (said or len(self.called[name]) == 1)
