"""Why a query is not run: what, where, and what to write instead."""

from minzhi.kit.refusal import Refusal


class BadQuery(Refusal):
    """A query that cannot be read. `at` is the place of its first wrong character, counted from 0."""

    def __init__(self, text: str, at: int) -> None:
        self.at = at
        super().__init__(text)


class NoField(BadQuery):
    """A field that the language of a query does not have. `name` is how it was written."""

    def __init__(self, text: str, at: int, name: str) -> None:
        self.name = name
        super().__init__(text, at)
