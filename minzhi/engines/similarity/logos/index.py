"""All figurative marks, by their pieces; a coarse look at all, a close one at the few thousand that are left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.calibrated import Calibrated, by_rule
from minzhi.engines.similarity.logos.parts import crops, pieces, turned
from minzhi.engines.similarity.logos.reading import PAPER
from minzhi.engines.similarity.marks.glyphs import directions
from minzhi.kit.text import mark as _

COARSE, FINE, CELL, HALF = 48, 128, 8, 2
LOOKED_AT, BLOCK, SAMPLED = 4000, 16_384, 8
"""Rows that are compared closely; rows that are looked at together; one row in so many shows what is usual."""
WHOLE, PART, CROP = 0, 1, 2
PENALTY = np.array([0.0, 0.05, 0.06], np.float32)
COMMON, SELDOM, SAMPLE = 0.3, 0.99, 4000
"""How much of it counts what one row in a hundred reaches, in a sample of so many rows."""
TURNED, ASKED_PART = 0.03, 0.05
"""What a match loses that goes by a piece, a turned or a mirrored picture."""
WAYS = {"whole": _("整体"), "turned": _("旋转或镜像"), "part": _("局部")}
SIMILAR = 0.75
BY_RULE = by_rule("logos-2", SIMILAR, 2)
ARRAYS = ("mean", "axes", "rows", "owner", "kind")


@dataclass(frozen=True)
class LogoHit:
    """A mark near the picture that was asked, and by which of its forms."""

    place: int
    key: str
    score: float
    way: str
    measures: tuple[float, float, float]


@dataclass
class LogoIndex:
    """Rows of all pieces of all marks, on the first 128 axes; `owner` says whose, `kind` which piece."""

    keys: Sequence[str]
    mean: np.ndarray
    axes: np.ndarray
    rows: np.ndarray
    owner: np.ndarray
    kind: np.ndarray
    calibrated: Calibrated = BY_RULE
    coarse: np.ndarray = field(init=False)
    penalties: np.ndarray = field(init=False)
    sample: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.sample = _unit(self.rows[:: max(1, len(self.rows) // SAMPLE)].astype(np.float32))
        self.coarse = np.ascontiguousarray(_unit(self.rows[:, :COARSE].astype(np.float32)))
        self.penalties = PENALTY[self.kind]

    def near(self, picture: np.ndarray, *, limit: int = 10, least: float = 0.0) -> list[LogoHit]:
        """Return the marks near a framed picture, those with most evidence of being made from it first.

        Evidence is how alike two forms are, less a part of what is usual for the form: a ring is like thousands.
        """
        wholes, parts = [picture, *turned(picture)], [*pieces(picture), *crops(picture)[:2]]
        asked = _on(np.stack([*wholes, *parts]), self.mean, self.axes)
        chosen, forms = self._coarse(asked), _unit(asked)
        alike = _unit(self.rows[chosen].astype(np.float32)) @ forms.T
        alike[:, 1 : len(wholes)] -= TURNED
        alike[:, len(wholes) :] -= ASKED_PART
        alike -= self.penalties[chosen][:, None]
        evidence = alike - COMMON * np.quantile(self.sample @ forms.T, SELDOM, axis=0).astype(np.float32)
        best, way = evidence.max(axis=1), evidence.argmax(axis=1)
        order = np.argsort(-best, kind="stable")
        owners, first = np.unique(self.owner[chosen][order], return_index=True)
        places = order[first]
        ranked = sorted(zip(owners.tolist(), places.tolist(), strict=True), key=lambda each: (-best[each[1]], each[0]))
        hits = (
            self._hit(owner, float(alike[at, way[at]]), self._way(int(way[at]), len(wholes))) for owner, at in ranked
        )
        return list(islice((hit for hit in hits if hit.score >= least), limit))

    def _hit(self, owner: int, best: float, way: str) -> LogoHit:
        measures = (round(best, 4), float(way == "turned"), float(way == "part"))
        return LogoHit(owner, self.keys[owner], self.calibrated.score(measures), way, measures)

    @staticmethod
    def _way(way: int, wholes: int) -> str:
        return "whole" if way == 0 else "turned" if way < wholes else "part"

    def _coarse(self, asked: np.ndarray) -> np.ndarray:
        """Return the rows that come nearest on the first axes, by whichever form of the picture.

        Forms differ in how much is like them (a disc meets thousands): each is measured by what few rows reach.
        """
        count = len(self.rows)
        if count <= LOOKED_AT:
            return np.arange(count)
        few = _unit(asked[:, :COARSE])
        sample = few @ self.coarse[::SAMPLED].T
        place = max(1, round(sample.shape[1] * LOOKED_AT / count / len(few)))
        usual = np.partition(sample, -place, axis=1)[:, -place, None]
        blocks = (self.coarse[begin : begin + BLOCK] for begin in range(0, count, BLOCK))
        alike = np.concatenate([(few @ block.T - usual).max(axis=0) for block in blocks]) - self.penalties
        return np.asarray(np.sort(np.argpartition(-alike, LOOKED_AT)[:LOOKED_AT]))

    def save(self, path: Path) -> None:
        named = {name: getattr(self, name) for name in ARRAYS}
        np.savez(path, keys=np.array(self.keys), **named)

    @classmethod
    def open(cls, path: Path) -> "LogoIndex":
        """Open a kept index; raises `FileNotFoundError`."""
        with np.load(path) as kept:
            named = {name: kept[name] for name in ARRAYS}
            return cls(kept["keys"].tolist(), **named)


def build(pictures: Sequence[np.ndarray], keys: Sequence[str]) -> LogoIndex:
    """Build an index of framed pictures: axes from whole pictures, then rows of all forms of each."""
    wholes = np.concatenate([_described(picture[None]) for picture in pictures])
    mean = wholes.mean(axis=0)
    centred = wholes - mean
    _values, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    axes = np.asarray(axes[:, ::-1][:, :FINE], np.float32)
    owner: list[int] = []
    kind: list[int] = []
    rows: list[np.ndarray] = []
    for place, picture in enumerate(pictures):
        forms = {WHOLE: [picture], PART: pieces(picture), CROP: crops(picture)}
        some = np.stack([form for each in forms.values() for form in each])
        rows.append(_unit(_on(some, mean, axes)).astype(np.float16))
        owner += [place] * len(some)
        kind += [what for what, each in forms.items() for _form in each]
    return LogoIndex(list(keys), mean, axes, np.concatenate(rows), np.array(owner, np.int64), np.array(kind, np.int8))


def _described(pictures: np.ndarray) -> np.ndarray:
    """Describe pictures at half their size: what was small and is drawn larger has no finer strokes to show."""
    count, side = len(pictures), pictures.shape[1] // HALF
    small = pictures.reshape(count, side, HALF, side, HALF).mean(axis=(2, 4), dtype=np.float32)
    return directions(small / PAPER, cell=CELL)


def _on(pictures: np.ndarray, mean: np.ndarray, axes: np.ndarray) -> np.ndarray:
    return np.asarray((_described(pictures) - mean) @ axes, np.float32)


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
