"""One draft against a whole corpus, at once: an index in a folder, read as it lies there."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.filings.basis import Basis, measured
from minzhi.engines.similarity.filings.kinds import kind_of
from minzhi.engines.similarity.filings.scoring import Scorer, shipped
from minzhi.engines.similarity.filings.screening import sketched
from minzhi.engines.similarity.filings.segments import NONE, NUMBERED, Segment, drafted, newest, segment_of
from minzhi.engines.similarity.filings.signs import packed, tables
from minzhi.engines.similarity.kernels.comparing import MEASURES, Desk, compare, desk
from minzhi.engines.similarity.kernels.hashing import DOCUMENT_BITS, SHIFT
from minzhi.engines.similarity.kernels.joining import look_up

LONGEST_RUN = 300
LOOKED_AT, FEWEST = 60, 2
"""Documents of each channel that are compared in full; they share at least so many keys."""
TOUCHED = 500_000
LATER, TRIES = "later", 2


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
    """A corpus by its keys: the whole of it, and beside it what came in later, compared by the same basis.

    Both answer as one index of all filings would that rests on this basis.
    """

    basis: Basis
    whole: Segment
    later: Segment = NONE
    scorer: Scorer = field(default_factory=shipped)
    folder: Path | None = None
    """Where the whole is kept."""

    def __len__(self) -> int:
        return len(self.whole) + len(self.later)

    @property
    def keys(self) -> Iterator[str]:
        return chain(self.whole.keys, self.later.keys)

    @cached_property
    def _counts(self) -> np.ndarray:
        return np.zeros(len(self), np.int32)

    @cached_property
    def _touched(self) -> np.ndarray:
        return np.zeros(min(TOUCHED, len(self)), np.int64)

    @cached_property
    def _desk(self) -> Desk:
        return desk()

    def near(self, draft: str, *, least: float | None = None, limit: int = 10) -> list[Near]:
        """Return the filings near a draft, the nearest first; `least` is the scorer's alert where it is not given."""
        part = sketched(*packed([draft]), 0, self.basis)
        places = [self._sharing(name, part[name]) for name in ("content", "frames")]
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
        segment, at = self._at(place)
        return Near(place, segment.keys[at], round(score, 4), kind_of(measures).kind, measures)

    def _at(self, place: int) -> tuple[Segment, int]:
        first = len(self.whole)
        return (self.whole, place) if place < first else (self.later, place - first)

    def _sharing(self, name: str, mine: np.ndarray) -> np.ndarray:
        words = getattr(self.whole, name), getattr(self.later, name)
        found = look_up(*words, mine >> SHIFT, LONGEST_RUN, self._counts, self._touched)
        places = self._touched[:found].copy()
        times = self._counts[places]
        self._counts[places] = 0
        kept = np.argsort(-times, kind="stable")[:LOOKED_AT]
        return np.asarray(places[kept][times[kept] >= FEWEST])

    def _measured(self, draft: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Compare the draft, as document 0, with the chosen documents behind it."""
        pieces = [segment.piece(at) for segment, at in map(self._at, chosen.tolist())]
        text = np.concatenate([draft, *pieces])
        ends = np.concatenate([[0], np.cumsum([len(draft), *map(len, pieces)])]).astype(np.int64)
        pairs = np.arange(1, len(chosen) + 1, dtype=np.uint64) | np.uint64(0 << DOCUMENT_BITS)
        _signs, kinds = tables()
        return np.asarray(compare(text, ends, kinds, self.basis.rarity, self.basis.markers, pairs, self._desk))

    def with_more(self, letters: np.ndarray, bounds: np.ndarray, keys: Sequence[str]) -> "Index":
        """Return the index with more packed texts beside the whole."""
        more = segment_of(letters, bounds, keys, self.basis, first=len(self))
        return replace(self, later=self.later.followed_by(more))

    def save(self, folder: Path) -> None:
        """Keep the index in a folder of its own, in the place of what stood there; until it is whole, that stays."""
        with drafted(folder, max((int(path.name) for path in folder.glob(NUMBERED)), default=0) + 1) as draft:
            self.basis.save(draft / "basis.npz")
            self.whole.save(draft)
            if len(self.later):
                replace(self, folder=draft).save_later()

    def save_later(self) -> None:
        """Keep what stands beside the whole in the folder in which the whole is kept."""
        if self.folder:
            with drafted(self.folder / LATER, len(self.later)) as draft:
                self.later.save(draft)

    @classmethod
    def open(cls, folder: Path, scorer: Scorer | None = None) -> "Index":
        """Open the index of a folder without reading all of it; raises `FileNotFoundError`."""
        for _again in range(TRIES):
            with suppress(FileNotFoundError):  # it may be replaced while it is opened
                return cls._opened(newest(folder), scorer)
        return cls._opened(newest(folder), scorer)

    @classmethod
    def _opened(cls, path: Path, scorer: Scorer | None) -> "Index":
        beside = max((path / LATER).glob(NUMBERED), default=None)
        later = Segment.open(beside) if beside else NONE
        return cls(Basis.load(path / "basis.npz"), Segment.open(path), later, scorer or shipped(), path)


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
    return Index(basis, segment_of(letters, bounds, keys, basis), scorer=scorer or shipped())
