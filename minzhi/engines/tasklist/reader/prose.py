"""Tasks in prose: numbered paragraphs that say at their end who is responsible."""

import re
from dataclasses import dataclass, field, replace

from minzhi.engines.tasklist.reader.closing import Reach
from minzhi.engines.tasklist.reader.marks import Mark, marks
from minzhi.engines.tasklist.reader.paper import Block, Paper, Span, trimmed
from minzhi.engines.tasklist.reader.raw import ITEM, LEVELS, SECTION, RawTask, level, number
from minzhi.engines.tasklist.reader.running import acting, led, unit_heading
from minzhi.engines.tasklist.reader.units import LABEL

NEXT = re.compile(r"(?<=[。；;：:])\s*(?=\d{1,2}[.．﹒、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")
LONGEST_SECTION, LONGEST_TITLE = 40, 36
SMALL = 3  # from （1） on


@dataclass
class Item:
    """The smallest item of its place: how deep it stands, in which section, its words."""

    depth: int
    section: str
    words: list[Span]


@dataclass
class _Over:
    """A heading that names units, how deep it stands, and its task, which is that of the items under it."""

    depth: int
    task: RawTask
    place: Span | None = None  # where it says nothing else, and is no task itself


@dataclass
class _Open:
    """What has been read since the last mark: paragraphs, each with its level if it begins an item.

    `left` are the section's items before the open one without units, `since` those before the last mark, `others` those
    of sections before that have items with units, `past` those of all sections before, `heads` the sections' headings;
    only a sentence that speaks of several wants them. `over` is a heading that names units, `deep` says how deep the
    items among the tasks stand. `more` are marks that followed the last task's own.
    """

    paper: Paper
    heading: re.Pattern[str] | None
    section: str = ""
    headline: tuple[Span, str] | None = None
    words: list[tuple[Span, int | None]] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    since: int = 0
    others: list[Item] = field(default_factory=list)
    past: list[Item] = field(default_factory=list)
    heads: list[Item] = field(default_factory=list)
    over: list[_Over] = field(default_factory=list)
    deep: dict[int, int] = field(default_factory=dict)
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
        self.end_over()
        self.drop()
        if any(task.section == self.section for task in self.found):
            self.others += self.left
        self.past += self.left
        self.heads.append(Item(0, "", [place]))
        self.headline, self.section, self.fresh = (place, self.section), title, False
        self.left, self.since = [], 0

    def item(self, depth: int) -> None:
        """Begin an item: what stands above it stays, as its parent's words."""
        self.end_over(depth)
        if not any(above is not None and above < depth for _span, above in self.words):
            self.drop()

    def begin_over(self, words: list[Span]) -> None:
        """Remember the task of a heading that names units: items may stand under it."""
        title = self.paper.of(words[0])
        depth = level(title)
        if depth is not None and len(words) == 1 and len(title) <= LONGEST_SECTION and "。" not in title.rstrip("。"):
            while self.over and self.over[-1].depth >= depth:
                self.over.pop()  # it stands in the same paragraph, and has nothing under it
            self.over.append(_Over(depth, self.found[-1]))

    def begin_heading(self, place: Span, depth: int, said: str) -> None:
        """Remember a heading that says nothing but who leads what stands under it."""
        self.item(depth)
        task = _task(self.paper, [place], said, self.section)
        if self.heading and self.heading.match(self.paper.of(place)):
            self.head(place, task.title)
        self.over.append(_Over(depth, task, place))

    def end_over(self, depth: int = 0) -> None:
        """Give the items under headings, down to a depth, the units that these name.

        Small items are words of the heading's own task.
        """
        while self.over and depth <= self.over[-1].depth:
            self.close()
            self.drop()
            self._share(self.over.pop())

    def _share(self, over: _Over) -> None:
        """Give a heading's units to items without, and to those with others who leads; none else is it a task."""
        left = bool(self.left) and self.left[-1].words[0].start > over.task.start
        if not left and self.found and self.found[-1].start == over.task.start:
            return  # nothing stands under it
        task = next((each for each in self.found if each.start == over.task.start), over.task)
        section = task.section if over.depth else task.title
        under = [item for item in self.left if item.words[0].start > task.start]
        small = bool(under) and min(item.depth for item in under) >= SMALL and not over.place
        given = [
            replace(each, units=units, section=each.section or section)
            for each in self.found
            if each.start > task.start
            and self.deep.get(each.start, 0) > over.depth
            and (units := led(each.units, task.units)) != each.units
        ]
        if not given and (not under or (over.place and unit_heading(self.paper.of(over.place)))):
            return
        told = {each.start: each for each in given}
        self.found = [told.get(each.start, each) for each in self.found if each.start != task.start]
        self.left = [item for item in self.left if item not in under]
        self.since = min(self.since, len(self.left))
        if small:
            self.found.append(replace(task, words=(*task.words, *(span for item in under for span in item.words))))
        else:
            self.found += [_task(self.paper, item.words, task.units, section, *task.days) for item in under]

    def drop(self) -> None:
        """Leave the smallest items that stand open without units, with the words that follow each."""
        deepest = max((depth for _span, depth in self.words if depth is not None), default=None)
        first = len(self.left)
        for span, depth in self.words:
            if depth == deepest and depth is not None:
                self.left.append(Item(depth, self.section, [span]))
            elif depth is None and len(self.left) > first:
                self.left[-1].words.append(span)
        self.words = []

    def items(self, reach: Reach) -> list[Item]:
        """Take the items of which a sentence speaks out of those that are left."""
        self.drop()
        has_tasks = any(task.section == self.section for task in self.found)
        others = self.others if reach.unsaid and not (reach.part and has_tasks) else []
        items = [*others, *(self.left if has_tasks or not reach.unsaid else ())]
        if reach.numbers:
            by_number = {number(self.paper.of(item.words[0]))[0]: item for item in (*self.heads, *self.past, *items)}
            items = [by_number[each] for each in sorted(reach.numbers) if each in by_number]
        elif reach.count and reach.count > 0:
            items = items[-reach.count :]
        elif not reach.rest:
            items = items[self.since :][: -reach.count if reach.count else None]
        self.left = [item for item in self.left if item not in items]
        self.past = [item for item in self.past if item not in items]
        return items

    def lead(self, reach: Reach, said: str) -> bool:
        """Give the tasks of which a sentence speaks who leads, where they only name helpers; tell whether any did."""
        self.close()
        spoken = [at for at, task in enumerate(self.found) if task.section == self.section]
        if reach.numbers:
            spoken = [at for at, task in enumerate(self.found) if task.no in reach.numbers]
        elif reach.count:
            spoken = spoken[-reach.count :] if reach.count > 0 else spoken[: -reach.count]
        given = {at: units for at in spoken if (units := led(self.found[at].units, said)) != self.found[at].units}
        for at, units in given.items():
            self.found[at] = replace(self.found[at], units=units)
        return bool(given)

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
            blocks += _apart(paper, block) if isinstance(block, Span) else [block]
    return Paper(paper.text, blocks)


