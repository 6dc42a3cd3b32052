"""Which goods are similar: read from the notes of an edition of the Nice table, with a note's words as reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minzhi.kit.text import mark as _

SAME, SIMILAR, CROSS = "same_group", "similar", "cross_search"
CLASS_ONLY, OTHER, UNKNOWN = "same_class", "other", "unknown"

GOODS = {
    SAME: _("同一类似群"),
    SIMILAR: _("类似群注释写明类似"),
    CROSS: _("类似群注释写明交叉检索"),
    CLASS_ONLY: _("同一类，类似群不同或不明"),
    OTHER: _("商品不类似"),
    UNKNOWN: _("类别不明"),
}
GROUP = re.compile(r"(?<!\d)\d{4}(?!\d)")
PIECE = re.compile(r"[；;。\n]")
OLD = re.compile(r"第\S{1,3}版及以前版本")
APART = re.compile(r"各部分之间商品不类似")


@dataclass(frozen=True)
class Note:
    """What a note says of two groups: similar or to be searched across, in its own words."""

    kind: str
    words: str


@dataclass(frozen=True)
class Similarity:
    """How the goods of two groups stand to each other, and why."""

    kind: str
    words: str = ""

    @property
    def label(self) -> str:
        return GOODS[self.kind]


@dataclass(frozen=True)
class GoodsTable:
    """The rule base of one edition: notes between groups, and groups whose parts are not similar."""

    edition: str
    notes: Mapping[frozenset[str], Note]
    parted: frozenset[str]

    def similar(self, one: str, other: str) -> Similarity:
        """Return how the goods of two groups stand to each other under this edition."""
        if one == other:
            return Similarity(SAME, _("本类似群各部分之间商品不类似，须看具体商品") if one in self.parted else "")
        note = self.notes.get(frozenset((one, other)))
        if note:
            return Similarity(note.kind, note.words)
        return Similarity(CLASS_ONLY if one[:2] == other[:2] else OTHER)

    def near(self, groups: Iterable[str]) -> set[str]:
        """Return these groups and all that a note ties to them."""
        wanted = set(groups)
        return wanted | {group for pair in self.notes if pair & wanted for group in pair}


def table(edition: str, rows: Iterable[tuple[str, str]]) -> GoodsTable:
    """Read the notes (group, note) of an edition."""
    notes: dict[frozenset[str], Note] = {}
    parted = set()
    for group, note in rows:
        if APART.search(note):
            parted.add(group)
        for piece in PIECE.split(note):
            for kind, text in _kinds(piece):
                for other in GROUP.findall(text):
                    pair = frozenset((group, other))
                    if len(pair) > 1 and (pair not in notes or kind == SIMILAR):
                        notes[pair] = Note(kind, piece.strip())
    return GoodsTable(edition, notes, frozenset(parted))


def _kinds(piece: str) -> Iterable[tuple[str, str]]:
    """Yield what a sentence of a note says: before 类似 the similar groups, before 交叉检索 those to be searched."""
    rest = piece
    for word, kind in (("类似", SIMILAR), ("交叉检索", CROSS)):
        before, found, after = rest.partition(word)
        if not found or before.endswith("不"):
            continue
        before = OLD.split(before)[0] if kind == SIMILAR else before
        yield kind, before
        rest = after


NONE = GoodsTable("", {}, frozenset())
"""No edition is loaded."""
