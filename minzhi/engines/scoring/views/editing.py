"""What the forms of drafts say: a document with other numbers, without some rows, with one more."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from django.http import QueryDict


def changed(document: Mapping[str, Any], given: QueryDict, edited: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return a document with what the form says of its rows; nobody has vouched for what was changed."""
    made = deepcopy(dict(document))
    for part, names in edited.items():
        for row in made[part]:
            for name in names:
                said = given.get(f"{part}.{row['key']}.{name}")
                if said is None or str(row.get(name) if row.get(name) is not None else "") == said.strip():
                    continue
                row[name], row["confirmed_by"] = said.strip() or None, ""
    return made


def left(rows: Iterable[dict[str, Any]], given: QueryDict, prefix: str = "drop") -> list[dict[str, Any]]:
    """Return the rows that the form does not leave out."""
    return [row for row in rows if not given.get(f"{prefix}.{row['key']}")]


def typed(given: QueryDict, prefix: str) -> dict[str, str]:
    """Return what was typed for one more row, so that a refused form still shows it."""
    return {name.partition(".")[2]: given.get(name, "") for name in given if name.startswith(f"{prefix}.")}


def added(given: QueryDict, prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Return what the form says of one more row; empty where it adds none."""
    if not given.get(f"{prefix}.key", "").strip():
        return {}
    return {name: given.get(f"{prefix}.{name}", "").strip() for name in names}
