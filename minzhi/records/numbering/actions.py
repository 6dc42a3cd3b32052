"""Takes the next number of a series."""

from datetime import date

from django.db import transaction

from minzhi.records.numbering.models import Issued, Series
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor


@transaction.atomic
def take(key: str, *, year: int, by: Actor, on: date, subject: Row | None = None) -> int:
    """Return the next number, from 1; if the caller's transaction fails, the number was never taken.

    Others who want a number of the same series wait until that transaction ends, so take it late.
    """
    Series.objects.get_or_create(key=key, year=year)
    series = Series.objects.select_for_update().get(key=key, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    Issued.objects.create(
        series=series, number=series.last, subject_uid=subject.uid if subject else None, post=by.post, issued_on=on
    )
    return series.last
