"""Pictures that are watched against published ones: a hit says its way and how the goods stand; a person judges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from minzhi.engines.similarity.logos.index import SIMILAR, LogoHit, LogoIndex, build
from minzhi.engines.similarity.marks import goods, grounds
from minzhi.engines.similarity.marks.arrays import Mark
from minzhi.engines.similarity.marks.goods import GoodsTable
from minzhi.engines.similarity.marks.index import FAR_GOODS, Asked, goods_between
from minzhi.kit.text import mark as _

FEWEST, MOST = 50, 20
"""From so many pictures on it can be learnt what tells pictures apart; so many hits of one are told."""

FIGURES = {"whole": _("图形整体相近"), "turned": _("图形旋转或镜像后相近"), "part": _("图形局部相近")}


@dataclass(frozen=True)
class Pictured:
    """A mark with its picture, as `read_picture` gives it."""

    mark: Mark
    picture: np.ndarray


@dataclass(frozen=True)
class FigureHit:
    """A published picture near a watched one; `told` are plain values, as those of a word mark."""

    watched: Mark
    published: Mark
    hit: LogoHit
    told: dict[str, Any]
    version: str

    @property
    def finding(self) -> str:
        return str(self.told["finding"])


def too_few(published: Sequence[Pictured]) -> bool:
    """Return whether there are too few pictures to compare any."""
    return len(published) < FEWEST


def near_pictures(
    watched: Sequence[Pictured], published: Sequence[tuple[Pictured, Asked]], table: GoodsTable, index: LogoIndex
) -> Iterator[FigureHit]:
    """Yield the published marks whose picture is near a watched one; other goods only where it is almost the same."""
    for mine in watched:
        for hit in index.near(mine.picture, limit=MOST, least=SIMILAR):
            other, asked = published[hit.place]
            stand = goods_between(asked, mine.mark, table)
            if stand.kind != goods.OTHER or hit.score >= FAR_GOODS:
                told = _told(hit, stand, asked)
                yield FigureHit(mine.mark, other.mark, hit, told, index.calibrated.version)


def index_of(published: Sequence[Pictured]) -> LogoIndex:
    """Return the index of published pictures."""
    return build([each.picture for each in published], [each.mark.number for each in published])


def _told(hit: LogoHit, stand: goods.Similarity, asked: Asked) -> dict[str, Any]:
    ground = grounds.ground(stand.kind, asked.on)
    return {
        "score": hit.score, "finding": grounds.REVIEW, "finding_label": grounds.FINDINGS[grounds.REVIEW],
        "channels": {"figure": hit.score}, "speaking": [{"code": hit.way, "text": FIGURES[hit.way]}],
        "goods": stand.kind, "goods_label": stand.label, "goods_note": stand.words,
        "ground": ground.text if ground else None, "ground_source": ground.source if ground else None,
        "shared_weak": [],
    }  # fmt: skip
