"""One draft against a whole corpus, at once: an index in a folder, read as it lies there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.filings.basis import Basis, measured
from minzhi.engines.similarity.filings.kinds import kind_of
from minzhi.engines.similarity.filings.scoring import Scorer, shipped
from minzhi.engines.similarity.filings.screening import PART, sketched
from minzhi.engines.similarity.filings.signs import packed, tables
from minzhi.engines.similarity.kernels.comparing import MEASURES, Desk, compare, desk
from minzhi.engines.similarity.kernels.hashing import DOCUMENT_BITS, SHIFT
from minzhi.engines.similarity.kernels.joining import look_up

LONGEST_RUN = 300
LOOKED_AT, FEWEST = 60, 2
"""Documents of each channel that are compared in full; they share at least so many keys."""
TOUCHED = 500_000
ARRAYS = ("text", "bounds", "content", "frames")


@dataclass(frozen=True)
class Near:
    """A filing near the draft: its place in the index, score, kind and measures."""

    place: int
    key: str
    score: float
    kind: str
    measures: dict[str, float]


@dataclass
class Index:
    """Texts and keys of a corpus; `keys` are the filings' own."""

    basis: Basis
    text: np.ndarray
    bounds: np.ndarray
    content: np.ndarray
    frames: np.ndarray
    keys: Sequence[str]
    scorer: Scorer = field(default_factory=shipped)

    @cached_property
    def _counts(self) -> np.ndarray:
        return np.zeros(len(self.bounds), np.int32)

    @cached_property
    def _touched(self) -> np.ndarray:
        return np.zeros(min(TOUCHED, len(self.bounds)), np.int64)

    @cached_property
    def _desk(self) -> Desk:
        return desk()

    def near(self, draft: str, *, least: float | None = None, limit: int = 10) -> list[Near]:
        """Return the filings near a draft, the nearest first; `least` is the scorer's alert where it is not given."""
        part = sketched(*packed([draft]), 0, self.basis)
        places = [self._sharing(getattr(self, name), part[name]) for name in ("content", "frames")]
        chosen = np.unique(np.concatenate(places))
        if not len(chosen):
            return []
        measures = self._measured(part["text"], chosen)
        scores = self.scorer.score(measures)
        least = self.scorer.alert if least is None else least
        order = [place for place in np.argsort(-scores, kind="stable").tolist() if scores[place] >= least]
        return [self._near(int(chosen[place]), float(scores[place]), measures[place]) for place in order[:limit]]

    def _near(self, place: int, score: float, row: np.ndarray) -> Near:
        measures = dict(zip(MEASURES, row.tolist(), strict=True))
        return Near(place, self.keys[place], round(score, 4), kind_of(measures).kind, measures)

    def _sharing(self, packed_keys: np.ndarray, mine: np.ndarray) -> np.ndarray:
        found = look_up(packed_keys, mine >> SHIFT, LONGEST_RUN, self._counts, self._touched)
        places = self._touched[:found].copy()
        times = self._counts[places]
        self._counts[places] = 0
        kept = np.argsort(-times, kind="stable")[:LOOKED_AT]
        return np.asarray(places[kept][times[kept] >= FEWEST])

    def _measured(self, draft: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Compare the draft, as document 0, with the chosen documents behind it."""
        pieces = [self.text[self.bounds[place] : self.bounds[place + 1]] for place in chosen.tolist()]
        text = np.concatenate([draft, *pieces])
        ends = np.concatenate([[0], np.cumsum([len(draft), *map(len, pieces)])]).astype(np.int64)
        pairs = np.arange(1, len(chosen) + 1, dtype=np.uint64) | np.uint64(0 << DOCUMENT_BITS)
        _signs, kinds = tables()
        return np.asarray(compare(text, ends, kinds, self.basis.rarity, self.basis.markers, pairs, self._desk))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own; what stood there is replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        self.basis.save(folder / "basis.npz")
        (folder / "keys.json").write_text(json.dumps(list(self.keys), ensure_ascii=False), "utf-8")

    @classmethod
    def open(cls, folder: Path, scorer: Scorer | None = None) -> "Index":
        """Open the index of a folder without reading all of it; raises `FileNotFoundError`."""
        text, bounds, content, frames = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS)
        keys = json.loads((folder / "keys.json").read_text("utf-8"))
        return cls(Basis.load(folder / "basis.npz"), text, bounds, content, frames, keys, scorer or shipped())


def build(
    letters: np.ndarray,
    bounds: np.ndarray,
    keys: Sequence[str],
    *,
    basis: Basis | None = None,
    scorer: Scorer | None = None,
) -> Index:
    """Build an index of packed texts in memory."""
    basis = basis or measured(letters, bounds)
    parts = []
    for begin in range(0, len(bounds) - 1, PART):
        ends = bounds[begin : begin + PART + 1]
        parts.append(sketched(letters[ends[0] : ends[-1]], ends - ends[0], begin, basis))
    columns = [np.concatenate([part[name] for part in parts]) for name in ("text", "content", "frames")]
    sizes = np.concatenate([np.diff(part["ends"]) for part in parts])
    text, content, frames = columns
    content.sort()
    frames.sort()
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Index(basis, text, ends, content, frames, keys, scorer or shipped())
