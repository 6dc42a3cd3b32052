"""The pieces by which a mark is known again: what a gap divides, what a ring surrounds, holes, the largest piece."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from minzhi.engines.similarity.kernels.regions import regions
from minzhi.engines.similarity.logos.reading import INK, PAPER, SIDE, fitted

FEWEST = 10
GAP, PART, RING, FILLED, INNER, HOLES, LARGEST, NOT_ALL = 3, 0.18, 0.8, 0.4, 0.03, 0.06, 0.25, 0.85
"""Shares of the ink or of the sides from which a piece counts."""
CROP, MOST = 0.67, 5
TURNS = (-20, -10, 10, 20)


def pieces(picture: np.ndarray) -> list[np.ndarray]:
    """Return up to five pieces of a framed picture, each framed like a picture."""
    ink = picture < INK
    found = [*_holes(picture, ink), *_divided(picture, ink), *_without_ring(picture, ink), *_largest(picture, ink)]
    return [cut(piece) for piece in found if (piece < INK).sum() > FEWEST][:MOST]


def crops(picture: np.ndarray) -> list[np.ndarray]:
    """Return what is left when a third is cut off at one side: top, bottom, left, right."""
    rows, columns = np.where(picture < INK)
    inner = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    high, wide = (max(1, int(side * CROP)) for side in inner.shape)
    found = (inner[:high], inner[-high:], inner[:, :wide], inner[:, -wide:])
    return [cut(piece) for piece in found if (piece < INK).sum() > FEWEST]


def turned(picture: np.ndarray) -> list[np.ndarray]:
    """Return a picture turned by quarters, mirrored, and a little to both sides; not the picture itself."""
    quarters = [np.rot90(picture, turn) for turn in range(4)]
    mirrored = [np.rot90(picture[:, ::-1], turn) for turn in range(4)]
    tilted = [_tilted(picture, by) for by in TURNS]
    return [np.ascontiguousarray(each) for each in (*quarters[1:], *mirrored, *tilted)]


def _tilted(picture: np.ndarray, by: int) -> np.ndarray:
    """Return a picture turned by some degrees and framed again: what is turned is larger or smaller than it was."""
    turn = Image.fromarray(picture).rotate(by, Image.Resampling.BILINEAR, expand=True, fillcolor=PAPER)
    return cut(np.asarray(turn))


def cut(piece: np.ndarray) -> np.ndarray:
    """Frame a piece like a picture."""
    rows, columns = np.where(piece < INK)
    return fitted(piece[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])


def _holes(picture: np.ndarray, ink: np.ndarray) -> Iterator[np.ndarray]:
    """Yield what the ink surrounds, as ink: a white device on a dark disc."""
    numbers, _count = regions(~ink, False)  # noqa: FBT003 - compiled loops take no names
    outer = np.unique(np.concatenate([numbers[0], numbers[-1], numbers[:, 0], numbers[:, -1]]))
    holes = ~ink & ~np.isin(numbers, outer)
    if holes.sum() > HOLES * ink.sum():
        yield np.where(holes, PAPER - picture, PAPER).astype(np.uint8)


def _divided(picture: np.ndarray, ink: np.ndarray) -> Iterator[np.ndarray]:
    for axis in (0, 1):
        empty = np.asarray(~ink.any(axis=1 - axis))
        at = _widest(empty)
        if at:
            halves = (picture[:at], picture[at:]) if axis == 0 else (picture[:, :at], picture[:, at:])
            yield from (half for half in halves if (half < INK).sum() > PART * ink.sum())


def _widest(empty: np.ndarray) -> int:
    """Return the middle of the widest gap inside, 0 where there is none of three lines."""
    inside = np.flatnonzero(~empty)
    gaps = np.diff(inside)
    if not len(gaps) or gaps.max() <= GAP:
        return 0
    before = int(inside[int(gaps.argmax())])
    return before + int(gaps.max()) // 2


def _without_ring(picture: np.ndarray, ink: np.ndarray) -> Iterator[np.ndarray]:
    numbers, count = regions(ink, True)  # noqa: FBT003 - as above
    for number in range(1, min(count, 40) + 1):
        mine = numbers == number
        rows, columns = np.where(mine)
        high, wide = np.ptp(rows) + 1, np.ptp(columns) + 1
        around = min(high, wide) > RING * (SIDE - 16) and mine.sum() < FILLED * high * wide
        if around and count > 1 and (ink & ~mine).sum() > INNER * ink.sum():
            yield np.where(mine, PAPER, picture).astype(np.uint8)


def _largest(picture: np.ndarray, ink: np.ndarray) -> Iterator[np.ndarray]:
    numbers, count = regions(ink, True)  # noqa: FBT003 - as above
    if count > 1:
        sizes = np.bincount(numbers.ravel())[1:]
        if LARGEST * ink.sum() < sizes.max() < NOT_ALL * ink.sum():
            yield np.where(numbers == sizes.argmax() + 1, picture, PAPER).astype(np.uint8)
