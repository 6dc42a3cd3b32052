"""Marks of responsibility in prose: （责任单位：A、B）, 【…】, a paragraph 牵头单位：A, （A、B）, 由A牵头、B配合。"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from minzhi.engines.tasklist.reader.closing import CLOSING, LATE, TERM, Reach, reach
from minzhi.engines.tasklist.reader.naming import is_unit, nobody
from minzhi.engines.tasklist.reader.paper import Paper, Span
from minzhi.engines.tasklist.reader.raw import ITEM
from minzhi.engines.tasklist.reader.running import ACTED, acting, heading, unit_heading
from minzhi.engines.tasklist.reader.units import DITTO, FIRST_LEADS, LABEL, PAIRS, listed, unwrapped

ACTS = re.compile(r"负责(?!人)|牵头|落实|会同|配合|参加|参与|分工|协助|主办|协办")
UNNAMED = re.sub(r"\?P<\w+>", "?:", LABEL.pattern)
LABELLED = re.compile(rf"(?:^\s*[—–●•■◆]*(?:\d{{1,2}}[.．、]|[（(]\d{{1,2}}[)）])?|(?<=[。；;！]))\s*(?={UNNAMED})")
ALONE = re.compile(
    r"(?:^|(?<=[。；;！]))\s*由?(?P<said>[^。；;！：:《》]{2,200}?"
    r"(?:负责|牵头|落实|配合|参与|参加|协助|指导|主办|协办|承办|实施)(?:工作)?)"
    rf"(?:{TERM})?。?\s*$"
)
CLAUSE = re.compile(r"(?:^|[，,]|[—–]+)\s*由?|(?<=[^，,])由")
DASHED = re.compile(r"(?<=[^—–])[—–]{2}(?P<said>[^—–。；：:]{3,120})。?$")
ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百]+条[\s\u3000]")
NEXT = re.compile(r"(?<=[。；;])\s*(?=\d{1,3}[.．﹒、](?!\d))")
ENDING, BEHIND = re.compile(r"[。；;\s]*\Z"), re.compile(r"[。；！]\s*\Z")
CLAUSE_ENDS = re.compile(r"[；;。]\s*(?:[一二三四五六七八九十]{1,2}是|[（(]?\d{1,2}[)）.．、]|[①-⑳])")
CLOSES = re.compile(r"[。；;，,]?\s*")
LABELLED_KIND, BRACKETED, BARE, SAID = range(4)
ENOUGH_BARE, ENOUGH_SAID = 3, 2
LONGEST = 400


@dataclass(frozen=True)
class Mark:
    """A mark's place in its paragraph, and the list of units in it; empty where it names a term and nobody.

    `reach` tells of which other items it speaks. `by`: it says 由…, and counts in any company, as one with reach does,
    and one that is a `heading` of other items.
    """

    start: int
    end: int
    said: str
    kind: int
    reach: Reach | None = None
    by: bool = False
    heading: bool = False


def marks(paper: Paper) -> dict[int, list[Mark]]:
    """Return the marks of a paper by the start of their paragraph; weak kinds count only in company.

    Where there are none of the stronger ones, the running words of an item may say who acts.
    """
    found = {block.start: list(_in(paper.of(block))) for block in paper.blocks if isinstance(block, Span)}
    told = [mark.kind for each in found.values() for mark in each if mark.said and not mark.heading]
    counted = [told.count(kind) for kind in range(4)]
    strong = counted[LABELLED_KIND] + counted[BRACKETED]
    if strong or counted[BARE] >= ENOUGH_BARE:
        wanted = {LABELLED_KIND, BRACKETED, BARE}
        for block in paper.blocks:  # a heading that is a unit leads where its items only say who helps
            if isinstance(block, Span) and not found[block.start] and (said := unit_heading(paper.of(block))):
                found[block.start] = [Mark(len(said), len(said), said, SAID, heading=True)]
    else:
        found = {
            block.start: _running(paper.of(block), found[block.start])
            for block in paper.blocks
            if isinstance(block, Span)
        }
        wanted = {SAID} if sum(map(bool, found.values())) >= ENOUGH_SAID else set()
    kept = (
        (start, [mark for mark in each if mark.kind in wanted or mark.by or mark.reach or mark.heading])
        for start, each in found.items()
    )
    return {start: each for start, each in kept if each}


def _running(text: str, told: list[Mark]) -> list[Mark]:
    """Return the mark of an item's running words where they name more units than the marks found in it."""
    item = ITEM.match(text)
    said = unit_heading(text) or (acting(text[item.end() :]) if item and not ARTICLE.match(text) else "")
    more = len(listed(said).units) > sum(len(listed(mark.said).units) for mark in told)
    return [Mark(len(text), len(text), said, SAID)] if more else told


