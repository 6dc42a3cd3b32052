"""All marks, ready to be compared with one: scanned exactly by characters and letters, then compared one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from threading import Lock

import numpy as np

from minzhi.engines.similarity.calibrated import Calibrated, by_rule
from minzhi.engines.similarity.kernels.channels import compared
from minzhi.engines.similarity.kernels.scanning import distances, scan
from minzhi.engines.similarity.marks import goods, grounds
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.arrays import NOWHERE, Arrays, Mark, classes_of, letters_of, mask
from minzhi.engines.similarity.marks.channels import CHANNELS, SPEAKS, Likeness, likeness
from minzhi.engines.similarity.marks.elements import ELEMENTS, WEAK_WEIGHT, Element, stems, weak
from minzhi.engines.similarity.marks.goods import GoodsTable
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.marks.writing import Written, written

EVERYWHERE = np.uint64((1 << 64) - 1)
LEAST, LOOKED_AT, FAR_LOOKED_AT, MOST_EDITS = np.float32(0), 120, 30, 2
SIMILAR, REVIEW, FAR_GOODS = 0.72, 0.5, 0.9
"""Scores from which a hit is shown as similar, for review, and shown at all though its goods are others."""
FAR_SHARE, FAR_EDITS = 0.6, 0.05
"""What marks for other goods must reach to be looked at: of the evidence of the same mark, edits a letter."""
LETTER, EDIT = 1.0, 3.5
"""Evidence of a letter: a syllable of three is one of four hundred, less what another character of one sound costs."""
SHORTEST_SPELLING, GENERIC_SIZES = 3, range(2, 7)
FEWEST, MOST_TELLING, USUAL, FEW = 0.55, 1.25, 8.2, 1000
"""How telling a character is: the logarithm of its rarity over 8.2, within these bounds; few marks teach nothing."""


Order = tuple[float, float, float, str, str]
TOLD = tuple(name for name in CHANNELS if name != "meaning")
BY_RULE = by_rule("marks-1", SIMILAR, 1 + len(TOLD))


def measures_of(near: Likeness) -> list[float]:
    """Return what a scorer sees of a pair: the rule's score, the strong parts, the channels in their order."""
    return [near.score, near.strong, *(near.channels.get(name, 0.0) for name in TOLD)]


