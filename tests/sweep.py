"""All addresses of the house, taken from its own list, with what can be put into them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from minzhi.records.scope.public import is_public
from minzhi.records.tables.composed import Composed

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
ROOT = Path(__file__).parent.parent
WORDS = ("fuzhou", "1", "csv")  # for what is no uid: a unit's key, a number, a form in which a list leaves


@dataclass(frozen=True)
class Address:
    """One address: its route as written, its name, whether a stranger may open it, whether tokens alone open it."""

    route: str
    name: str
    is_public: bool
    is_for_programs: bool

    @property
    def uids(self) -> int:
        return sum(kind.startswith("uuid") for kind, _name in PARAMETER.findall(self.route))

    def filled(self, *uids: object) -> str:
        """Return the address with uids put in, and words that fit elsewhere."""
        left = iter(uids)

        def put(found: re.Match[str]) -> str:
            if (found[1] or "").startswith("uuid"):
                return str(next(left))
            fits = get_converters()[found[1] or "str"].regex
            return next(word for word in WORDS if re.fullmatch(fits, word))

        return "/" + PARAMETER.sub(put, self.route)

    def strange(self) -> str:
        """Return the address with uids that nothing has."""
        return self.filled(*(uuid4() for _uid in range(self.uids)))


def addresses() -> list[Address]:
    """Return every address there is, whichever app or room brought it."""
    return list(_below(get_resolver().url_patterns, "", ""))


def _below(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[Address]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, route, each.namespace or space)
        else:
            yield Address(route, each.name or "", is_public(each.callback), space == "api")


def lay_samples(plan: object, on: object) -> None:
    """Let every engine and room that brings `tests/samples.py` lay one of each of its things in Fuzhou."""
    for path in sorted(ROOT.glob("minzhi/*/*/tests/samples.py")):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).lay(plan, on=on)


@dataclass
class Watch:
    """What was looked up one by one while a page was made: the uids that were found, the models where nothing was."""

    found: set[object] = field(default_factory=set)
    missed: list[type[Model]] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Watch]:
    seen, get, ask = Watch(), QuerySet.get, Composed.__call__

    def noted(self: QuerySet[Model], *args: object, **kwargs: object) -> Model:
        try:
            row = get(self, *args, **kwargs)
        except ObjectDoesNotExist:
            seen.missed.append(self.model)
            raise
        seen.found.add(getattr(row, "uid", None))
        return row

    def composed(self: Composed[Model], **given: object) -> list[Model]:
        rows = ask(self, **given)
        if "uid" in given and rows:
            seen.found.update(row.uid for row in rows)
        elif "uid" in given:
            seen.missed.append(self.question().model)
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "get", noted)
        patch.setattr(Composed, "__call__", composed)
        yield seen