def _in(text: str) -> Iterator[Mark]:
    """Yield the marks of one paragraph, from left to right, none inside another."""
    if said := heading(text):
        yield Mark(len(text), len(text), said, SAID, heading=True)
        return
    closing = list(_closing(text))
    yield from _of_items(text[: closing[0].start] if closing else text)
    yield from closing


def _closing(text: str) -> Iterator[Mark]:
    """Yield the marks of sentences that speak of several items: 前两项由…；第三项由…."""
    for found in CLOSING.finditer(text):
        said = LATE.sub("", found["said"].rstrip("）)】］。；; "))
        if _all_units(said) and not (ARTICLE.match(text) and not found.start()):
            rest = text[found.end() :].lstrip("。；;）)】］ ")
            yield Mark(found.start(), len(text) - len(rest), said, SAID, reach(found["reach"]))


def _of_items(text: str) -> Iterator[Mark]:
    brackets = list(_brackets(text))
    opens = [start for start, _stop in brackets]
    outside = [hit for hit in LABELLED.finditer(text) if not _inside(hit.start(), opens, brackets)]
    spots: list[tuple[int, int, int]] = sorted(
        [*((start, start, stop) for start, stop in brackets), *((hit.start(), hit.end(), -1) for hit in outside)]
    )
    at, marked = 0, False
    for start, begin, stop in spots:
        mark = None if start < at else _labelled(text, start, begin) if stop < 0 else _bracketed(text, start, stop)
        if mark:
            yield mark
            at, marked = mark.end, True
    if not marked and (dashed := DASHED.search(text)) and _all_units(dashed["said"]):
        yield Mark(dashed.start(), len(text), dashed["said"], BARE)
    elif not marked and (alone := ALONE.search(text)):
        named = _named_from(alone["said"]) if ITEM.match(text) else None
        if named is not None:
            begin = alone.start("said") + named if named else alone.start()
            by = "由" in text[alone.start() : alone.start("said")] or text[begin : begin + 2].strip("，, ")[:1] == "由"
            if not ARTICLE.match(text) or (by and (not named or text[begin] in "，,")):  # rules too say who answers
                yield Mark(begin, len(text), alone["said"][named:], SAID, by=by)


def _inside(at: int, opens: list[int], brackets: list[tuple[int, int]]) -> bool:
    place = bisect_right(opens, at) - 1
    return place >= 0 and at < brackets[place][1]


def _labelled(text: str, start: int, begin: int) -> Mark:
    """Return the mark that a label makes, with its list up to the paragraph's end or the next item in it."""
    following = NEXT.search(text, begin)
    stop = following.end() if following else len(text)
    said = text[begin:stop]
    inner = said.rstrip("。；; \n")
    said = unwrapped(inner) if unwrapped(inner) != inner else said
    return Mark(start, stop, said if LABEL.match(said) and _names(said) else "", LABELLED_KIND)


def _bracketed(text: str, start: int, stop: int) -> Mark | None:
    kind = _kind(text, start, stop)
    if kind is None:
        return None
    end = CLOSES.match(text, stop).end()  # type: ignore[union-attr] # it matches nothing as well
    return Mark(start, end, text[start + 1 : stop - 1], kind)


def _named_from(said: str) -> int | None:
    """Return from which clause on nothing but units and what they do is said: …达到2万平方米，由甲局负责，乙局配合."""
    item = ITEM.match(said)
    for clause in CLAUSE.finditer(said, item.end() if item and item[0].strip("—–") else 0):
        rest = said[clause.end() :]
        if _all_units(rest) and not ACTED.match(rest):
            return clause.start()
    return None


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of outermost brackets."""
    opened: list[str] = []
    start = 0
    for at, sign in enumerate(text):
        if sign in PAIRS:
            start = start if opened else at
            opened.append(PAIRS[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
            if not opened and not LABEL.match(text, start):
                yield start, at + 1


def _kind(text: str, start: int, stop: int) -> int | None:
    said = text[start + 1 : stop - 1].strip()
    if len(said) > LONGEST:
        return None
    label = LABEL.search(said)
    if label and not label["aside"] and label.start() == 0:
        return LABELLED_KIND if _names(said) else None
    if DITTO.fullmatch(said):
        return BRACKETED
    if ACTS.search(said):
        return BRACKETED if _all_units(said, among=2) or nobody(said) else None
    ends = BEHIND.search(text, max(0, start - 9), start) or ITEM.match(text)
    stands = CLAUSE_ENDS.match(text, stop) or (ENDING.match(text, stop) and ends)
    return BARE if stands and _all_units(said) else None


def _names(said: str) -> bool:
    return bool(listed(said).units) or nobody(LABEL.sub("", said))


def _all_units(said: str, *, among: int = 1) -> bool:
    """Tell whether all names look like units; or, `among` so many, one of them: where the words tell who acts."""
    names = [unit.name for unit in listed(FIRST_LEADS.sub("", said)).units]
    return bool(names) and sum(map(is_unit, names)) * among >= len(names)
