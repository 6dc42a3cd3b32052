"""Tasks in prose: numbered paragraphs that say at their end who is responsible."""

import re
from dataclasses import dataclass, field, replace

from minzhi.engines.tasklist.reader.marks import Mark, marks
from minzhi.engines.tasklist.reader.paper import Block, Paper, Span, trimmed
from minzhi.engines.tasklist.reader.raw import ITEM, LEVELS, SECTION, RawTask, level, number
from minzhi.engines.tasklist.reader.units import LABEL

LONGEST_SECTION, LONGEST_TITLE = 40, 36
SMALL = 3  # from （1） on


@dataclass
class _Open:
    """What has been read since the last mark: paragraphs, each with its level if it begins an item.

    `dropped` are items above the one that is open; only a mark that speaks of all of them wants them. `more` are marks
    that followed the last task's own.
    """

    heading: re.Pattern[str] | None
    section: str = ""
    headline: tuple[Span, str] | None = None
    words: list[tuple[Span, int | None]] = field(default_factory=list)
    dropped: list[Span] = field(default_factory=list)
    found: list[RawTask] = field(default_factory=list)
    more: list[tuple[str, Span]] = field(default_factory=list)
    fresh: bool = False

    def close(self) -> None:
        """Give the last task what further marks said of it."""
        if self.more:
            last = self.found[-1]
            units = "；".join([last.units, *filter(None, (said for said, _where in self.more))])
            self.found[-1] = replace(last, units=units, days=(*last.days, *(where for _said, where in self.more)))
            self.more = []

    def head(self, place: Span, title: str) -> None:
        """Begin a section; its heading is a task where a mark follows at once, and the section before goes on."""
        self.headline, self.section, self.fresh = (place, self.section), title, False
        self.words, self.dropped = [], []

    def item(self, depth: int) -> None:
        """Begin an item: what stands above it stays, as its parent's words."""
        if not any(above is not None and above < depth for _span, above in self.words):
            self.dropped += [span for span, _depth in self.words]
            self.words = []

    def items(self) -> list[list[Span]]:
        """Return the words of each of the smallest items that stand open, and those of items above them."""
        deepest = max((depth for _span, depth in self.words if depth is not None), default=0)
        found = [[span] for span in self.dropped]
        for span, depth in self.words:
            if depth == deepest:
                found.append([span])
            elif found and depth is None:
                found[-1].append(span)
        return found

    def taken(self, *, alone: bool) -> list[Span]:
        """Return the words of a mark: its own item's, or where it closes several small items, their parent's."""
        starts = [at for at, (_span, depth) in enumerate(self.words) if depth is not None]
        depths = [depth for _span, depth in self.words if depth is not None]
        deepest = max(depths, default=0)
        small = deepest >= SMALL and depths[0] < deepest
        whole = not starts or ((alone or small) and depths.count(deepest) > 1)
        return [span for span, _depth in self.words[0 if whole else starts[-1] :]]


def in_prose(paper: Paper) -> list[RawTask]:
    """Return a task for every mark of responsibility, with the words since the item began or the mark before."""
    paper = _with_lists(paper)
    found = marks(paper)
    tasks = _tasks(paper, found, _heading(paper))
    sections = [task.section for task in tasks if task.section]
    alone = len(tasks) > 1 and sections and len(set(sections)) == len(sections)
    if alone and all(bool(task.section) == (task.no is None) for task in tasks):
        return _tasks(paper, found, None)  # a section is one task: its heading names the task
    return tasks


def _with_lists(paper: Paper) -> Paper:
    """Join a paragraph that is nothing but a label with the next, its list."""
    blocks: list[Block] = []
    for block in paper.blocks:
        last = blocks[-1] if blocks else None
        if isinstance(block, Span) and isinstance(last, Span) and LABEL.fullmatch(paper.of(last)):
            blocks[-1] = Span(last.start, block.end)
        else:
            blocks.append(block)
    return Paper(paper.text, blocks)


def _tasks(paper: Paper, found: dict[int, list[Mark]], heading: re.Pattern[str] | None) -> list[RawTask]:
    read = _Open(heading)
    for block in paper.blocks if found else ():
        if isinstance(block, Span):
            _read(paper, block, found.get(block.start, []), read)
    read.close()
    return read.found


def _heading(paper: Paper) -> re.Pattern[str]:
    """Return how sections begin here: 一、, or （一） where no paragraph begins with 一、."""
    begins = [paper.of(block) for block in paper.blocks if isinstance(block, Span)]
    return next((each for each in LEVELS[:2] if any(map(each.match, begins))), SECTION)


def _read(paper: Paper, block: Span, found: list[Mark], read: _Open) -> None:
    text = paper.of(block)
    depth = level(text) if ITEM.match(text) else None
    if depth is not None:
        if (
            read.heading
            and read.heading.match(text)
            and not found
            and len(text) <= LONGEST_SECTION
            and "。" not in text.rstrip("。")
        ):
            read.head(block, number(text)[1].rstrip("。：:"))
            return
        if read.heading and read.heading.match(text):
            read.section = ""  # a task where others have sections
        read.item(depth)
    at = block.start
    for mark in found:
        before = trimmed(paper.text, at, block.start + mark.start)
        if before.end > before.start:
            own = paper.of(before)
            read.words.append((before, level(own) if ITEM.match(own) else None))
        where = Span(block.start + mark.start, block.start + mark.end)
        _mark(paper, mark, read, where, alone=before.end == before.start)
        at = block.start + mark.end
    if found or text.strip():
        read.headline = None
    if text[at - block.start :].strip("。；; "):
        read.words.append((trimmed(paper.text, at, block.end), depth if at == block.start else None))
        read.fresh = False


def _mark(paper: Paper, mark: Mark, read: _Open, where: Span, *, alone: bool) -> None:
    """Make a task of the words before a mark; a second mark with nothing between adds to the same task."""
    words = read.taken(alone=alone) if mark.said else []
    if mark.said and not words and read.headline:
        place, read.section = read.headline
        words = [place]
    if words:
        read.close()
        several = (mark.of_all and read.items()) or [words]
        read.found += [_task(paper, each, mark.said, read.section, where) for each in several]
    elif read.fresh:
        read.more.append((mark.said, where))
    if mark.said:
        read.words, read.dropped, read.fresh = [], [], bool(read.found)


def _task(paper: Paper, words: list[Span], said: str, section: str, where: Span) -> RawTask:
    first = paper.of(words[0])
    item = ITEM.match(first)
    no = number(first)[0] if item else None
    opening = trimmed(paper.text, words[0].start + (item.end() if item else 0), words[0].end)
    title, after = _title(paper, [opening, *words[1:]])
    kept = [trimmed(paper.text, after, opening.end), *words[1:]]
    kept = [span for span in kept if span.end > span.start] or [opening]
    return RawTask(no, title, section, tuple(kept), said, opening.start, days=(where,))


def _title(paper: Paper, words: list[Span]) -> tuple[str, int]:
    """Return the title and where the words after it begin: a short heading or first sentence, else the first clause."""
    text = paper.of(words[0])
    first, stop, rest = text.partition("。")
    if len(first) <= LONGEST_TITLE and (len(words) > 1 or (stop and rest.strip())):
        return first.strip(" ：:"), words[0].start + len(first) + len(stop)
    clauses = text.replace("。", "，").replace("；", "，").replace("：", "，").split("，")
    return clauses[0].strip()[:LONGEST_TITLE], words[0].start
