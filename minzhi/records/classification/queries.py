"""Readings of classifications."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from minzhi.records.classification.models import Entry

GROUP = re.compile(r"([A-H]\d\d[A-Z])(\d+)/(\d+)")


def latest(scheme: Entry.Scheme) -> str:
    """Return the newest version of a scheme that is loaded, "" where there is none."""
    return Entry.objects.filter(scheme=scheme).order_by("-version").values_list("version", flat=True).first() or ""


def top(scheme: Entry.Scheme, version: str) -> QuerySet[Entry]:
    """Return the entries with which a classification begins."""
    level = Entry.Level.SECTION if scheme == Entry.Scheme.IPC else Entry.Level.CLASS
    return Entry.objects.filter(scheme=scheme, version=version, level=level).order_by("symbol")


def naming(words: Sequence[str], *, scheme: Entry.Scheme, version: str) -> QuerySet[Entry]:
    """Return the entries in whose texts every word stands, or that begin with it as a symbol; none for no words."""
    found = Entry.objects.filter(scheme=scheme, version=version) if words else Entry.objects.none()
    for word in words:
        said = Q(title__contains=word) | Q(title_en__icontains=word) | Q(level=Entry.Level.CLASS, note__contains=word)
        found = found.filter(said | Q(symbol__istartswith=word))
    return found.order_by("symbol", "pk")


def counted_up(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as a printed table has them: A01B3/00 before A01B11/00, A01B1/024 before A01B1/04."""
    return sorted(entries, key=lambda each: _place(each.symbol))


def _place(symbol: str) -> tuple[str, int, str]:
    group = GROUP.fullmatch(symbol)
    return (group[1], int(group[2]), group[3]) if group else (symbol, 0, "")


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
