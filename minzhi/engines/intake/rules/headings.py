"""Which rows are the heading, which column is which field: by what headings say and by what stands below them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minzhi.engines.intake.rules.amounts import scale_of
from minzhi.engines.intake.rules.fields import Cell, Fault, Field, Kind, Setting, shown
from minzhi.engines.intake.rules.readers import read
from minzhi.engines.intake.rules.words import is_empty

LOOKED_AT, DEEPEST, SAMPLE = 30, 4, 40
SURE, LIKELY = 0.99, 0.55
TELLING = frozenset(Kind) - {Kind.TEXT, Kind.CODE, Kind.NUMBER, Kind.WHOLE, Kind.YES_NO}
"""Kinds that a column's content gives away by itself."""


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: first and last row of it, counted from 0, and each column's parts from top down."""

    first: int
    last: int
    columns: tuple[tuple[str, ...], ...]

    def of(self, column: int) -> str:
        return "／".join(self.columns[column]) if column < len(self.columns) else ""


def normal(heading: str) -> str:
    """Return a heading for comparing: no numbering, brackets, stars or spaces.

    >>> normal("3. 本季完成 情况（限300字）*"), normal("合同金额(万元)")
    ('本季完成情况', '合同金额')
    """
    text = unicodedata.normalize("NFKC", heading).lower()
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕", "", text)
    text = re.sub(r"^\s*(?:\d+|[一二三四五六七八九十]+)[、.．]\s*", "", text)
    return re.sub(r"[\s*:：,，。/／_\-—]+", "", text)


def likeness(heading: str, name: str) -> float:
    """Return how much a heading is like a name, from 0 to 1.

    >>> likeness("完成数量（件）", "完成数量"), likeness("甲", "乙")
    (1.0, 0.0)
    """
    one, other = normal(heading), normal(name)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    within = 0.6 + 0.35 * len(short) / len(long) if short in long and len(short) > 1 else 0.0
    mine, theirs = _pairs(one), _pairs(other)
    dice = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    return max(within, dice * 0.9)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def fits(field: Field, parts: Sequence[str]) -> float:
    """Return how well the parts of a column's heading name a field."""
    said = [*parts[-1:], "".join(parts)] if len(parts) > 1 else list(parts)
    return max((likeness(each, name) for each in said for name in field.headings), default=0.0)


def find(rows: Sequence[Sequence[Cell]], fields: Sequence[Field]) -> Heading:
    """Return the rows that head the table: the ones that name most fields, the fewest of them, the topmost."""
    found = list(_candidates(rows))
    if not found:
        return Heading(0, 0, ())
    return max(found, key=lambda each: (round(_named(each, fields), 2), -(each.last - each.first), -each.first))


def _candidates(rows: Sequence[Sequence[Cell]]) -> Iterator[Heading]:
    for first in range(min(LOOKED_AT, len(rows))):
        for deep in range(min(DEEPEST, len(rows) - first)):
            heading = made(rows, first, first + deep)
            if sum(bool(parts) for parts in heading.columns) > 1:
                yield heading


def made(rows: Sequence[Sequence[Cell]], first: int, last: int) -> Heading:
    """Return the heading that rows `first` to `last` make: each part once, whatever was merged over it."""
    width = max((len(row) for row in rows[first : last + 1]), default=0)
    columns = []
    for column in range(width):
        parts = [shown(row[column]).strip() for row in rows[first : last + 1] if column < len(row)]
        columns.append(tuple(dict.fromkeys(part for part in parts if part)))
    return Heading(first, last, tuple(columns))


def _named(heading: Heading, fields: Sequence[Field]) -> float:
    taken = assigned({(at, field.name): fits(field, parts) for at, parts in enumerate(heading.columns)
                      for field in fields if len("".join(parts)) <= LONGEST_HEADING})  # fmt: skip
    return sum(taken.values())


LONGEST_HEADING = 60


def assigned(scores: Mapping[tuple[int, str], float]) -> dict[tuple[int, str], float]:
    """Return the best pairs of column and field: each column and each field at most once."""
    chosen: dict[tuple[int, str], float] = {}
    columns: set[int] = set()
    names: set[str] = set()
    for pair, score in sorted(scores.items(), key=lambda each: (-each[1], each[0])):
        if score >= LIKELY and pair[0] not in columns and pair[1] not in names:
            chosen[pair] = score
            columns.add(pair[0])
            names.add(pair[1])
    return chosen


def propose(
    heading: Heading,
    rows: Sequence[Sequence[Cell]],
    fields: Sequence[Field],
    setting: Setting,
    known: Mapping[str, str],
) -> dict[str, int]:
    """Return field → column as it seems; `known` is what this sender confirmed before, heading → field."""
    scores = {}
    for column, parts in enumerate(heading.columns):
        said = heading.of(column)
        cells = [row[column] for row in rows if column < len(row) and not is_empty(row[column])][:SAMPLE]
        for field in fields:
            if known.get(said) == field.name:
                scores[column, field.name] = 2.0
            elif said not in known:
                scores[column, field.name] = _score(field, said, parts, cells, setting)
    return {name: column for column, name in assigned(scores)}


def _score(field: Field, said: str, parts: Sequence[str], cells: Sequence[Cell], setting: Setting) -> float:
    named = fits(field, parts)
    if not cells or field.kind not in TELLING:
        return named
    scale = scale_of(said, field.measured_in)
    share = sum(_reads(field, cell, Setting(setting.since_1904, scale, setting.names)) for cell in cells) / len(cells)
    return max(0.7 * named + 0.3 * share, 0.6 * share if share > SHARE and named == 0 else 0.0)


SHARE = 0.9


def _reads(field: Field, cell: Cell, setting: Setting) -> bool:
    try:
        return read(field, cell, setting) is not None
    except Fault:
        return False
