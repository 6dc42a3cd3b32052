"""Which office a listed application belongs to: by its place, else by its address; nobody where neither is sure."""

from dataclasses import dataclass
from datetime import date

from minzhi.records.places.models import Place
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

SUFFIXES = ("地区", "自治州", "市", "区", "县")
LEAST = 2


@dataclass(frozen=True)
class Offices:
    """The local offices of a day, by the code of their place; and every place below them with its parent."""

    by_code: dict[str, Unit]
    parents: dict[str, str]
    names: dict[str, tuple[str, ...]]

    def of_place(self, code: str) -> Unit | None:
        """Return the nearest office at or above a place."""
        while code:
            if code in self.by_code:
                return self.by_code[code]
            code = self.parents.get(code, "")
        return None

    def of_address(self, address: str) -> Unit | None:
        """Return the office that an address names, where it names exactly one.

        A county with an office of its own goes before the city that its code stands under.
        """
        found = [code for code, names in self.names.items() if any(name in address for name in names)]
        owners = {unit.pk: unit for code in found if (unit := self.of_place(code))}
        own = {self.by_code[code].pk: self.by_code[code] for code in found if code in self.by_code}
        below = [code for code in found if code in self.by_code and self.parents.get(code) in found]
        if len(below) == 1:
            return self.by_code[below[0]]
        for named in (own, owners):
            if len(named) == 1:
                return next(iter(named.values()))
        return None


def offices(*, on: date) -> Offices:
    """Return what places and addresses are looked up in; two queries."""
    by_code = {str(unit.place_id): unit for unit in local_offices(on=on) if unit.place_id}
    rows = list(Place.objects.values_list("code", "name", "parent_id"))
    parents = {code: parent or "" for code, _name, parent in rows}
    top = {code for code, parent in parents.items() if not parent}
    names = {code: _called(name) for code, name, _parent in rows if code not in top}
    return Offices(by_code, parents, names)


def _called(name: str) -> tuple[str, ...]:
    """Return a place's name, and the name without its last word where two signs are left.

    >>> _called("福州市"), _called("沙县")
    (('福州市', '福州'), ('沙县',))
    """
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= LEAST:
            return (name, name.removesuffix(suffix)) if suffix != "区" else (name,)
    return (name,)
