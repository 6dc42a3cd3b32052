"""What all comparisons of one corpus rest on: how rare each pair of signs is there, and its markers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.filings.lexicon import derive, markers
from minzhi.engines.similarity.filings.signs import tables
from minzhi.engines.similarity.kernels.reading import normalise
from minzhi.engines.similarity.kernels.skeletons import Markers
from minzhi.engines.similarity.kernels.sketching import document_frequencies

SAMPLE, LEXICON_SAMPLE = 20_000, 5_000


@dataclass(frozen=True)
class Basis:
    """Rarity of hashed pairs of signs (natural logarithm of documents per document), and the markers' words."""

    rarity: np.ndarray
    words: tuple[str, ...]

    @cached_property
    def markers(self) -> Markers:
        return markers(self.words)

    @cached_property
    def draws(self) -> np.ndarray:
        """Return one over the weight with which each pair is drawn: rare pairs first."""
        return np.asarray(1 / np.maximum(self.rarity, 0.05) ** 2, np.float32)

    @cached_property
    def digest(self) -> str:
        """Return a hash of everything, so that a result can say what it rested on."""
        return hashlib.sha256(self.rarity.tobytes() + "\n".join(self.words).encode()).hexdigest()

    def save(self, path: Path) -> None:
        np.savez(path, rarity=self.rarity, words=np.array(self.words))

    @classmethod
    def load(cls, path: Path) -> "Basis":
        with np.load(path) as kept:
            return cls(kept["rarity"], tuple(kept["words"].tolist()))


def measured(letters: np.ndarray, bounds: np.ndarray, *, words: Sequence[str] | None = None) -> Basis:
    """Measure packed texts on a sample that is always the same for them; `words` replaces the markers."""
    count = len(bounds) - 1
    chosen = np.sort(np.random.default_rng(0).choice(count, min(SAMPLE, count), replace=False))
    sample, ends = taken(letters, bounds, chosen)
    text, ends, _numbers = normalise(sample, ends, *tables())
    counts = document_frequencies(text, ends, np.arange(len(chosen)))
    rarity = np.log((len(chosen) + 1) / (counts + 1.0)).astype(np.float32)
    few = min(LEXICON_SAMPLE, len(chosen))
    known = derive(text[: ends[few]], ends[: few + 1]) if words is None else tuple(words)
    return Basis(rarity, known)


def taken(letters: np.ndarray, bounds: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return some documents of a corpus as a corpus."""
    sizes = np.diff(bounds)[chosen]
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = np.repeat(bounds[chosen] - ends[:-1], sizes) + np.arange(ends[-1])
    return letters[places], ends
