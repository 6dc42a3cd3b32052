"""Why the kernel refuses something. Every text is shown to the person who acted."""

from collections.abc import Mapping

from minzhi.kit.refusal import NotYours, Refusal

__all__ = ["ContradictsItself", "FormWrong", "NotMovable", "NotNow", "NotYours"]


class NotNow(Refusal):
    """The case stands where this act has no place."""


class FormWrong(Refusal):
    """The form lacks something, or holds something it cannot. `fields` maps each field to its sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("".join(fields.values()))
        self.fields = dict(fields)


class NotMovable(Refusal):
    """A case cannot be carried over to another version of its process."""


class ContradictsItself(ValueError):
    """A process table says two things, or leads nowhere. The text names the place."""
