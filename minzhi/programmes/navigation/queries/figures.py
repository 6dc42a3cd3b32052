"""What a set of patents says: counts of families by year, applicant, place and class, made from the records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from minzhi.programmes.navigation.rules.analysis import concentration
from minzhi.records.rights.models import Right

AT_ONCE, SHOWN = 900, 20
COLUMNS = ("pk", "family", "applicants", "city", "province", "authority", "filed_on", "published_on", "granted_on",
           "classes")  # fmt: skip
HOME = "CN"


@dataclass
class Family:
    """One invention: what all its rights together say."""

    applicants: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    provinces: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    filed: int = 0
    published: int = 0
    is_granted: bool = False
    is_home: bool = False

    def take(self, row: Mapping[str, Any]) -> None:
        self.applicants |= set(row["applicants"])
        self.cities |= {row["city"]} - {""}
        self.provinces |= {row["province"]} - {""}
        self.classes |= {symbol[:4].strip() for symbol in row["classes"].get("ipc", ())} - {""}
        self.filed = _earlier(self.filed, row["filed_on"])
        self.published = _earlier(self.published, row["published_on"])
        self.is_granted |= row["granted_on"] is not None
        self.is_home |= row["authority"] == HOME


def _earlier(year: int, day: Any) -> int:  # noqa: ANN401 - a day or nothing
    return min(year, day.year) if year and day else day.year if day else year


def key_of(pk: int, family: str) -> str:
    """Return what counts as one invention: the family, else the right alone."""
    return family or f"#{pk}"


def families(ids: Iterable[int]) -> dict[int, tuple[str, Family]]:
    """Return for each right its family's key and the family with what these rights say of it."""
    known: dict[str, Family] = {}
    found: dict[int, tuple[str, Family]] = {}
    asked = list(ids)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        for row in Right.objects.filter(pk__in=some, kind__in=Right.PATENTS).values(*COLUMNS).iterator():
            key = key_of(row["pk"], row["family"])
            family = known.setdefault(key, Family())
            family.take(row)
            found[row["pk"]] = key, family
    return found


def everything(place: str) -> tuple[int, int]:
    """Return how many families of patents there are in all, and with an applicant of a place."""
    rows = Right.objects.filter(kind__in=Right.PATENTS).order_by()
    one = Coalesce(NullIf(F("family"), Value("")), Cast("pk", CharField()))
    counted = Count(one, distinct=True)
    whole = rows.aggregate(n=counted)["n"]
    return whole, rows.filter(city=place).aggregate(n=counted)["n"] if place else 0


def figures(found: Sequence[Family], place: str, province: str) -> dict[str, Any]:
    """Return the figures of a set of families as they are kept with a run; every count is of families."""
    local = [each for each in found if place and place in each.cities]
    who = Counter(name for each in found for name in each.applicants)
    return {
        "filed": _years(each.filed for each in found),
        "published": _years(each.published for each in found),
        "granted": sum(each.is_granted for each in found),
        "applicants": who.most_common(SHOWN), "applicants_all": len(who),
        "cr5": concentration([each.applicants for each in found]),
        "local": len(local), "local_cr5": concentration([each.applicants for each in local]),
        "cities": Counter(city for each in found for city in each.cities).most_common(),
        "classes": Counter(symbol for each in found for symbol in each.classes).most_common(SHOWN),
        "together": [
            [*pair, count]
            for pair, count in Counter(
                pair for each in found for pair in combinations(sorted(each.applicants), 2)
            ).most_common(2 * SHOWN)
        ],
        "levels": [
            len(found), sum(each.is_home for each in found),
            sum(province in each.provinces for each in found), len(local),
        ],
    }  # fmt: skip


def _years(years: Iterable[int]) -> dict[str, int]:
    return {str(year): count for year, count in sorted(Counter(filter(None, years)).items())}
