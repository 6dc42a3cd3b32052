"""Tasks in prose: numbered paragraphs that say at their end, in brackets, who is responsible."""

import re
from collections.abc import Iterator

from minzhi.engines.tasklist.reader.paper import Paper, Row, Span
from minzhi.engines.tasklist.reader.raw import RawTask, number

MARK = re.compile(
    r"[（(]\s*(?P<said>(?:由)?(?:(?:责任|负责|牵头|主办|承办|配合|落实)(?:单位|部门|处室)[:：](?:[^（）()]|[（(][^（）()]*[)）])*?"
    r"|(?:[^（）()。]|[（(][^（）()]*[)）])*?(?:负责|牵头|落实)(?:[^（）()]{0,12})?"
    r"(?:[，,；;。]?(?:列|排)[^（）()]*)?))\s*[)）]\s*[。；;]?"
)
BARE = re.compile(r"(?:^|(?<=[。；]))\s*(?:责任|负责|牵头)(?:单位|部门|处室)[:：]\s*(?P<said>[^。]+)。?\s*$")
SECTION = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部节])")
ITEM = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}\s*[.．、]|第[一二三四五六七八九十百]{1,4}条)"
)
LONGEST_SECTION, LONGEST_TITLE = 40, 36


def in_prose(paper: Paper) -> Iterator[RawTask]:
    """Yield a task for every mark of responsibility, with the words since the item began or the mark before."""
    section = ""
    waiting: list[Span] = []
    for block in paper.blocks:
        if isinstance(block, Row):
            continue
        text = paper.of(block)
        marks = [hit for hit in (*MARK.finditer(text), *BARE.finditer(text)) if _names_somebody(hit["said"])]
        if ITEM.match(text):
            waiting = []
            if SECTION.match(text) and not marks and len(text) <= LONGEST_SECTION and "。" not in text.rstrip("。"):
                section = number(text)[1]
                continue
        at = block.start
        for mark in marks:
            words = [*waiting, Span(at, block.start + mark.start())]
            yield _task(paper, words, mark["said"], section)
            waiting, at = [], block.start + mark.end()
        if block.end > at and text[at - block.start :].strip("。；; "):
            waiting.append(Span(at, block.end))


def _names_somebody(said: str) -> bool:
    return len(re.sub(r"[负责牵头落实由\s:：]", "", said)) > 1


def _task(paper: Paper, words: list[Span], said: str, section: str) -> RawTask:
    first = paper.of(words[0])
    item = ITEM.match(first)
    no = number(first)[0] if item else None
    start = words[0].start + (item.end() if item else 0)
    start += len(paper.text[start : words[0].end]) - len(paper.text[start : words[0].end].lstrip())
    words = [Span(start, words[0].end), *words[1:]]
    title, after = _title(paper, words)
    kept = (
        [Span(after, words[0].end), *words[1:]]
        if any(paper.of(w).strip() for w in words[1:]) or paper.text[after : words[0].end].strip()
        else words
    )
    return RawTask(no, title, section, tuple(span for span in kept if paper.of(span).strip()), said, start)


def _title(paper: Paper, words: list[Span]) -> tuple[str, int]:
    """Return the title and where the words after it begin: a short first sentence, else the first clause."""
    text = paper.of(words[0])
    first, stop, rest = text.partition("。")
    if stop and len(first) <= LONGEST_TITLE and (rest.strip() or len(words) > 1):
        return first.strip(), words[0].start + len(first) + 1
    return re.split(r"[，；。：]", text.strip())[0][:LONGEST_TITLE], words[0].start
