"""The fields that forms are made of, in a word each."""

from collections.abc import Mapping

from minzhi.kit.process.words import Field, Kind
from minzhi.kit.text import mark as _

SAYING = 500


def day(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, Kind.DATE, required=required)


def moment(name: str, label: str, *, hint: str = "") -> Field:
    """Return a moment that may be left empty: then the act's own counts."""
    return Field(name, label, Kind.MOMENT, required=False, hint=hint)


def text(name: str, label: str, *, required: bool = True, at_most: int = SAYING, sensitive: bool = False) -> Field:
    return Field(name, label, required=required, at_most=at_most, sensitive=sensitive)


def number(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, Kind.NUMBER, required=required)


def flag(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, Kind.BOOL, required=False, hint=hint)


def choice(name: str, label: str, options: Mapping[str, str], *, required: bool = True) -> Field:
    """Return a choice among keys, with what people read for each."""
    return Field(name, label, Kind.CHOICE, required=required, choices=tuple(options), labels=tuple(options.values()))


WHY = (text("why", _("理由")),)
"""The form of an act that needs no more than its reason."""
