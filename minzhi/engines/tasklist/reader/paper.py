"""A paper as read: its text, and in it the places of paragraphs and of tables' cells."""

from dataclasses import dataclass, field

from minzhi.kit.refusal import Refusal


class Unreadable(Refusal):
    """A file cannot be read as a notice. The text says why, and what to send instead."""


@dataclass(frozen=True)
class Span:
    """A stretch of the text, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row of a table; merged cells are repeated in every row and column that they cover."""

    cells: tuple[Span, ...]


Block = Span | Row


@dataclass
class Paper:
    """Text with its blocks in order: a `Span` is a paragraph, a `Row` a row of a table."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def of(self, span: Span) -> str:
        return self.text[span.start : span.end]


class Writer:
    """Puts a paper together piece by piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    def put(self, text: str, after: str) -> Span:
        """Write text followed by a separator, and return the text's place."""
        start = self.length
        self.parts += [text, after]
        self.length += len(text) + len(after)
        return Span(start, start + len(text))

    def paragraph(self, text: str) -> None:
        if text := text.strip():
            self.blocks.append(self.put(text, "\n"))

    def table(self, rows: list[list[int]], texts: list[str]) -> None:
        """Write a table: `rows` hold indices into `texts`; an index may stand in several places (merged cells)."""
        places: dict[int, Span] = {}
        for row in rows:
            for index in dict.fromkeys(row):
                if index not in places:
                    places[index] = self.put(texts[index].strip(), "\t")
            self.put("", "\n")
            self.blocks.append(Row(tuple(places[index] for index in row)))

    def paper(self) -> Paper:
        return Paper("".join(self.parts), self.blocks)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the place without blanks at its ends."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    return Span(start + left, start + left + len(inner.strip()))
