"""Readings of rights."""

from collections.abc import Iterable, Iterator, Sequence

from minzhi.records.rights.models import Record, Right, Touched
from minzhi.records.rights.reading.item import ENTRY

AT_ONCE = 500


def sources_of(right: Right) -> dict[str, Record]:
    """Return for each column the record that its present value was taken from: delivery and day."""
    found: dict[str, Record] = {}
    for record in (
        right.records.filter(delivery__withdrawn_on=None).select_related("delivery").order_by("said_on", "pk")
    ):
        found |= {
            name: record
            for name, value in record.fields.items()
            if right.sources.get(name, "") == str(record.said_on or "") and value
        }
    return found


def registered(right: Right) -> tuple[str, dict[str, str]] | None:
    """Return the page of the register that holds a right, and what that says of it in its own words, if one does."""
    last = right.records.filter(as_written__has_key=ENTRY).last()
    written = dict(last.as_written) if last else {}
    return (written.pop(ENTRY), written) if written else None


def in_order(ids: Sequence[int]) -> list[Right]:
    """Return rights in the order of the ids, without their descriptions; one that is gone is left out."""
    rows = {
        right.pk: right
        for right in Right.objects.filter(pk__in=ids).defer("description").prefetch_related("publications")
    }
    return [rows[id_] for id_ in ids if id_ in rows]


def texts(ids: Iterable[int], columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield id and texts of rights by column; names of persons are joined, a paragraph each."""
    for row in Right.objects.filter(pk__in=list(ids)).values_list("pk", *columns):
        yield (
            row[0],
            {
                name: "\n".join(value) if isinstance(value, list) else value
                for name, value in zip(columns, row[1:], strict=True)
            },
        )


def waiting() -> int:
    """Return how many changes are not in the index yet."""
    return Touched.objects.count()
