"""Tasks in tables: columns are known by their heads, sections are rows with one cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from minzhi.engines.tasklist.reader.paper import Block, Paper, Row, Span
from minzhi.engines.tasklist.reader.raw import RawTask, number
from minzhi.engines.tasklist.reader.units import spaced

NUMBER = re.compile(r"^(?:序号|编号|号|No\.?)$", re.IGNORECASE)
LEAD = re.compile(r"牵头|主办")
UNITS = re.compile(r"责任|负责|牵头|主办|配合|协办|协同|参与|部门|单位|处室|科室")
ASIDE = re.compile(
    r"范围|时限|时间|期限|进度|备注|日期|联系|频次|类别|领域|依据|来源|目标值|完成情况|领导|责任人|负责人|联络员|电话"
)
GROUP = re.compile(r"类别|领域|类型|方面|板块|方向")
ROLE = re.compile(r"(?:牵头|责任|主办|配合|协办|参与|参加)(?:单位|部门|处室|科室)")
DIGITS = re.compile(r"\s*[（(]?[0-9０-９]")
HAN = re.compile(r"[一二三四五六七八九十]{1,3}")
SECTION = re.compile(r"^\s*[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
DAYS = re.compile(r"时限|时间|期限|进度|日期|节点")
LEADERS = re.compile(r"领导|责任人|负责人|联络|联系|电话")
LONGEST_HEAD, LONGEST_SECTION = 24, 48


@dataclass(frozen=True)
class Columns:
    """Which column holds what; `lead` only where leaders have a column of their own, `group` where rows have heads."""

    task: int
    words: int
    units: tuple[int, ...]
    lead: int | None
    number: int | None
    group: int | None
    days: tuple[int, ...]


def in_tables(paper: Paper) -> Iterator[RawTask]:
    """Yield the tasks of all tables that have heads for tasks and for units."""
    columns, section, before, above = None, "", None, None
    for at, block in enumerate(paper.blocks):
        if isinstance(block, Span):
            if columns and SECTION.match(text := paper.of(block)) and len(text) <= LONGEST_SECTION:
                section = number(text)[1]
            continue
        if found := _columns(paper, block):
            columns = _grouped(paper, found, paper.blocks[at + 1 :])
        elif columns and len(block.cells) > max(columns.words, *columns.units):
            if heading := _heading(paper, block, columns):
                section = heading
                continue
            task = _task(paper, block, columns, section)
            if task and before and above and _goes_on(task, before, block, above, columns):
                before = _joined(before, task)
                continue
            if before:
                yield before
            before, above = task, block
    if before:
        yield before


def _columns(paper: Paper, row: Row) -> Columns | None:
    heads = [re.sub(r"\s+", "", paper.of(cell)) for cell in row.cells]
    if len(set(row.cells)) < 2 or any(not _is_head(head) for head in heads):  # noqa: PLR2004 - a task and its units
        return None
    numbers = [at for at, head in enumerate(heads) if NUMBER.match(head)]
    units = tuple(at for at, head in enumerate(heads) if UNITS.search(head) and not LEADERS.search(head))
    rest = [at for at, head in enumerate(heads) if head and at not in (*numbers, *units) and not ASIDE.search(head)]
    if not units or not rest or SECTION.match(heads[0]):
        return None
    leads = [at for at in units if LEAD.search(heads[at])] if len(units) > 1 else []
    # With three columns of words the last two are the task and what is done for it; the first groups them.
    task, words = rest[-2:] if len(rest) > 1 else (rest[0], rest[0])
    group = rest[-3] if len(rest) > 2 else None  # noqa: PLR2004 - three columns of words
    if numbers and task < numbers[0] < words:  # what is numbered is the task; what stands before its number groups it
        group, task = task, words
    if group is None:
        group = next((at for at, head in enumerate(heads[:task]) if GROUP.search(head)), None)
    days = tuple(at for at, head in enumerate(heads) if DAYS.search(head))
    return Columns(task, words, units, leads[0] if leads else None, numbers[0] if numbers else None, group, days)


def _grouped(paper: Paper, columns: Columns, after: Sequence[Block]) -> Columns:
    """Return the columns; a task's cell without number that covers rows with units of their own only groups them."""
    rows = [block for block in takewhile(lambda block: isinstance(block, Row), after) if isinstance(block, Row)]
    wide = [row for row in rows if len(row.cells) > max(columns.words, *columns.units)]
    if (
        columns.number is None
        and columns.task != columns.words
        and any(
            row.cells[columns.task] == above.cells[columns.task]
            and row.cells[columns.words] != above.cells[columns.words]
            and all(row.cells[at] != above.cells[at] for at in columns.units)
            and not DIGITS.match(paper.of(row.cells[columns.task]))
            for above, row in pairwise(wide)
        )
    ):
        return replace(columns, task=columns.words, group=columns.task if columns.group is None else columns.group)
    return columns


