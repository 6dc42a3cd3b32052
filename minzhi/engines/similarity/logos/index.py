"""All figurative marks, by their pieces; a coarse look at all, a close one at the few thousand that are left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from minzhi.engines.similarity.calibrated import Calibrated, by_rule
from minzhi.engines.similarity.kernels.strokes import nearest
from minzhi.engines.similarity.logos.parts import crops, pieces, turned
from minzhi.engines.similarity.marks.glyphs import directions
from minzhi.kit.text import mark as _

COARSE, FINE, CELL = 24, 128, 16
LOOKED_AT = 2000
WHOLE, PART, CROP = 0, 1, 2
PENALTY = np.array([0.0, 0.05, 0.06], np.float32)
TURNED, ASKED_PART = 0.03, 0.05
"""What a match loses that goes by a piece, a turned or a mirrored picture."""
WAYS = {"whole": _("整体"), "turned": _("旋转或镜像"), "part": _("局部")}
SIMILAR = 0.75
BY_RULE = by_rule("logos-1", SIMILAR, 2)
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

    def __post_init__(self) -> None:
        self.coarse = np.ascontiguousarray(_unit(self.rows[:, :COARSE].astype(np.float32)))

    def near(self, picture: np.ndarray, *, limit: int = 10, least: float = 0.0) -> list[LogoHit]:
        """Return the marks near a framed picture, the nearest first."""
        wholes, parts = [picture, *turned(picture)], [*pieces(picture), *crops(picture)[:2]]
        asked = _on(np.stack([*wholes, *parts]), self.mean, self.axes)
        chosen = self._coarse(asked)
        rows = _unit(self.rows[chosen].astype(np.float32))
        alike = rows @ _unit(asked).T
        alike[:, 1 : len(wholes)] -= TURNED
        alike[:, len(wholes) :] -= ASKED_PART
        alike -= PENALTY[self.kind[chosen]][:, None]
        best, way = alike.max(axis=1), alike.argmax(axis=1)
        order = np.argsort(-best, kind="stable")
        owners, first = np.unique(self.owner[chosen][order], return_index=True)
        places = order[first]
        ranked = sorted(zip(owners.tolist(), places.tolist(), strict=True), key=lambda each: (-best[each[1]], each[0]))
        hits = [self._hit(owner, float(best[at]), self._way(int(way[at]), len(wholes))) for owner, at in ranked[:limit]]
        return [hit for hit in hits if hit.score >= least]

    def _hit(self, owner: int, best: float, way: str) -> LogoHit:
        measures = (round(best, 4), float(way == "turned"), float(way == "part"))
        return LogoHit(owner, self.keys[owner], self.calibrated.score(measures), way, measures)

    @staticmethod
    def _way(way: int, wholes: int) -> str:
        return "whole" if way == 0 else "turned" if way < wholes else "part"

    def _coarse(self, asked: np.ndarray) -> np.ndarray:
        """Return the rows of the marks that come nearest on the first few axes."""
        if len(self.rows) <= LOOKED_AT:
            return np.arange(len(self.rows))
        alike = nearest(self.coarse, np.ascontiguousarray(_unit(asked[:, :COARSE])), PENALTY[self.kind])
        few = np.argpartition(-alike, LOOKED_AT)[:LOOKED_AT]
        return np.asarray(np.sort(few))

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
    return directions(pictures.astype(np.float32) / 255, cell=CELL)


def _on(pictures: np.ndarray, mean: np.ndarray, axes: np.ndarray) -> np.ndarray:
    return np.asarray((_described(pictures) - mean) @ axes, np.float32)


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
