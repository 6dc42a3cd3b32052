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
    """Store triples of code, name and parent's code, the last of a code; loading again changes nothing."""
    rows = {code: Place(code=code, name=name, parent_id=parent) for code, name, parent in places}
    Place.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=("code",), update_fields=("name", "parent")
    )
    ended = {
        (old.now, old.name, old.code): PlaceAlias(
            place_id=old.now, name=old.name, code=old.code, valid_from=old.since, valid_to=old.until
        )
        for old in former
    }
    PlaceAlias.objects.bulk_create(
        ended.values(),
        update_conflicts=True,
        unique_fields=("place", "name", "code"),
        update_fields=("valid_from", "valid_to"),
    )
    return len(rows)
