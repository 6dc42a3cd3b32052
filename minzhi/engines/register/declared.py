"""The registers of this installation; whoever owns one declares it once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark as _


class FieldUnknown(Refusal):
    """An entry was to publish what its register does not declare public. The text names it."""


@dataclass(frozen=True)
class Register:
    """A register: its key (also of its series of numbers), title, and the labels of the fields that are public.

    `number` makes the printed number from the year and the place in the series, from 1. `certificate` is what the
    certificate of an entry is called, empty where there is none; `remark` is printed under it.
    """

    key: str
    title: str
    public: Mapping[str, str]
    number: Callable[[int, int], str]
    certificate: str = ""
    remark: str = ""

    def check(self, given: Mapping[str, object]) -> None:
        if unknown := set(given) - set(self.public):
            message = _("「%(register)s」不公开这些字段：%(fields)s。")
            raise FieldUnknown(message % {"register": self.title, "fields": "、".join(sorted(unknown))})


_REGISTERS: dict[str, Register] = {}


def declare(register: Register) -> Register:
    """Make a register known; again is no change."""
    return _REGISTERS.setdefault(register.key, register)


def registers() -> Mapping[str, Register]:
    return _REGISTERS


def register_of(key: str) -> Register:
    """Return a register by its key; raises KeyError."""
    return _REGISTERS[key]
