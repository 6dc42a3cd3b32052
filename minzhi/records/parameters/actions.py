"""Parameters are given, never edited: a new value starts on its own day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from minzhi.records.parameters.models import Parameter

FIELDS = {"title", "unit", "values", "source", "article", "confirmed_by"}
NEEDED = {"title", "values"}
UNIQUE = ("jurisdiction", "name", "valid_from")
CHANGING = ("title", "unit", "value", "source", "article", "confirmed_by")


class BadParameters(ValueError):
    """A file of parameters has a field nobody asked for, or lacks one."""


def load(parsed: Mapping[str, Mapping[str, Any]], *, jurisdiction: str, prefix: str) -> int:
    """Store a parsed ``parameters.yaml``; loading it again changes nothing. Returns how many values it holds."""
    rows = []
    for name, entry in parsed.items():
        if unknown := set(entry) - FIELDS:
            raise BadParameters(f"{prefix}.{name}: {', '.join(sorted(unknown))}")
        if missing := NEEDED - set(entry):
            raise BadParameters(f"{prefix}.{name}: {', '.join(sorted(missing))}?")
        for start, given in entry["values"].items():
            if type(start) is not date:  # YAML's 2023 is a number, 2023-01-01 12:00 a moment
                raise BadParameters(f"{prefix}.{name}: {start!r} is not a day")
            rows.append(_row(f"{prefix}.{name}", entry, start, given, jurisdiction))
    Parameter.objects.bulk_create(rows, update_conflicts=True, unique_fields=UNIQUE, update_fields=CHANGING)
    return len(rows)


def _row(name: str, entry: Mapping[str, Any], start: date, given: object, jurisdiction: str) -> Parameter:
    return Parameter(
        jurisdiction=jurisdiction,
        name=name,
        valid_from=start,
        title=entry["title"],
        unit=entry.get("unit") or "",
        value=given,
        source=entry.get("source") or "",
        article=entry.get("article") or "",
        confirmed_by=entry.get("confirmed_by") or "",
    )
