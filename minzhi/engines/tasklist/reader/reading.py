"""Finds the tasks of a paper: in its tables, else in its prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from minzhi.engines.tasklist.reader import formats
from minzhi.engines.tasklist.reader.defined import defined
from minzhi.engines.tasklist.reader.everyone import everyone, with_everyone, without
from minzhi.engines.tasklist.reader.head import head
from minzhi.engines.tasklist.reader.notice import Mark, Notice, Section, Sentence, Task
from minzhi.engines.tasklist.reader.paper import Paper, Span, trimmed
from minzhi.engines.tasklist.reader.prose import in_prose
from minzhi.engines.tasklist.reader.raw import RawTask
from minzhi.engines.tasklist.reader.tables import in_tables
from minzhi.engines.tasklist.reader.units import FIRST_LEADS, ORDER, SEVERAL_ONLY, Unit, ditto, listed

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\n")
STOP = re.compile(r"[。！？](?:[”’」』）])?")
QUANTITY = re.compile(
    r"\d[\d,，]*(?:\.\d+)?(?:个百分点|百分点|[%％‰]|[万亿]?(?:人次|元|人|户次|美元|余?[家件项个场名次期届批所类级条门篇份起台套支座处册倍户亩吨]))(?:以上)?"
    r"|\d[\d,，]*(?:\.\d+)?[万亿]"
)
MONTH = r"\d{1,2}月(?:\d{1,2}日)?(?:底|前|末|初|上旬|中旬|下旬)?前?"
DATE = re.compile(
    rf"\d{{4}}年(?:{MONTH}|第?[一二三四1-4]季度|底前?|末前?|初|上半年|下半年|前)?"
    rf"|(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日(?:前)?|(?:底|前|末|初|上旬|中旬|下旬)前?)|第[一二三四1-4]季度|(?:今年|本年|年)(?:底|末)前?|(?:上|下)半年"
)
INSTRUMENT = re.compile(r"《[^《》]{2,80}(?:〈[^〉]{2,80}〉[^《》]{0,80})?》")


def read(content: bytes, *, name: str) -> Notice:
    """Read a notice from the bytes of a file; `name` is only for the reader of errors. Raises `Unreadable`."""
    del name
    paper = formats.paper(content)
    said = everyone(paper.text)
    raw = list(in_tables(paper)) or in_prose(without(paper, said))
    for at, each in enumerate(raw):
        raw[at] = replace(each, units=ditto(each.units, raw[at - 1].units)) if at else each
    raw = with_everyone(raw, said)
    top = head(paper)
    return Notice(
        number=top.number, title=top.title, issuer=top.issuer, issued_on=top.issued_on, printed_on=top.printed_on,
        addressees=top.addressees, copies=top.copies, sections=tuple(_sections(paper, raw)), text=paper.text,
    )  # fmt: skip


@dataclass
class _Open:
    title: str
    tasks: list[Task] = field(default_factory=list)


def _sections(paper: Paper, raw: list[RawTask]) -> Iterator[Section]:
    numbers = [task.no for task in raw]
    own = len(set(numbers)) == len(numbers) and None not in numbers
    opened: list[_Open] = []
    # Said once for the whole paper, in a head or in a note: the first of each list leads.
    names = defined(paper.text)
    told = sum(len(FIRST_LEADS.findall(line)) for line in paper.text.split("\n") if ORDER.search(line))
    first_leads = bool(told) and told > sum(len(FIRST_LEADS.findall(each.units)) for each in raw)
    several_only = bool(told and SEVERAL_ONLY.search(paper.text))
    for place, each in enumerate(raw, start=1):
        if not opened or opened[-1].title != each.section:
            opened.append(_Open(each.section))
        found = listed(each.units, first_leads=first_leads, names=names)
        if several_only and len(found.units) == 1:
            found = listed(each.units, names=names)
        first_leads = first_leads or found.first_leads_from_here
        opened[-1].tasks.append(_task(paper, each, each.no if own and each.no else place, found.units))
    for no, section in enumerate(opened, start=1):
        yield Section(no, section.title, tuple(section.tasks))


def _task(paper: Paper, raw: RawTask, no: int, units: tuple[Unit, ...]) -> Task:
    spans = [span for piece in raw.words for span in _split(paper.text, piece)]
    sentences = tuple(
        Sentence(f"{no}.{place}", paper.of(span), span.start, span.end) for place, span in enumerate(spans, start=1)
    )
    words = [Span(each.start, each.end) for each in sentences]
    start = min((span.start for span in spans), default=raw.start)
    end = max((span.end for span in spans), default=raw.start)
    return Task(
        no, raw.title, sentences, units, _marks(QUANTITY, paper, words), _marks(DATE, paper, [*words, *raw.days]),
        _marks(INSTRUMENT, paper, words), start, end,
    )  # fmt: skip


def _split(text: str, piece: Span) -> Iterator[Span]:
    """Yield the sentences of a piece; tags and line breaks inside it are no words."""
    start = piece.start
    for tag in [*TAG.finditer(text, piece.start, piece.end), None]:
        yield from _sentences(text, start, tag.start() if tag else piece.end)
        start = tag.end() if tag else start


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in STOP.finditer(text, start, end):
        span = trimmed(text, at, stop.end())
        if span.end > span.start:
            yield span
        at = stop.end()
    rest = trimmed(text, at, end)
    if rest.end > rest.start:
        yield rest


def _marks(pattern: re.Pattern[str], paper: Paper, places: list[Span]) -> tuple[Mark, ...]:
    return tuple(
        Mark(hit[0], place.start + hit.start(), place.start + hit.end())
        for place in places
        for hit in pattern.finditer(paper.of(place))
    )
