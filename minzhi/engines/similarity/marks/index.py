"""All marks, ready to be compared with one: scanned exactly by characters and letters, then compared one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from minzhi.engines.similarity.kernels.scanning import distances, scan
from minzhi.engines.similarity.marks import goods, grounds
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.channels import CHANNELS, SPEAKS, Likeness, aligned, combined, likeness
from minzhi.engines.similarity.marks.elements import ELEMENTS, WEAK_WEIGHT, Element, stems, weak
from minzhi.engines.similarity.marks.goods import GoodsTable
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.marks.writing import Written, written

VERSION = "marks-1"
CLASSES, EVERYWHERE = 45, np.uint64((1 << 64) - 1)
LEAST, LOOKED_AT, MOST_EDITS = 0.5, 250, 2
SIMILAR, REVIEW, FAR_GOODS = 0.72, 0.5, 0.9
"""Scores from which a hit is shown as similar, for review, and shown at all though its goods are others."""
SHORTEST_SPELLING, GENERIC_SIZES = 3, range(2, 7)
FEWEST, MOST_TELLING, USUAL, FEW = 0.55, 1.25, 8.2, 1000
"""How telling a character is: the logarithm of its rarity over 8.2, within these bounds; few marks teach nothing."""


@dataclass(frozen=True)
class Mark:
    """A mark that is known: its words, number, classes and similar groups; `uid` where it is a record."""

    text: str
    number: str = ""
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    uid: str = ""


@dataclass(frozen=True)
class Hit:
    """A mark near the one that was asked, with its channels, how the goods stand, and the ground that might be."""

    mark: Mark
    likeness: Likeness
    finding: str
    goods: goods.Similarity
    ground: grounds.Ground | None
    shared_weak: tuple[Element, ...]

    def as_json(self) -> dict[str, object]:
        return {
            **vars(self.mark),
            "score": self.likeness.score,
            "finding": self.finding,
            "finding_label": grounds.FINDINGS[self.finding],
            "channels": self.likeness.channels,
            "speaking": [{"code": name, "text": CHANNELS[name]} for name in self.likeness.spoken()],
            "goods": self.goods.kind,
            "goods_label": self.goods.label,
            "goods_note": self.goods.words,
            "ground": self.ground.text if self.ground else None,
            "ground_source": self.ground.source if self.ground else None,
            "ground_confirmed_by": self.ground.confirmed_by if self.ground else None,
            "shared_weak": [{"text": each.entry, "kind": ELEMENTS[each.kind]} for each in self.shared_weak],
        }


@dataclass
class Asked:
    """A mark to be compared: with its classes, groups, and the day of the law."""

    text: str
    on: date
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass
class MarkIndex:
    """The marks as arrays. Built in memory from all marks: some ten bytes each."""

    marks: Sequence[Mark]
    alphabet: Alphabet
    table: GoodsTable = goods.NONE
    places: dict[str, str] = field(default_factory=dict)
    generic: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = [written(mark.text) for mark in self.marks]
        known = self.alphabet.places
        ids = [np.array([known[sign] for sign in text.han if sign in known], np.uint16) for text in texts]
        self.bounds = np.concatenate([[0], np.cumsum([len(each) for each in ids])]).astype(np.int64)
        self.signs = np.concatenate([*ids, np.zeros(0, np.uint16)])
        spellings = [text.latin or spelled(text.han) for text in texts]
        self.letters = np.frombuffer(bytearray("".join(spellings).encode("ascii", "replace")), np.uint8)
        self.letter_bounds = np.concatenate([[0], np.cumsum([len(each) for each in spellings])]).astype(np.int64)
        self.sets = np.array([_letters_of(each) for each in spellings], np.uint64)
        self.masks = np.array([_mask(mark.classes) for mark in self.marks], np.uint64)
        counts = np.bincount(self.signs, minlength=len(known))
        rarity = np.log((len(self.marks) + 1) / (counts + 1)) / USUAL
        few = len(self.marks) < FEW
        telling = np.ones(len(known)) if few else rarity
        self.telling = np.clip(telling, FEWEST, MOST_TELLING).astype(np.float32)
        room = max(len(self.marks), 1)
        self._places, self._scores = np.zeros(room, np.int64), np.zeros(room, np.float32)

    def near(self, asked: Asked, *, limit: int = 20) -> list[Hit]:
        """Return the marks near one, the nearest first; goods of other kinds only where marks are almost the same."""
        query = written(asked.text)
        found = self._by_characters(query) | self._by_letters(query)
        own = self.weights(query.han)
        hits = [self._hit(query, own, asked, place) for place in sorted(found)]
        shown = [hit for hit in hits if hit.likeness.score >= REVIEW and self._concerns(hit)]
        order = sorted(shown, key=lambda hit: (-hit.likeness.score, hit.mark.text, hit.mark.number))
        return order[:limit]

    def weights(self, han: str) -> np.ndarray:
        """Return how telling each character of a text is; those of weak parts are little so."""
        known = self.alphabet.places
        found = np.array([self.telling[known[sign]] if sign in known else 1.0 for sign in han], np.float32)
        for element in self.weak(han):
            found[element.begin : element.end] *= WEAK_WEIGHT
        return found

    def weak(self, han: str) -> list[Element]:
        """Return the weak parts of a text; one that is nothing but weak is taken as it is."""
        found = weak(han, self.places, self.generic)
        return [] if sum(each.end - each.begin for each in found) >= len(han) else found

    def _by_characters(self, query: Written) -> set[int]:
        known = [(sign, self.alphabet.places[sign]) for sign in query.han if sign in self.alphabet.places]
        if not known:
            return set()
        alike = np.stack([combined(*self.alphabet.rows(place)) for _sign, place in known])
        weights = self.weights("".join(sign for sign, _place in known))
        reach = (self.masks, EVERYWHERE, LEAST, self._places, self._scores)
        count = scan(alike, weights, self.signs, self.bounds, self.telling, *reach)
        best = np.argsort(-self._scores[:count], kind="stable")[:LOOKED_AT]
        return set(self._places[best].tolist())

    def _by_letters(self, query: Written) -> set[int]:
        spelling = query.latin or spelled(query.han)
        if len(spelling) < SHORTEST_SPELLING:
            return set()
        asked = np.frombuffer(bytearray(spelling.encode("ascii", "replace")), np.uint8)
        most = min(MOST_EDITS, len(spelling) // 4)
        own = np.uint64(_letters_of(spelling))
        costs = np.zeros(len(self._places), np.int64)
        spellings = (self.letters, self.letter_bounds, self.sets)
        count = distances(asked, *spellings, own, self.masks, EVERYWHERE, most, self._places, costs)
        best = np.argsort(costs[:count], kind="stable")[:LOOKED_AT]
        return set(self._places[best].tolist())

    def _hit(self, query: Written, own: np.ndarray, asked: Asked, place: int) -> Hit:
        mark = self.marks[place]
        other = written(mark.text)
        near = likeness(query, other, self.alphabet, (own, self.weights(other.han)))
        stand = self._goods(asked, mark)
        shared = tuple(
            mine for mine in self.weak(query.han) if any(mine.entry == its.entry for its in self.weak(other.han))
        )
        said = finding(near, query, other)
        if shared and said in (grounds.SIMILAR, grounds.REVIEW) and not self._strong_alike(query.han, other.han):
            said = grounds.NOT_SIMILAR
        return Hit(mark, near, said, stand, grounds.ground(stand.kind, asked.on), shared)

    def _strong_alike(self, one: str, other: str) -> bool:
        """Return whether what is left without the weak parts sounds alike, or can hardly be told apart by eye."""
        rests = [self._strong(one), self._strong(other)]
        if not all(rests):
            return True
        looks, sounds = self.alphabet.between(*rests)
        ones = (np.ones(len(rests[0])), np.ones(len(rests[1])))
        return aligned(sounds, ones) >= SPEAKS or aligned(looks, ones) >= FAR_GOODS

    def _strong(self, han: str) -> str:
        weak_places = {place for each in self.weak(han) for place in range(each.begin, each.end)}
        return "".join(sign for place, sign in enumerate(han) if place not in weak_places)

    def _goods(self, asked: Asked, mark: Mark) -> goods.Similarity:
        """Return the nearest that any two groups of the two marks come; without groups the classes decide."""
        mine, its = set(asked.groups), set(mark.groups)
        if asked.classes and not mine:
            mine = {group for group in its if group[:2] in asked.classes}
            mine |= {group for pair in self.table.notes for group in pair if group[:2] in asked.classes}
        pairs = [self.table.similar(one, other) for one in sorted(mine) for other in sorted(its)]
        if pairs:
            order = list(goods.GOODS)
            return min(pairs, key=lambda each: order.index(each.kind))
        if not asked.classes or not mark.classes:
            return goods.Similarity(goods.UNKNOWN)
        return goods.Similarity(goods.CLASS_ONLY if set(asked.classes) & set(mark.classes) else goods.OTHER)

    @staticmethod
    def _concerns(hit: Hit) -> bool:
        return hit.goods.kind != goods.OTHER or hit.likeness.score >= FAR_GOODS


def finding(near: Likeness, one: Written, other: Written) -> str:
    """Return how a hit is shown. A shared weak part alone, or letters against characters, never is enough."""
    if near.channels["identical"]:
        return grounds.IDENTICAL
    speaking = {name for name, value in near.channels.items() if value >= SIMILAR}
    if near.score < REVIEW or (near.strong < SIMILAR and not speaking):
        return grounds.NOT_SIMILAR
    across = bool(one.han) != bool(other.han)
    if across or near.score < SIMILAR or speaking <= {"containment", "order", "shared"}:
        return grounds.REVIEW
    return grounds.SIMILAR


def _letters_of(spelling: str) -> int:
    found = 0
    for letter in spelling:
        found |= 1 << (ord(letter) & 63)
    return found


def _mask(classes: Iterable[str]) -> int:
    found = 0
    for each in classes:
        if each.isdigit() and 0 < int(each) <= CLASSES:
            found |= 1 << int(each)
    return found or 1


def weak_words(places: Iterable[str], items: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return how places are called, and the generic words: names of goods of two to six signs, without a qualifier."""
    generic = {item.strip("*"): item for item in items if len(item.strip("*")) in GENERIC_SIZES}
    return stems(places), generic
