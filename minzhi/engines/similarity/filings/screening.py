"""Screens a corpus against itself, part by part: what a killed run has finished stays, and the result is the same."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.filings.basis import Basis, measured
from minzhi.engines.similarity.filings.scoring import Scorer, shipped
from minzhi.engines.similarity.filings.signs import tables
from minzhi.engines.similarity.kernels.comparing import compare, desk
from minzhi.engines.similarity.kernels.hashing import DOCUMENTS, SHIFT
from minzhi.engines.similarity.kernels.joining import emit, often
from minzhi.engines.similarity.kernels.reading import normalise
from minzhi.engines.similarity.kernels.sketching import EXPONENTIAL, document_keys, drawn_keys, sketch
from minzhi.kit.text import mark as _

PART, PAIRS_AT_ONCE = 50_000, 200_000
THREADS = 2
MOST_PAIRS = 60_000_000
"""Pairs that are held at once; more of them are joined in turns."""
COMMON = 0.002
"""A key that a larger share of the documents has says nothing about two of them."""
CHANNELS = {"content": (48, 12, 5), "frames": (24, 8, 3), "documents": (6, 2, 2), "drawn": (12, 4, 4)}
"""Of each: runs of this length give all pairs, longer ones this many neighbours; so many keys make a candidate."""
STAGES = {"sketch": _("正在读取申请"), "compare": _("正在逐对比对")}
Arrays = dict[str, np.ndarray]
Tell = Callable[[str, int, int], None]
Join = Callable[[np.ndarray, np.ndarray, Basis], np.ndarray]


def quiet(_stage: str, _done: int, _all: int) -> None:
    """Tell nobody how far it is: stage, parts done, parts of the stage."""


@dataclass(frozen=True)
class Found:
    """Pairs (lower, higher place in the corpus), measures and scores of each, and what they rest on."""

    left: np.ndarray
    right: np.ndarray
    measures: np.ndarray
    scores: np.ndarray
    same_numbers: np.ndarray
    candidates: int
    basis: Basis
    scorer: Scorer

    def over(self, least: float) -> "Found":
        """Return the pairs whose score reaches `least`."""
        kept = self.scores >= least
        names = ("left", "right", "measures", "scores", "same_numbers")
        return replace(self, **{name: getattr(self, name)[kept] for name in names})


class Parts:
    """Keeps finished parts in a folder, or in nothing where none is given; a part is there whole or not at all."""

    def __init__(self, folder: Path | None, digest: str) -> None:
        self.folder = folder / digest[:16] if folder else None
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)

    def made(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Return a part, from the folder where it is there already."""
        if not self.folder:
            return make()
        path = self.folder / f"{name}.npz"
        if path.exists():
            with np.load(path) as kept:
                return dict(kept)
        arrays, draft = make(), self.folder / f"{name}.{os.getpid()}.draft.npz"
        np.savez(draft, **arrays)  # type: ignore[arg-type] # numpy's stubs take the names for its own
        draft.replace(path)
        return arrays


def screen(
    letters: np.ndarray,
    bounds: np.ndarray,
    *,
    folder: Path | None = None,
    basis: Basis | None = None,
    scorer: Scorer | None = None,
    tell: Tell = quiet,
    join: Join | None = None,
) -> Found:
    """Screen packed texts; returns all candidate pairs with their scores, sorted by place.

    With a folder every part is kept there: a run that was killed goes on from its last part, with the same result.
    `join` finds the candidates elsewhere (`cluster.joined`).
    """
    scorer = scorer or shipped()
    parts = Parts(folder, _digest(letters, bounds, basis, scorer))
    basis = basis or _basis(letters, bounds, parts)
    text, ends, numbers, keys = _sketched(letters, bounds, basis, parts, tell)
    pairs = parts.made(
        "candidates", lambda: {"pairs": join(letters, bounds, basis) if join else joined(keys, len(bounds) - 1)}
    )["pairs"]
    keys.clear()
    measures = _compared(text, ends, pairs, basis, parts, tell)
    left, right = (pairs >> SHIFT).astype(np.int64), (pairs & DOCUMENTS).astype(np.int64)
    scores = scorer.score(measures) if len(pairs) else np.zeros(0, np.float32)
    return Found(left, right, measures, scores, numbers[left] == numbers[right], len(pairs), basis, scorer)


