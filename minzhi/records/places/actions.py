"""Places come as data: a province's own file, or a table loaded by `minzhi data load`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from minzhi.records.places.models import Place, PlaceAlias


@dataclass(frozen=True)
class Former:
    """A name and code that ended on `until` (the last day) and lives on in `code`."""

    code: str
    name: str
    now: str
    since: date
    until: date


@transaction.atomic
def load(places: Iterable[tuple[str, str, str | None]], former: Iterable[Former] = ()) -> int:
    """Store triples of code, name and parent's code, parents first; loading again changes nothing."""
    count = 0
    for code, name, parent in places:
        Place.objects.update_or_create(code=code, defaults={"name": name, "parent_id": parent})
        count += 1
    for old in former:
        PlaceAlias.objects.update_or_create(
            place_id=old.now, name=old.name, code=old.code, defaults={"valid_from": old.since, "valid_to": old.until}
        )
    return count
