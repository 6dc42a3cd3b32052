"""The notice's words cut at its measures, so that each can be shown with its light."""

from collections.abc import Iterable, Iterator

from minzhi.engines.tasklist.models import Measure
from minzhi.engines.tasklist.queries.board import Board
from minzhi.engines.tasklist.rules.lights import Light

STOPS = "，。；、"
Piece = tuple[str, Measure | None, Light | None]


def pieces(read: Board, text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the text from `start` to `end` in pieces: a measure's words with its light, or the words between.

    The punctuation at the end of a measure belongs to it, but is not underlined.
    """
    at = start
    for row in sorted(read.measures.values(), key=lambda row: row.measure.start):
        measure = row.measure
        if measure.start < start or measure.end > end:
            continue
        yield from _between(text[at : measure.start])
        said = text[measure.start : measure.end]
        bare = said.rstrip(STOPS)
        yield bare, measure, read.of_measure(row)
        yield from _between(said[len(bare) :])
        at = measure.end
    yield from _between(text[at:end])


def _between(text: str) -> Iterable[Piece]:
    return [(text, None, None)] if text else []
