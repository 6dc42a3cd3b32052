"""The base of every refusal whose text may be shown to the person who acted."""


class Refusal(Exception):
    """Something was not done. The text says what, to which thing, and what to do next."""


class NotYours(Refusal):
    """The actor's post does not allow this act."""
