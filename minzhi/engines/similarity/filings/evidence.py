"""The evidence sheet of a pair: passages side by side, what was swapped for what, the order, and what was not seen."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from minzhi.engines.similarity.filings.basis import Basis
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.kinds import KINDS, kind_of
from minzhi.engines.similarity.filings.relations import Relation, relation
from minzhi.engines.similarity.filings.scoring import Scorer
from minzhi.engines.similarity.filings.signs import packed, tables
from minzhi.engines.similarity.kernels.comparing import LEAST_ALIKE, MEASURES, MOST, compare, desk
from minzhi.engines.similarity.kernels.hashing import DOCUMENT_BITS
from minzhi.engines.similarity.kernels.reading import BREAK, LONGEST, SHORTEST, normalise
from minzhi.kit.text import mark as _

RULES = {
    "N1": _("《规范申请专利行为的规定》第三条第（一）项"),
    "N2": _("《规范申请专利行为的规定》第三条第（二）项"),
    "M1": _("《关于规范申请专利行为的办法》第二条第（一）项（文本待核）"),
    "M2": _("《关于规范申请专利行为的办法》第二条第（二）项（文本待核）"),
    "": _("申请日在2021年3月11日以前，没有查到适用的规定"),
}
LISTS = ((date(2024, 1, 20), "N"), (date(2021, 3, 11), "M"))
"""Since when which list of items holds; what was filed on a day that is not known is taken by the list of today."""
UNCHECKED = {
    "drawings": _("附图没有比对"),
    "description": _("说明书没有比对"),
    "tail": _("超出比对长度的部分没有比对"),
    "no_applicant": _("缺申请人，没有判断是否系列申请"),
    "no_day": _("缺申请日，没有判断先后和同日申请"),
    "no_family": _("缺优先权和同族，没有判断是否同族"),
    "no_parent": _("缺原案申请号，没有判断是否分案"),
}
LONGEST_SWAP, SWAPS, GROWN = 20, 30, 3
CONNECTING = "与和及或的述在由将从对向被以其并、，。；：（）()"
"""Where a word ends for the eye of the reader of a table of swaps."""


@dataclass(frozen=True)
class Passage:
    """Two clauses side by side, how alike they are, and their places in the order of their texts."""

    left: str
    right: str
    alike: float
    left_place: int
    right_place: int


@dataclass(frozen=True)
class EvidenceSheet:
    """What speaks for it that one filing was made from the other; no judgement."""

    left: str
    right: str
    score: float
    version: str
    kind: str
    kind_bounds: dict[str, tuple[float, float]]
    measures: dict[str, float]
    passages: tuple[Passage, ...]
    swaps: tuple[tuple[str, str, int], ...]
    in_order: bool
    rule: str
    relation: Relation | None
    unchecked: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "left": self.left,
            "right": self.right,
            "score": round(self.score, 4),
            "version": self.version,
            "kind": self.kind,
            "kind_label": KINDS[self.kind],
            "kind_bounds": self.kind_bounds,
            "measures": {name: round(value, 4) for name, value in self.measures.items()},
            "passages": [vars(each) for each in self.passages],
            "swaps": [{"left": left, "right": right, "times": times} for left, right, times in self.swaps],
            "in_order": self.in_order,
            "rule": self.rule,
            "rule_label": RULES[self.rule],
            "relation": self.relation.code if self.relation else None,
            "relation_label": self.relation.label if self.relation else None,
            "unchecked": [{"code": code, "text": UNCHECKED[code]} for code in self.unchecked],
        }


def sheet(one: Filing, other: Filing, basis: Basis, scorer: Scorer) -> EvidenceSheet:
    """Return the evidence sheet of two filings."""
    signs, kinds = tables()
    text, ends, numbers = normalise(*packed([one.text, other.text]), signs, kinds)
    pair = np.array([(0 << DOCUMENT_BITS) | 1], np.uint64)
    row = compare(text, ends, kinds, basis.rarity, basis.markers, pair, desk())
    measures = dict(zip(MEASURES, row[0].tolist(), strict=True))
    kind = kind_of(measures, same_numbers=bool(numbers[0] == numbers[1]))
    passages = aligned(one.text, other.text)
    honest = relation(one, other, measures)
    return EvidenceSheet(
        left=one.key,
        right=other.key,
        score=float(scorer.score(row)[0]),
        version=scorer.version,
        kind=kind.kind,
        kind_bounds=kind.bounds,
        measures=measures,
        passages=passages,
        swaps=swapped(passages),
        in_order=all(a.left_place <= b.left_place for a, b in pairwise(passages)),
        rule=rule_of(one, other),
        relation=honest,
        unchecked=unchecked(one, other),
    )


def rule_of(one: Filing, other: Filing) -> str:
    """Return the item that a pair would fall under: of one applicant the same again, of others a copy.

    Its list is the one in force when the later of the two was filed; empty before there was any.
    """
    days = [each.filed_on for each in (one, other) if each.filed_on]
    held = next((letter for since, letter in LISTS if not days or max(days) >= since), "")
    return held and held + ("1" if set(one.applicants) & set(other.applicants) else "2")


def pieces(text: str) -> list[str]:
    """Return the clauses of a text as written."""
    signs, kinds = tables()
    found, start = [], 0
    for place, sign in enumerate(text):
        broken = ord(sign) < len(signs) and kinds[signs[ord(sign)]] == BREAK
        if broken or place - start >= LONGEST:
            found.append(text[start:place])
            start = place + broken
    found.append(text[start:])
    return [piece.strip() for piece in found if len(piece.strip()) >= SHORTEST]


def aligned(one: str, other: str) -> tuple[Passage, ...]:
    """Lay the clauses of two texts side by side, the most alike first; returned in the order of the second."""
    lefts, rights = pieces(one)[:MOST], pieces(other)[:MOST]
    grams = [[_grams(piece) for piece in side] for side in (lefts, rights)]
    pairs = [
        (alike, left, right)
        for left, mine in enumerate(grams[0])
        for right, theirs in enumerate(grams[1])
        if (alike := _dice(mine, theirs)) >= LEAST_ALIKE
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for alike, left, right in sorted(pairs, key=lambda each: (-each[0], each[2], each[1])):
        if left in taken[0] or right in taken[1]:
            continue
        taken[0].add(left)
        taken[1].add(right)
        found.append(Passage(lefts[left], rights[right], round(alike, 3), left, right))
    return tuple(sorted(found, key=lambda each: each.right_place))


def _grams(piece: str) -> Counter[str]:
    return Counter(piece[at : at + 2] for at in range(len(piece) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def swapped(passages: tuple[Passage, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return what stands in the one for what in the other, the most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    for each in passages:
        match = SequenceMatcher(None, each.left, each.right, autojunk=False)
        for tag, begin, end, start, stop in match.get_opcodes():
            if tag == "replace" and max(end - begin, stop - start) <= LONGEST_SWAP:
                before, after = _grown(each.left, begin, end)
                found[each.left[begin - before : end + after], each.right[start - before : stop + after]] += 1
    ordered = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return tuple((*words, times) for words, times in ordered[:SWAPS])


def _grown(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return by how many signs a difference grows to both sides until it is a word: nouns share signs."""
    before = after = 0
    while before < GROWN and begin - before > 0 and text[begin - before - 1] not in CONNECTING:
        before += 1
    while after < GROWN and end + after < len(text) and text[end + after] not in CONNECTING:
        after += 1
    return (0 if before == GROWN else before), (0 if after == GROWN else after)


def unchecked(one: Filing, other: Filing) -> tuple[str, ...]:
    """Return the codes of what was not looked at, or could not be."""
    codes = ["drawings", "description"]
    if max(len(pieces(one.text)), len(pieces(other.text))) > MOST:
        codes.append("tail")
    missing = (
        ("no_applicant", one.applicants and other.applicants),
        ("no_day", one.filed_on and other.filed_on),
        ("no_family", (one.family or one.priorities) and (other.family or other.priorities)),
        ("no_parent", one.parent or other.parent),
    )
    return (*codes, *(code for code, there in missing if not there))
