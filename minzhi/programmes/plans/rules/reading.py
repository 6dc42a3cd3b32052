"""Finds targets in the words of an outline: what, how much, in which year, each with its place. Pure.

A target is a clause with a verb of reaching, a number with its unit, and a year that stands before it in the same
paragraph (到2025年) or heads its column. Money that is handed out is no target. What is found is a proposal: an officer
compares it with the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

YEAR = re.compile(
    r"(?P<past>截[至止]到?)?\s*(?P<year>20\d\d)\s*年\s*(?:底|末)?|“?(?P<plan>十[一二三四五六])五”?(?:期)?末"
)
PLANS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
LEAST = r"达到?(?:并保持)?|提高[到至]|提升[到至]|增[加长]?[到至]|扩大[到至]|突破|超过|不低于|不少于|保持在|稳定在|实现"
MOST = r"控制在|降[低]?[到至]|下降[到至]|压缩[到至]|缩短[到至]|不超过|不高于"
UNIT = (
    r"个百分点|百分点|个?工作日|个月|[%％‰]|[百千]?[万亿]?(?:美元|元|人次|户次|件|家|项|个|人|分|名|场|次|批|类|级|门|所|份|天|日|倍|户|亩|吨)"
    r"|[百千]?[万亿]"
)
REACHES = re.compile(rf"(?P<verb>{LEAST}|{MOST})(?:约|近|在)?\s*(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>{UNIT})?")
CLAUSE = re.compile(r"[，,；;。：:！\n]")
MONEY = re.compile(r"奖|补助|资助|给予|补贴|罚|资金支持|贷款额度|注册资本")
LEADING = re.compile(r"^(?:[、和及与并]|其中|力争|争取|全省|我省|全市|基本|年均|累计|以及|同时)+")
HEADING = re.compile(r"(?:主要|核心)?指标(?:名称)?(?:[（(].{1,8}[)）])?")
NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
COLUMN_YEAR = re.compile(r"(20\d\d)\s*年?")
IN_BRACKETS = re.compile(r"[（(]([^（()）]{1,8})[)）]\s*$")
SHORTEST, LONGEST = 3, 60
NATURES = ("约束性", "预期性")


@dataclass(frozen=True)
class Found:
    """A target as it stands in the text; `at_most`: less is better. A baseline only where a table gives one."""

    label: str
    number: Decimal
    unit: str
    year: int
    start: int
    end: int
    at_most: bool = False
    nature: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    is_past: bool = False


def targets(text: str) -> list[Found]:
    """Return the targets of a text in its order, those of tables and those of prose; the same one once.

    What had been reached (截至2020年底) is no target: it is the baseline of a target of the same words and unit.
    """
    said = sorted([*_in_tables(text), *_in_prose(text)], key=lambda each: each.start)
    past = {(each.label, each.unit): each for each in said if each.is_past}
    found: dict[tuple[str, int], Found] = {}
    for each in said:
        if not each.is_past:
            found.setdefault((each.label, each.year), _with_baseline(each, past.get((each.label, each.unit))))
    return list(found.values())


def _with_baseline(found: Found, past: Found | None) -> Found:
    if past is None or found.baseline is not None or past.year >= found.year:
        return found
    return replace(found, baseline=past.number, baseline_year=past.year)


def _in_prose(text: str) -> Iterator[Found]:
    at = 0
    for line in text.splitlines(keepends=True):
        if "\t" not in line:
            yield from _in_paragraph(line, at)
        at += len(line)


def _in_paragraph(line: str, at: int) -> Iterator[Found]:
    years = [(hit.end(), _year(hit), bool(hit["past"])) for hit in YEAR.finditer(line)]
    nature = next((each for each in NATURES if f"均为{each}" in line), "")
    for hit in REACHES.finditer(line):
        year, is_past = next(((year, past) for end, year, past in reversed(years) if end <= hit.start()), (None, False))
        label = _label(line, hit)
        if year is None or not label or hit["unit"] is None:
            continue
        yield Found(
            label, number(hit["number"]), hit["unit"].replace("％", "%"), year, at + _start(line, hit, label),
            at + hit.end(), bool(re.fullmatch(MOST, hit["verb"])), nature,
            is_past=is_past,
        )  # fmt: skip


def _year(hit: "re.Match[str]") -> int:
    return int(hit["year"]) if hit["year"] else PLANS[hit["plan"]]


def _label(line: str, hit: "re.Match[str]") -> str:
    """Return the words that say what is to be reached; nothing where they say no such thing."""
    before = line[: hit.start()]
    begins = max([end.end() for end in CLAUSE.finditer(before)] + [end.end() for end in REACHES.finditer(before)] + [0])
    years = [end.end() for end in YEAR.finditer(before)]
    words = LEADING.sub("", before[max([begins, *years]) :].strip()).strip()
    plain = SHORTEST <= len(words) <= LONGEST and not MONEY.search(words)
    return words if plain else ""


def _start(line: str, hit: "re.Match[str]", label: str) -> int:
    return line.rfind(label, 0, hit.start())


def number(written: str) -> Decimal:
    """Return a number as written.

    >>> number("3,200.5")
    Decimal('3200.5')
    """
    return Decimal(re.sub(r"[,，]", "", written))


@dataclass(frozen=True)
class Head:
    """A table's head: places of columns counted from the right, so that merged cells at the left do not matter."""

    label: int
    years: tuple[tuple[int, int], ...]
    unit: int | None
    nature: int | None


def _in_tables(text: str) -> Iterator[Found]:
    head, at = None, 0
    for line in text.splitlines(keepends=True):
        cells = [cell.strip() for cell in line.rstrip("\r\n").rstrip("\t").split("\t")]
        if "\t" in line and (fresh := _head(cells)):
            head = fresh
        elif "\t" not in line:
            head = None
        elif head and (row := _row(head, cells, line, at)):
            yield row
        at += len(line)


def _head(cells: list[str]) -> Head | None:
    places = {len(cells) - place: cell for place, cell in enumerate(cells)}
    labels = [place for place, cell in places.items() if HEADING.fullmatch(cell.replace(" ", ""))]
    found = {place: COLUMN_YEAR.search(cell) for place, cell in places.items()}
    years = tuple(sorted((int(hit[1]), place) for place, hit in found.items() if hit))
    if not labels or not years:
        return None
    unit = next((place for place, cell in places.items() if cell in {"单位", "计量单位"}), None)
    nature = next((place for place, cell in places.items() if "属性" in cell or "性质" in cell), None)
    return Head(labels[0], years, unit, nature)


def _row(head: Head, cells: list[str], line: str, at: int) -> Found | None:
    def cell(place: int | None) -> str:
        return cells[len(cells) - place] if place and place <= len(cells) else ""

    year, column = head.years[-1]
    value, label = NUMBER.search(cell(column)), cell(head.label)
    if not value or not label:
        return None
    in_label = IN_BRACKETS.search(label)
    unit = cell(head.unit) or (in_label[1] if in_label else "")
    name = IN_BRACKETS.sub("", label) if in_label and not head.unit else label
    first = NUMBER.search(cell(head.years[0][1])) if len(head.years) > 1 else None
    stated = COLUMN_YEAR.search(cell(head.years[0][1])[first.end() :]) if first else None
    start, end = at + line.find(label), at + len(line.rstrip())
    return Found(
        name.strip(), number(value[0]), unit.replace("％", "%"), year, start, end,
        nature=next((each for each in NATURES if each in cell(head.nature)), ""),
        baseline=number(first[0]) if first else None,
        baseline_year=(int(stated[1]) if stated else head.years[0][0]) if first else None,
    )  # fmt: skip
