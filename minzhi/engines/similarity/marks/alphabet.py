"""The characters of the marks, with how alike each looks and sounds to each."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.marks.glyphs import common, kept_table
from minzhi.engines.similarity.marks.sounds import Sounds

UNRELATED, MOST_ROWS, GLYPHS = 0.35, 512, "glyphs.npy"
"""Two characters that have nothing in common come out this alike."""
UNKNOWN = 1 << 20
"""Beyond every place: where characters stand that the alphabet lacks."""
KEPT, BY_LOOK, BY_SOUND = 0.7, 0.1, 0.1
"""How likely a character stays as it is where a mark is made from another, becomes one of like look, of like sound."""
BLUR = 0.1
"""How fast a character is taken less for another, the less alike they are; fits lists of what people confuse."""
LEAST_SOUND = 0.7


def has_glyphs(folder: Path) -> bool:
    """Return whether the characters were drawn before."""
    return (folder / GLYPHS).exists()


class Alphabet:
    """Common characters with their looks, and others that are known by their sound only."""

    def __init__(self, looks: np.ndarray | None, others: Iterable[str] = ()) -> None:
        known = common()
        more = sorted(set(others) - set(known))
        self.signs = (*known, *more)
        self.places = {sign: place for place, sign in enumerate(self.signs)}
        self.has_looks = looks is not None
        width = looks.shape[1] if looks is not None else 1
        self.looks = np.zeros((len(self.signs), width), np.float32)
        if looks is not None:
            self.looks[: len(known)] = looks
        self._rows: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        self._made: dict[int, np.ndarray] = {}
        self._last: tuple[str, tuple[np.ndarray, np.ndarray]] | None = None

    @classmethod
    def kept(cls, folder: Path, others: Iterable[str] = ()) -> "Alphabet":
        """Return the alphabet whose looks are kept in a folder; drawn there at the first time."""
        return cls(kept_table(folder / GLYPHS), others)

    @cached_property
    def sounds(self) -> Sounds:
        return Sounds(self.signs)

    def rows(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """Return how alike every character looks and sounds to one of them."""
        if place not in self._rows:
            alike = np.einsum("ij,j->i", self.looks, self.looks[place])  # no library of threads for so little
            looks = np.clip((alike - UNRELATED) / (1 - UNRELATED), 0, 1)
            looks[place] = 1.0
            if len(self._rows) > MOST_ROWS:
                self._rows.clear()
            self._rows[place] = (looks.astype(np.float32), self.sounds.row(place))
        return self._rows[place]

    def looks_alike(self, one: str, other: str) -> float:
        """Return how alike two characters look, from 0 to 1; 0 where one was not drawn."""
        if not self.has_looks or one not in self.places or other not in self.places:
            return 0.0
        alike = float(self.looks[self.places[one]] @ self.looks[self.places[other]])
        return min(max((alike - UNRELATED) / (1 - UNRELATED), 0.0), 1.0)

    def made(self, place: int) -> np.ndarray:
        """Return how likely each character stands where one of them stood in the mark that it is made from."""
        if place not in self._made:
            looks, sounds = self.rows(place)
            near = [_shares(looks, looks > 0, place), _shares(sounds, sounds >= LEAST_SOUND, place)]
            found = BY_LOOK * near[0] + BY_SOUND * near[1]
            found[place] = KEPT
            if len(self._made) > MOST_ROWS:
                self._made.clear()
            self._made[place] = found.astype(np.float32)
        return self._made[place]

    def ids(self, text: str) -> np.ndarray:
        """Return where the characters of a text stand; an unknown one stands beyond all others, where only it does."""
        return np.array([self.places.get(sign, UNKNOWN + ord(sign)) for sign in text], np.int64)

    def over(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows of a text's characters, one below the other; those of the last text asked are kept."""
        if self._last is None or self._last[0] != text:
            rows = [self.rows(self.places[sign]) if sign in self.places else self._none for sign in text]
            looks, sounds = zip(*rows, strict=True)
            self._last = (text, (np.stack(looks), np.stack(sounds)))
        return self._last[1]

    @cached_property
    def _none(self) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(len(self.signs), np.float32), np.zeros(len(self.signs), np.float32)


def _shares(alike: np.ndarray, able: np.ndarray, own: int) -> np.ndarray:
    """Return the shares in which the others are taken for one, by how alike they are to it."""
    found = np.where(able, np.exp((alike - 1) / BLUR), 0)
    found[own] = 0
    return np.asarray(found / max(float(found.sum()), 1e-9))
