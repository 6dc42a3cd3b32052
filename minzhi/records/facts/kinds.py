"""Kinds of facts: each app that writes facts names them on its AppConfig, ``facts = {"warned": _("已警示")}``."""

from django.apps import apps


class UnknownKind(LookupError):
    """A fact was to be written that no app has declared."""


def title_of(kind: str) -> str:
    """Return the title of ``app.kind``; raises `UnknownKind`."""
    label, _dot, name = kind.partition(".")
    try:
        declared: dict[str, str] = getattr(apps.get_app_config(label), "facts", {})
        return str(declared[name])
    except (LookupError, KeyError):
        raise UnknownKind(f"no app declares the fact {kind}") from None


def kinds() -> dict[str, str]:
    """Return the titles of all kinds by name."""
    return {
        f"{config.label}.{name}": str(title)
        for config in apps.get_app_configs()
        for name, title in getattr(config, "facts", {}).items()
    }
