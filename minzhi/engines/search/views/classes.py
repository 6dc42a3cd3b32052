"""The classifications as trees, from the sections down or by words; each class leads to what is in it."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.fields import IPC, code, levels
from minzhi.engines.search.language.native import write_native
from minzhi.engines.search.language.tree import Code, Tree, Words
from minzhi.engines.search.tokens import normalise
from minzhi.records.classification.models import Entry
from minzhi.records.classification.queries import below, counted_up, latest, naming, top, way_to
from minzhi.records.scope.public import public

SIGNS = re.compile(r'[*?"＊？“”]')
"""What means something else in a query."""
MOST, LONGEST = 200, 100
"""Answers of a search by words, the rest are counted; signs of what is searched for, no class is called by more."""


@public
def classes(request: HttpRequest) -> HttpResponse:
    """Show what stands below a class, or the classes in which words stand, each with its number of rights."""
    given, asked = request.GET.get("scheme", ""), request.GET.get("q", "").strip()
    scheme = Entry.Scheme(given) if given in Entry.Scheme.values else Entry.Scheme.IPC
    version = latest(scheme)
    way = _way(request.GET.get("at", "") or asked, scheme, version)
    words = [normalise(each) for each in asked.split()] if len(asked) <= LONGEST else []
    found = naming(words, scheme=scheme, version=version) if asked and not way else None
    whole = below(way[-1]) if way else top(scheme, version)
    entries = counted_up(whole if found is None else found[:MOST])
    shown = {
        "scheme": scheme, "schemes": Entry.Scheme.choices, "version": version, "asked": asked, "way": way,
        "here": _row(way[-1]) if way else None, "rows": [_row(each) for each in entries],
        "more": max(found.count() - MOST, 0) if found is not None else 0,
    }  # fmt: skip
    return render(request, "search/classes.html", shown)


def _way(written: str, scheme: Entry.Scheme, version: str) -> list[Entry]:
    """Return the way to a symbol as people write it, as deep as the table goes; [] where it is none."""
    if scheme == Entry.Scheme.IPC:
        above = [each for each in reversed(levels(written)) if IPC.fullmatch(each)]
        known = [name for each in above for name in (each, f"{each}/00")]
    else:
        known = [written, code("NICE", written).zfill(2)]
    return next(filter(None, (way_to(each, scheme=scheme, version=version) for each in known)), [])


def _row(entry: Entry) -> dict[str, Any]:
    tree = _asks_for(entry)
    said, _line, note = entry.note.partition("\n")
    is_named = entry.scheme == Entry.Scheme.NICE and entry.level == Entry.Level.CLASS  # its note begins with what it is
    return {
        "entry": entry, "is_leaf": entry.level == Entry.Level.ITEM, "says": said if is_named else "",
        "note": note if is_named else entry.note, "query": write_native(tree), "count": engine().count(tree),
    }  # fmt: skip


def _asks_for(entry: Entry) -> Tree:
    """Return the query of what is in a class; a main group holds its subgroups."""
    if entry.scheme == Entry.Scheme.IPC:
        return Code("IPC", code("IPC", entry.symbol.removesuffix("/00")))
    if entry.level == Entry.Level.ITEM:
        return Words("GOODS", SIGNS.sub(" ", entry.title))
    field = "NICE" if entry.level == Entry.Level.CLASS else "SG"
    return Code(field, code(field, entry.symbol))
