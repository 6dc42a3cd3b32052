"""The characters of the marks, with how alike each looks and sounds to each."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.marks.glyphs import common, kept_table
from minzhi.engines.similarity.marks.sounds import Sounds

UNRELATED, MOST_ROWS, GLYPHS = 0.35, 512, "glyphs.npy"
"""Two characters that have nothing in common come out this alike."""


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

    def between(self, one: str, other: str) -> tuple[np.ndarray, np.ndarray]:
        """Return how alike the characters of two texts look and sound: two tables; unknown ones only to themselves."""
        looks, sounds = (np.zeros((len(one), len(other)), np.float32) for _each in range(2))
        columns = [self.places.get(sign, -1) for sign in other]
        for row, sign in enumerate(one):
            place = self.places.get(sign, -1)
            if place >= 0:
                look, sound = self.rows(place)
                looks[row], sounds[row] = look[columns], sound[columns]
            same = np.array([sign == its for its in other])
            unknown = np.array([place < 0 or column < 0 for column in columns])
            looks[row][unknown] = sounds[row][unknown] = 0
            looks[row][same] = sounds[row][same] = 1
        return looks, sounds