def _is_head(text: str) -> bool:
    """Tell whether a cell can be a column's head: short, and outside brackets without a list or a sentence."""
    plain = re.sub(r"[（(][^）)]*[）)]", "", text)
    return len(text) <= LONGEST_HEAD and not re.search(r"[，。；、]|^[0-9０-９]", plain)


def _heading(paper: Paper, row: Row, columns: Columns) -> str:
    """Return the title of a section: the only thing said in the row, beside its number at most."""
    said = list(dict.fromkeys(cell for cell in row.cells if paper.of(cell).strip()))
    if len(said) == 2 and HAN.fullmatch(paper.of(said[0]).strip()):  # noqa: PLR2004 - a number and a title
        return paper.of(said[1]).strip()
    if len(said) != 1:
        return ""
    [cell] = said
    whole = cell != row.cells[columns.words] or cell == row.cells[0]
    text = re.sub(rf"^({HAN.pattern})\s+", r"\1、", paper.of(cell).strip())
    return number(text)[1] if whole and (SECTION.match(text) or row.cells.count(cell) == len(row.cells)) else ""


def _task(paper: Paper, row: Row, columns: Columns, section: str) -> RawTask | None:
    words, units = row.cells[columns.words], _units(paper, row, columns)
    if not paper.of(words).strip():
        return None
    no, title = number(paper.of(row.cells[columns.task]).replace("\n", ""))
    if columns.number is not None:
        written = number(paper.of(row.cells[columns.number]))[0]
        no = written if written is not None else no
    if columns.task == columns.words:
        title = re.split(r"[，。；]", title)[0]
    if columns.group is not None and not section:
        section = re.sub(r"\s+", "", number(paper.of(row.cells[columns.group]))[1])
    days = tuple(row.cells[at] for at in columns.days)
    return RawTask(no, re.sub(r"\s+", "", title), section, (words,), units, row.cells[columns.task].start, days)


def _units(paper: Paper, row: Row, columns: Columns) -> str:
    said = {row.cells[at]: spaced(paper.of(row.cells[at])).strip("，、；。 \n") for at in columns.units}
    if columns.lead is None:
        return re.sub(rf"({ROLE.pattern})[，：:]", r"\1：", "，".join(said.values()))
    lead = row.cells[columns.lead]
    others = [text for cell, text in said.items() if text and cell != lead]
    return f"牵头单位：{said[lead]}；配合单位：{'、'.join(others)}"


def _goes_on(task: RawTask, before: RawTask, row: Row, above: Row, columns: Columns) -> bool:
    """Tell whether a row continues the one before: the task's cell is the same, or empty after a page break."""
    if task.no is not None and task.no != before.no:
        return False
    return row.cells[columns.task] == above.cells[columns.task] or (not task.title and task.no is None)


def _joined(before: RawTask, task: RawTask) -> RawTask:
    units = before.units if task.units in before.units else f"{before.units}；{task.units}".strip("；")
    return replace(before, words=tuple(dict.fromkeys((*before.words, *task.words))), units=units)
