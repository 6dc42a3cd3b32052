"""Kinds of facts: each app that writes facts names them on its AppConfig, ``facts = {"warned": _("已警示")}``.

Where the payload of a kind changes its shape, the card says which shape it has now: ``facts_version = {"warned": 2}``.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from django.apps import apps
from django.utils.translation import get_language


class UnknownKind(LookupError):
    """A fact was to be written that no app has declared."""


def title_of(kind: str) -> str:
    """Return the title of ``app.kind``; raises `UnknownKind`."""
    return str(_declared(kind)[0])


def schema_of(kind: str) -> int:
    """Return which shape the payload of a kind has now, 1 unless said; raises `UnknownKind`."""
    return _declared(kind)[1]


def _declared(kind: str) -> tuple[str, int]:
    """Return the title of a kind, not translated yet, and its shape."""
    label, _dot, name = kind.partition(".")
    try:
        card = apps.get_app_config(label)
        return getattr(card, "facts", {})[name], getattr(card, "facts_version", {}).get(name, 1)
    except LookupError:
        raise UnknownKind(f"no app declares the fact {kind}") from None


def kinds() -> Mapping[str, str]:
    """Return the titles of all kinds by name, in the reader's language."""
    return _kinds(get_language())


@lru_cache(maxsize=8)
def _kinds(language: str | None) -> Mapping[str, str]:
    del language  # part of the key
    titles = {
        f"{config.label}.{name}": str(title)
        for config in apps.get_app_configs()
        for name, title in getattr(config, "facts", {}).items()
    }
    return MappingProxyType(titles)
