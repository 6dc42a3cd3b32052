"""Why the plan refuses something. Every text is shown to the person who acted."""

from minzhi.kit.refusal import NotYours, Refusal

__all__ = ["Incomplete", "NotADraft", "NotNow", "NotProven", "NotYours", "SharedFile", "StillToConfirm", "Uncovered"]


class NotADraft(Refusal):
    """The notice was adopted or dropped already."""


class StillToConfirm(Refusal):
    """Proposals that no officer has confirmed."""


class Uncovered(Refusal):
    """Words of the notice that belong to no measure, or to two."""


class NotNow(Refusal):
    """The matter is in a state in which this cannot be done."""


class Incomplete(Refusal):
    """A form lacks what the act needs."""


class SharedFile(Refusal):
    """The same file already proves something else, and no reason was given."""


class NotProven(Refusal):
    """Closing was asked for, but accepted evidence does not reach the whole."""
