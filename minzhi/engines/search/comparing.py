"""Two texts side by side: which passages they share."""

from difflib import SequenceMatcher

from minzhi.engines.search.highlights import Piece

SHORTEST = 4
LONGEST_READ = 6000


def shared(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; hits are passages of at least `SHORTEST` signs that stand in both, in one order.

    >>> [piece.text for piece in shared("一种锂离子电池", "用于锂离子电池的膜")[0] if piece.hit]
    ['锂离子电池']
    """
    one, other = one[:LONGEST_READ], other[:LONGEST_READ]
    blocks = [
        each
        for each in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        if each.size >= SHORTEST
    ]
    return _pieces(one, [(each.a, each.size) for each in blocks]), _pieces(
        other, [(each.b, each.size) for each in blocks]
    )


def _pieces(text: str, blocks: list[tuple[int, int]]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for start, size in blocks:
        found += [Piece(text[at:start], hit=False), Piece(text[start : start + size], hit=True)]
        at = start + size
    return [each for each in [*found, Piece(text[at:], hit=False)] if each.text]
