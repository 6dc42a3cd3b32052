"""Why a sheet is not worked on. The texts are shown."""

from minzhi.kit.refusal import NotYours, Refusal

__all__ = ["AlreadyReceived", "NotMapped", "NotNow", "NotYours"]


class AlreadyReceived(Refusal):
    """The same file came in before, by the same sender, for the same format."""


class NotMapped(Refusal):
    """A required field stands in no column, or a column would be two fields."""


class NotNow(Refusal):
    """The sheet is not in a state for this."""
