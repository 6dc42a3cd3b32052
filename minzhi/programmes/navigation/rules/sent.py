"""Runs and labels as they stand in a file: every value has its shape, or the file stops with its place."""

from collections.abc import Callable, Mapping
from datetime import date

Shape = Callable[[object], bool]
LARGEST = 2**31


def count(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given < LARGEST


def flag(given: object) -> bool:
    return isinstance(given, bool)


def share(given: object) -> bool:
    """Tell whether this is a share, or the nothing that stands where there is no whole."""
    return given is None or (isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 1)


def text(most: int, least: int = 0) -> Shape:
    return lambda given: isinstance(given, str) and least <= len(given) <= most


def day(given: object) -> bool:
    try:
        return isinstance(given, str) and bool(date.fromisoformat(given))
    except ValueError:
        return False


def row(*shapes: Shape) -> Shape:
    """Return the shape of a list with just these values."""

    def fits(given: object) -> bool:
        return (
            isinstance(given, list)
            and len(given) == len(shapes)
            and all(shape(each) for shape, each in zip(shapes, given, strict=True))
        )

    return fits


def rows(shape: Shape) -> Shape:
    return lambda given: isinstance(given, list) and all(shape(each) for each in given)


def by_year(given: object) -> bool:
    return isinstance(given, dict) and all(str(year).isdecimal() and count(each) for year, each in given.items())


NAME = text(400)
DOCUMENT = row(text(4, 1), text(15, 1), text(40), text(40))
"""Authority, kind, application number, publication number: one of the numbers at least."""
LABEL: Mapping[str, Shape] = {"document": DOCUMENT, "word": text(40, 1), "noise": flag, "on": day}
FIGURES: Mapping[str, Shape] = {
    "filed": by_year, "published": by_year, "granted": count, "applicants": rows(row(NAME, count)),
    "applicants_all": count, "cr5": share, "local": count, "local_cr5": share, "cities": rows(row(NAME, count)),
    "classes": rows(row(NAME, count)), "together": rows(row(NAME, NAME, count)),
    "levels": row(count, count, count, count),
}  # fmt: skip
LINE: Mapping[str, Shape] = {
    "node": text(80, 1), "text": text(1_000_000), "rights": count, "families": count, "digest": text(64),
    "found": rows(DOCUMENT), "figures": lambda given: wrong(given, FIGURES) == "",
}  # fmt: skip
RUN: Mapping[str, Shape] = {
    "number": count, "run_on": day, "place": text(30), "families": count, "held": count, "held_local": count,
    "left_out": count, "matrix": rows(row(NAME, NAME, count)), "labels": rows(row(NAME, NAME, count)),
    "lines": rows(lambda given: wrong(given, LINE) == ""),
}  # fmt: skip


def wrong(given: object, shapes: Mapping[str, Shape]) -> str:
    """Return the name of the first field that is missing, strange or of another shape; "" where all is well.

    >>> wrong({"word": "", "noise": False}, {"word": text(40, 1), "noise": flag}), wrong([], {})
    ('word', '—')
    """
    if not isinstance(given, dict):
        return "—"
    unlike = next((name for name in shapes if name not in given or not shapes[name](given[name])), "")
    return unlike or next((str(name) for name in given if name not in shapes), "")