@dataclass(frozen=True)
class Hit:
    """A mark near the one that was asked, with its channels, how the goods stand, and the ground that might be."""

    mark: Mark
    likeness: Likeness
    score: float
    finding: str
    goods: goods.Similarity
    ground: grounds.Ground | None
    shared_weak: tuple[Element, ...]
    version: str

    @property
    def measures(self) -> list[float]:
        return measures_of(self.likeness)

    def as_json(self) -> dict[str, object]:
        return {
            **vars(self.mark),
            "score": self.score,
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
    """The marks as arrays: read from all marks, or those `kept` of them before. Some ten bytes each.

    `behind`: there are marks that came in since and are not in it.
    """

    marks: Sequence[Mark]
    alphabet: Alphabet
    table: GoodsTable = goods.NONE
    places: dict[str, str] = field(default_factory=dict)
    generic: dict[str, str] = field(default_factory=dict)
    calibrated: Calibrated = BY_RULE
    kept: Arrays | None = None
    behind: bool = False
    lock: Lock = field(default_factory=Lock, repr=False)
    """One asks at a time: the loops write into rooms of the index, and threads of a site share it."""

    def __post_init__(self) -> None:
        kept = self.kept or Arrays.of(self.marks, self.alphabet)
        known = self.alphabet.places
        self.letters, self.letter_bounds = kept.letters, kept.letter_bounds
        self.sets, self.masks = kept.sets, kept.masks
        counts = np.bincount(kept.signs, minlength=len(known))
        rarity = np.log((len(self.marks) + 1) / (counts + 1)) / USUAL
        few = len(self.marks) < FEW
        telling = np.ones(len(known)) if few else rarity
        self.telling = np.clip(telling, FEWEST, MOST_TELLING).astype(np.float32)
        self.chance = ((counts + 1) / (len(kept.signs) + len(known))).astype(np.float32)
        self.arrays = (kept.signs, kept.bounds, kept.standing, kept.starts, kept.masks)
        room = max(len(self.marks), 1)
        self._sums = np.zeros(room, np.float32)
        self._places, self._scores = np.zeros(room, np.int64), np.zeros(room, np.float32)

    def near(self, asked: Asked, *, limit: int = 20) -> list[Hit]:
        """Return the marks near one: identical ones, then those with most evidence of being made from it.

        Last, and only almost the same ones, stand those for other goods.
        """
        with self.lock:
            return self._near(asked, limit)

    def _near(self, asked: Asked, limit: int) -> list[Hit]:
        query = written(asked.text)
        wanted = self._wanted(asked)
        found = self._by_letters(query, wanted) | self._by_characters(query, wanted)
        own, mine = self.weights(query.han), _groups(asked, self.table)
        near_goods: list[tuple[Order, Hit]] = []
        far_goods: list[tuple[Order, Hit]] = []
        for place, evidence in sorted(found.items(), key=lambda each: -each[1]):
            if len(near_goods) >= limit and -evidence > near_goods[-1][0][1]:
                break
            mark = self.marks[place]
            other = written(mark.text)
            near = likeness(query, other, self.alphabet, (own, self.weights(other.han)))
            stand = goods_between(asked, mark, self.table, mine)
            is_far, score = stand.kind == goods.OTHER, self.calibrated.score(measures_of(near))
            if score >= (FAR_GOODS if is_far else REVIEW):
                order = (-near.channels["identical"], -evidence, -score, mark.text, mark.number)
                hit = self._hit((query, other), (near, score), mark, stand, asked.on)
                (far_goods if is_far else near_goods).append((order, hit))
        rows = [*sorted(near_goods, key=itemgetter(0)), *sorted(far_goods, key=itemgetter(0))]
        return [hit for _order, hit in rows[:limit]]

    def weights(self, han: str) -> np.ndarray:
        """Return how telling each character of a text is; those of weak parts are little so."""
        known = self.alphabet.places
        found = np.array([self.telling[known[sign]] if sign in known else 1.0 for sign in han], np.float32)
        return np.asarray(found * self._strength(han))

    def _strength(self, han: str) -> np.ndarray:
        """Return how much each character of a text counts: those of weak parts little."""
        found = np.ones(len(han), np.float32)
        for element in self.weak(han):
            found[element.begin : element.end] = WEAK_WEIGHT
        return found

    def weak(self, han: str) -> list[Element]:
        """Return the weak parts of a text; one that is nothing but weak is taken as it is."""
        found = weak(han, self.places, self.generic)
        return [] if sum(each.end - each.begin for each in found) >= len(han) else found

    def _wanted(self, asked: Asked) -> np.uint64:
        """Return the classes in which marks stand in the way: those asked, and those that a note ties to them."""
        own = set(classes_of(asked.classes, asked.groups))
        if not own:
            return EVERYWHERE
        tied = {group[:2] for group in self.table.near(_groups(asked, self.table))}
        return np.uint64(mask(own | tied) | NOWHERE)

    def _by_characters(self, query: Written, wanted: np.uint64) -> dict[int, float]:
        known = [(sign, self.alphabet.places[sign]) for sign in query.han if sign in self.alphabet.places]
        if not known:
            return {}
        costs = self._strength("".join(sign for sign, _place in known))
        gains = np.stack([self.gains(place) for _sign, place in known]) * costs[:, None]
        far = FAR_SHARE * float(gains[np.arange(len(known)), [place for _sign, place in known]].sum())
        room = (self._sums, self._places, self._scores)
        count = scan(gains, costs, self.arrays, wanted, LEAST, np.float32(far), LOOKED_AT, *room)
        return self._first(-self._scores[:count], wanted)

    def gains(self, place: int) -> np.ndarray:
        """Return what each character adds in the place of one, no likeness more than the character itself."""
        made = self.alphabet.made(place)
        found = np.log(np.maximum(made, 1e-12) / self.chance)
        return np.asarray(np.minimum(found, found[place]), np.float32)

    def _first(self, costs: np.ndarray, wanted: np.uint64) -> dict[int, float]:
        """Return the first of the places found with their evidence: so many in the classes wanted, a few in others."""
        places = self._places[: len(costs)]
        order = np.argsort(costs, kind="stable")
        is_near = (self.masks[places[order]] & wanted) > 0
        chosen = np.concatenate([order[is_near][:LOOKED_AT], order[~is_near][:FAR_LOOKED_AT]])
        return dict(zip(places[chosen].tolist(), (-costs[chosen]).tolist(), strict=True))

    def _by_letters(self, query: Written, wanted: np.uint64) -> dict[int, float]:
        spelling = query.latin or spelled(query.han)
        if len(spelling) < SHORTEST_SPELLING:
            return {}
        asked = np.frombuffer(bytearray(spelling.encode("ascii", "replace")), np.uint8)
        most, far = min(MOST_EDITS, len(spelling) // 4), int(len(spelling) * FAR_EDITS)
        own = np.uint64(letters_of(spelling))
        costs = np.zeros(len(self._places), np.int64)
        spellings = (self.letters, self.letter_bounds, self.sets)
        count = distances(asked, *spellings, own, self.masks, wanted, most, far, self._places, costs)
        return self._first(EDIT * costs[:count] - LETTER * len(spelling), wanted)

    def _hit(
        self, both: tuple[Written, Written], how: tuple[Likeness, float], mark: Mark, stand: goods.Similarity, on: date
    ) -> Hit:
        (query, other), (near, score) = both, how
        its_weak = {each.entry for each in self.weak(other.han)}
        shared = tuple(mine for mine in self.weak(query.han) if mine.entry in its_weak)
        said = finding(near, score, query, other)
        if shared and said in (grounds.SIMILAR, grounds.REVIEW) and not self._strong_alike(query.han, other.han):
            said = grounds.NOT_SIMILAR
        return Hit(mark, near, score, said, stand, grounds.ground(stand.kind, on), shared, self.calibrated.version)

    def _strong_alike(self, one: str, other: str) -> bool:
        """Return whether what is left without the weak parts sounds alike, or can hardly be told apart by eye."""
        rests = [self._strong(one), self._strong(other)]
        if not all(rests):
            return True
        ones = [np.ones(len(rest), np.float32) for rest in rests]
        shape, sound = compared(*self.alphabet.over(rests[0]), *map(self.alphabet.ids, rests), *ones)[:2]
        return bool(sound >= SPEAKS or shape >= FAR_GOODS)

    def _strong(self, han: str) -> str:
        weak_places = {place for each in self.weak(han) for place in range(each.begin, each.end)}
        return "".join(sign for place, sign in enumerate(han) if place not in weak_places)


def _groups(asked: Asked, table: GoodsTable) -> frozenset[str]:
    """Return the groups of the one that is asked; without any, those of its classes that notes speak of."""
    noted = (group for pair in table.notes for group in pair if group[:2] in asked.classes)
    return frozenset(asked.groups or noted)


def goods_between(
    asked: Asked, mark: Mark, table: GoodsTable, groups: frozenset[str] | None = None
) -> goods.Similarity:
    """Return the nearest that any two groups of the two marks come; without groups the classes decide."""
    its, mine = set(mark.groups), _groups(asked, table) if groups is None else groups
    if not asked.groups:
        mine |= {group for group in its if group[:2] in asked.classes}
    pairs = [table.similar(one, other) for one in sorted(mine) for other in sorted(its)]
    if pairs:
        order = list(goods.GOODS)
        return min(pairs, key=lambda each: order.index(each.kind))
    if not asked.classes or not mark.classes:
        return goods.Similarity(goods.UNKNOWN)
    return goods.Similarity(goods.CLASS_ONLY if set(asked.classes) & set(mark.classes) else goods.OTHER)


def finding(near: Likeness, score: float, one: Written, other: Written) -> str:
    """Return how a hit is shown. A shared weak part alone, or letters against characters, never is enough."""
    if near.channels["identical"]:
        return grounds.IDENTICAL
    speaking = {name for name, value in near.channels.items() if value >= SIMILAR}
    if score < REVIEW or (near.strong < SIMILAR and not speaking):
        return grounds.NOT_SIMILAR
    across = bool(one.han) != bool(other.han)
    if across or score < SIMILAR or speaking <= {"containment", "order", "shared"}:
        return grounds.REVIEW
    return grounds.SIMILAR


def weak_words(places: Iterable[str], items: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return how places are called, and the generic words: names of goods of two to six signs, without a qualifier."""
    generic = {item.strip("*"): item for item in items if len(item.strip("*")) in GENERIC_SIZES}
    return stems(places), generic
