"""A task as found, before its words are cut: the same from tables and from prose."""

import re
from dataclasses import dataclass

from minzhi.engines.tasklist.reader.paper import Span

CHINESE = "〇一二三四五六七八九十百"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?P<digits>[0-9０-９]{1,3})\s*(?:[.．﹒、:：)）]|$)"
    r"|(?:第|[（(])?(?P<han>[一二三四五六七八九十百]{1,5})(?:[)）、.．是]|[项条]\s?)"
    rf"|(?P<circled>[{CIRCLED}]))\s*"
)
SECTION = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章部节])")
LEVELS = (
    SECTION,
    re.compile(r"^\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,4}[条项])"),
    re.compile(
        r"^\s*(?:\d{1,3}\s*[.．﹒、](?!\d)|\d{1,2}(?:[.．]\d{1,2}){1,2}(?:[.．、\s]\s*|(?=[\u4e00-\u9fff])(?![万亿元个倍米吨公平年月])))"
    ),
    re.compile(r"^\s*(?:[（(]\d{1,3}[)）]|\d{1,3}[)）]|[一二三四五六七八九十]{1,2}是)"),
    re.compile(rf"^\s*(?:[{CIRCLED}●•■◆▪★○]|[—–]{{1,2}}(?=[\u4e00-\u9fff]))"),
)
ITEM = re.compile("|".join(f"(?:{each.pattern})" for each in LEVELS))


@dataclass(frozen=True)
class RawTask:
    """`words` are the places of what is to be done, `units` the text of the list of units, `days` where dates stand."""

    no: int | None
    title: str
    section: str
    words: tuple[Span, ...]
    units: str
    start: int
    days: tuple[Span, ...] = ()


def number(text: str) -> tuple[int | None, str]:
    """Return a leading number (``8.``, ``（八）``, ``八、``) and the text after it."""
    found = NUMBERED.match(text)
    if not found:
        return None, text.strip()
    rest = text[found.end() :].strip()
    if found["circled"]:
        return CIRCLED.index(found["circled"]) + 1, rest
    return int(found["digits"]) if found["digits"] else han(found["han"]), rest


def level(text: str) -> int | None:
    """Return how deep an item stands: 一、 0, （一） 1, 1. or 1.1 2, （1） or 一是 3, ① or ● 4; else nothing."""
    return next((depth for depth, begins in enumerate(LEVELS) if begins.match(text)), None)


def han(written: str) -> int:
    """Return the value of Chinese digits up to 999.

    >>> han("二十七"), han("十"), han("一百零三".replace("零", ""))
    (27, 10, 103)
    """
    value = current = 0
    for sign in written:
        if sign in "十百":
            value += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = CHINESE.index(sign)
    return value + current
