"""Readings of classifications."""

from django.db.models import Q, QuerySet

from minzhi.records.classification.models import Entry


def latest(scheme: Entry.Scheme) -> str:
    """Return the newest version of a scheme that is loaded, "" where there is none."""
    return Entry.objects.filter(scheme=scheme).order_by("-version").values_list("version", flat=True).first() or ""


def below(entry: Entry) -> QuerySet[Entry]:
    """Return the entries directly below an entry, in the order of their symbols."""
    same = Entry.objects.filter(scheme=entry.scheme, version=entry.version)
    return same.filter(parent=entry.symbol).exclude(pk=entry.pk).order_by("symbol", "pk")


def way_to(symbol: str, *, scheme: Entry.Scheme, version: str) -> list[Entry]:
    """Return the entries from the top down to a symbol (not an item), [] where there is none."""
    known = Entry.objects.filter(~Q(level="item"), scheme=scheme, version=version)
    way: list[Entry] = []
    while symbol and (found := known.filter(symbol=symbol).first()) and found not in way:
        way.insert(0, found)
        symbol = found.parent
    return way