def _digest(letters: np.ndarray, bounds: np.ndarray, basis: Basis | None, scorer: Scorer) -> str:
    about = json.dumps([PART, PAIRS_AT_ONCE, CHANNELS, scorer.version, basis.digest if basis else ""])
    return hashlib.sha256(letters.tobytes() + bounds.tobytes() + about.encode()).hexdigest()


def _basis(letters: np.ndarray, bounds: np.ndarray, parts: Parts) -> Basis:
    def make() -> Arrays:
        found = measured(letters, bounds)
        return {"rarity": found.rarity, "words": np.array(found.words)}

    kept = parts.made("basis", make)
    return Basis(kept["rarity"], tuple(kept["words"].tolist()))


def _sketched(
    letters: np.ndarray, bounds: np.ndarray, basis: Basis, parts: Parts, tell: Tell
) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, list[np.ndarray]]]:
    begins = range(0, len(bounds) - 1, PART)

    def one(begin: int) -> Arrays:
        ends = bounds[begin : begin + PART + 1]
        return parts.made(
            f"sketch-{begin:010}", lambda: sketched(letters[ends[0] : ends[-1]], ends - ends[0], begin, basis)
        )

    done = list(_told(one, begins, "sketch", tell))
    sizes = np.concatenate([np.diff(part["ends"]) for part in done]) if done else np.zeros(0, np.int64)
    keys = {channel: [part[channel] for part in done] for channel in CHANNELS}
    text, numbers = (np.concatenate([part[name] for part in done]) for name in ("text", "numbers"))
    return text, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), numbers, keys


def sketched(letters: np.ndarray, bounds: np.ndarray, begin: int, basis: Basis) -> Arrays:
    """Return one part: its normalised text, and the keys of its documents, which count from `begin`."""
    signs, kinds = tables()
    text, ends, numbers = normalise(letters, bounds, signs, kinds)
    content, frames = sketch(text, ends, begin, kinds, basis.draws, EXPONENTIAL, basis.markers)
    drawn = drawn_keys(text, ends, begin, basis.draws, EXPONENTIAL)
    named = {"content": content, "frames": frames, "documents": document_keys(content), "drawn": drawn}
    return {"text": text, "ends": ends, "numbers": numbers, **named}


def _told(work: Callable[[int], Arrays], begins: range, stage: str, tell: Tell) -> Iterator[Arrays]:
    with ThreadPoolExecutor(THREADS) as pool:
        for done, part in enumerate(pool.map(work, begins), start=1):
            tell(stage, done, len(begins))
            yield part


def joined(keys: dict[str, list[np.ndarray]], count: int) -> np.ndarray:
    """Return the candidate pairs of a corpus of `count` documents, packed and sorted; empties `keys`."""
    most = max(64, int(COMMON * count))
    found = [
        candidates(np.concatenate([*keys.pop(channel), np.zeros(0, np.uint64)]), channel, most) for channel in CHANNELS
    ]
    return np.unique(np.concatenate(found))


def candidates(packed: np.ndarray, channel: str, most: int) -> np.ndarray:
    """Return the pairs that share keys of one channel often enough; sorts `packed` in place."""
    every, near, least = CHANNELS[channel]
    most = len(packed) if channel == "documents" else most
    packed.sort()
    none = np.empty(0, np.uint64)
    turns = max(1, -(-emit(packed, every, near, most, none, 1, 0) // MOST_PAIRS))

    def one(turn: int) -> np.ndarray:
        pairs = np.empty(emit(packed, every, near, most, none, turns, turn), np.uint64)
        emit(packed, every, near, most, pairs, turns, turn)
        pairs.sort()
        return np.asarray(often(pairs, least))

    with ThreadPoolExecutor(THREADS) as pool:
        return np.concatenate(list(pool.map(one, range(turns))))


def _compared(
    text: np.ndarray, ends: np.ndarray, pairs: np.ndarray, basis: Basis, parts: Parts, tell: Tell
) -> np.ndarray:
    _signs, kinds = tables()

    def one(begin: int) -> Arrays:
        some = pairs[begin : begin + PAIRS_AT_ONCE]
        return parts.made(
            f"compare-{begin:010}",
            lambda: {"measures": compare(text, ends, kinds, basis.rarity, basis.markers, some, desk())},
        )

    begins = range(0, len(pairs), PAIRS_AT_ONCE)
    found = [part["measures"] for part in _told(one, begins, "compare", tell)]
    return np.concatenate([*found, np.zeros((0, 10), np.float32)])
