"""Why the engine of papers refuses something. Every text is shown to the person who acted."""

from minzhi.kit.refusal import Refusal


class Incomplete(Refusal):
    """A paper lacks what it has to say."""


class AlreadyIssued(Refusal):
    """A paper went out; its words and its number stand."""


class NoSuchNumber(Refusal):
    """Nobody issues under this prefix."""


class NotLabelled(Refusal):
    """A security label is not changed: nothing else was chosen, or no reason was given."""