def _apart(paper: Paper, block: Span) -> list[Block]:
    """Return the items that run on in one paragraph as paragraphs, where each says who acts in it."""
    text = paper.of(block)
    cuts = [hit.end() for hit in NEXT.finditer(text)]
    ends = [*cuts[1:], len(text)]
    if len(cuts) <= 1 or not all(acting(text[at:end]) for at, end in zip(cuts, ends, strict=True)):
        return [block]
    starts = [0, *cuts]
    return [
        trimmed(paper.text, block.start + at, block.start + end)
        for at, end in zip(starts, [*cuts, len(text)], strict=True)
    ]


def _tasks(paper: Paper, found: dict[int, list[Mark]], heading: re.Pattern[str] | None) -> list[RawTask]:
    read = _Open(paper, heading)
    for block in paper.blocks if found else ():
        if isinstance(block, Span):
            _read(paper, block, found.get(block.start, []), read)
    read.close()
    read.end_over()
    return sorted(read.found, key=lambda task: task.start)


def _heading(paper: Paper) -> re.Pattern[str]:
    """Return how sections begin here: 一、, or （一） where no paragraph begins with 一、."""
    begins = [paper.of(block) for block in paper.blocks if isinstance(block, Span)]
    return next((each for each in LEVELS[:2] if any(map(each.match, begins))), SECTION)


def _read(paper: Paper, block: Span, found: list[Mark], read: _Open) -> None:
    text = paper.of(block)
    labelled = bool(found) and found[0].start == 0  # 3.责任单位：… is no item of its own
    depth = level(text) if ITEM.match(text) and not labelled else None
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
    if found and found[0].heading:
        read.begin_heading(block, depth or 0, found[0].said)
        return
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
    if mark.reach and (several := read.items(mark.reach)):
        read.close()
        read.found += [_task(paper, each.words, mark.said, each.section, where) for each in several]
        read.since, read.fresh = len(read.left), False
        return
    if mark.reach and read.lead(mark.reach, mark.said):
        return
    words = read.taken(alone=alone) if mark.said else []
    if mark.said and not words and read.headline:
        place, read.section = read.headline
        words = [place]
    if words:
        read.close()
        read.found.append(_task(paper, words, mark.said, read.section, where))
        read.deep[read.found[-1].start] = level(paper.of(words[0])) or 0
        read.begin_over(words)
    elif read.fresh:
        read.more.append((mark.said, where))
    if mark.said:
        read.words, read.since, read.fresh = [], len(read.left), bool(read.found)


def _task(paper: Paper, words: list[Span], said: str, section: str, *where: Span) -> RawTask:
    first = paper.of(words[0])
    item = ITEM.match(first)
    no = number(first)[0] if item else None
    opening = trimmed(paper.text, words[0].start + (item.end() if item else 0), words[0].end)
    title, after = _title(paper, [opening, *words[1:]])
    kept = [trimmed(paper.text, after, opening.end), *words[1:]]
    kept = [span for span in kept if span.end > span.start] or [opening]
    return RawTask(no, title, section, tuple(kept), said, opening.start, days=where)


def _title(paper: Paper, words: list[Span]) -> tuple[str, int]:
    """Return the title and where the words after it begin: a short heading or first sentence, else the first clause."""
    text = paper.of(words[0])
    first, stop, rest = text.partition("。")
    if len(first) <= LONGEST_TITLE and (len(words) > 1 or (stop and rest.strip())):
        return first.strip(" ：:"), words[0].start + len(first) + len(stop)
    clauses = text.replace("。", "，").replace("；", "，").replace("：", "，").split("，")
    return clauses[0].strip()[:LONGEST_TITLE], words[0].start
