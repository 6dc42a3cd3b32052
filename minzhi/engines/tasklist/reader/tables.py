"""Tasks in tables: columns are known by their heads, sections are rows with one cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from minzhi.engines.tasklist.reader.naming import is_unit
from minzhi.engines.tasklist.reader.paper import Paper, Row, Span
from minzhi.engines.tasklist.reader.raw import RawTask, number
from minzhi.engines.tasklist.reader.running import heading, led, only_units
from minzhi.engines.tasklist.reader.units import DITTO, LABEL, leading, listed, spaced

NUMBER = re.compile(r"^(?:(?:任务|项目)?(?:序号|编号)|号|No\.?)$", re.IGNORECASE)
LEAD, HELP = re.compile(r"牵头|主办|主责|第一责任"), re.compile(r"配合|协办|协同|协作|参与|参加")
SAID_TO_LEAD = re.compile(r"(责任|承办|主管|实施|负责)(?:单位|部门|[处科股]室)[^，。；、（(排列第首\s]{0,8}牵头")
UNITS = re.compile(r"责任|负责|牵头|主办|配合|协办|协同|参与|部门|单位|处室|科室")
ASIDE = re.compile(
    r"范围|季度|月份|时限|时间|期限|进度|备注|日期|联系|频次|依据|来源|目标值|完成情况|领导|责任人|负责人|联络员|电话"
    r"|成果|标志|考核(?!指标|要点|内容|事项)|佐证|分值|权重|进展|地点|资金"
)
GROUP = re.compile(r"类别|领域|类型|方面|板块|方向")
ROLE = re.compile(r"(?:牵头|责任|主办|配合|协办|参与|参加)(?:单位|部门|处室|科室)")
DIGITS = re.compile(r"\s*[（(]?[0-9０-９]")
HAN = re.compile(r"[一二三四五六七八九十]{1,3}")
SECTION = re.compile(r"^\s*[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
SIGNS = "√✓✔★☆●○◎▲△■□◆"
TICK = re.compile(rf"[{SIGNS}]|牵头|配合|主办|协办|参与|责任")
TICK_LEADS = re.compile(rf"([{SIGNS}])[^，,。；;、{SIGNS}]{{0,4}}(?:牵头|主办|主责)")
DAYS = re.compile(r"时限|时间|期限|进度|日期|节点")
LEADERS = re.compile(r"领导|责任人|负责人|联络|联系|电话")
BESIDE = re.compile(r"以及|[、及和与/（(]")
BODY = re.compile(r"单位|部门|[处科股]室")
COUNTED, FIGURES = frozenset({"单位", "计量单位"}), re.compile(r"(?:主要|具体)?指标(?:名称)?|计量单位")
TASKS = re.compile(r"任务|工作|内容|事项|措施|举措|项目|要点")
WHAT = (
    r"(?:牵头|责任|配合|协办|主办|分管|包保?|包案|挂钩)?"
    r"(?:单位|部门|[处科]室|领导|责任人|负责人|联系人|联络员|联系电话|电话)?"
)
SEVERAL_HEADS = re.compile(rf"{WHAT}(?:、{WHAT})+(?:[及和与]{WHAT})?")  # 责任单位、责任人及联系电话
LONGEST_HEAD, LONGEST_SECTION = 24, 48
ENOUGH, NEARLY, LEAST_SAID, SHORT_HEAD = 2, 0.8, 8, 6
LOOKED_AT = 300  # rows behind heads, to tell what they name


@dataclass(frozen=True)
class Columns:
    """Which column holds what; `task` names what `words` say, `group` names several tasks; `units` by their part.

    `ticked` are the units that name columns in which a sign says that they act.
    """

    task: int
    words: tuple[int, ...]
    units: dict[int, str]
    number: int | None
    group: int | None
    days: tuple[int, ...]
    ticked: dict[int, str]

    @property
    def width(self) -> int:
        return max((*self.words, *self.units, *self.ticked)) + 1


def in_tables(paper: Paper) -> Iterator[RawTask]:
    """Yield the tasks of all tables that have heads for tasks and for units."""
    heads = columns = above = second = named = None
    section = ""
    rows: list[RawTask] = []
    for at, block in enumerate(paper.blocks):
        if not isinstance(block, Row) or block is second:
            section = (columns and _titled(paper, block)) or section
            continue
        if named and _alike(paper, block, named):
            continue  # the heads again, as under each section
        under = _second_heads(paper, block, paper.blocks[at + 1 : at + 2])
        after = paper.blocks[at + 1 + bool(under) : at + 2 + bool(under)]
        if found := _columns(paper, block, under, [] if columns else _behind(paper, at), after):
            columns = columns if found == heads else _grouped(paper, found, at + bool(under))
            heads, second, named = found, under, block
        elif _of_another(paper, block):
            columns = heads = None
        elif columns and len(block.cells) >= columns.width:
            if heading := _heading(paper, block, columns):
                section, above = heading, None
                continue
            row = _filled(paper, block, above, columns)
            task = _task(paper, row, columns, section)
            if task and rows and above and _goes_on(task, rows[0], row, above, columns):
                rows.append(task)
                continue
            yield from _joined(rows)
            rows, above = [_by_itself(paper, task, row, above, columns)] if task else [], row
    yield from _joined(rows)


def _titled(paper: Paper, block: Span | Row) -> str:
    """Return the title of a section that stands as a paragraph among rows."""
    text = paper.of(block) if isinstance(block, Span) else ""
    begins = LABEL.match(text) or (SECTION.match(text) and len(text) <= LONGEST_SECTION)
    return number(text)[1] if begins else ""


def _behind(paper: Paper, at: int) -> list[Row]:
    after = paper.blocks[at + 1 : at + 1 + LOOKED_AT]
    return [block for block in takewhile(lambda block: isinstance(block, Row), after) if isinstance(block, Row)]


def _filled(paper: Paper, row: Row, above: Row | None, columns: Columns) -> Row:
    """Give a row the cells that stand empty because those above reach down to it, as a copied table shows them.

    Of units the first column tells: a row that names who leads but no helper has none. A line that only the task's
    column holds, as a sheet keeps paragraphs, gets none.
    """
    if above:
        cells = zip(row.cells, above.cells, strict=False)
        row = Row(tuple(over if DITTO.fullmatch(paper.of(cell).strip()) else cell for cell, over in cells))
    said = {at for at, cell in enumerate(row.cells) if paper.of(cell).strip()}
    if not above or not said:
        return row
    down = {columns.task} if columns.group is None else {columns.task, columns.group}
    down |= set(columns.units) if columns.units and min(columns.units) not in said and said - {columns.task} else set()
    empty = down - said
    return Row(tuple(above.cells[at] if at in empty else cell for at, cell in enumerate(row.cells)))


def _alike(paper: Paper, row: Row, other: Row) -> bool:
    pairs = zip(row.cells, other.cells, strict=False)
    return len(row.cells) == len(other.cells) and all(paper.of(cell) == paper.of(its) for cell, its in pairs)


def _of_another(paper: Paper, row: Row) -> bool:
    """Tell whether a row holds the heads of a table that names no units, as one of meetings or of figures."""
    said = list(filter(None, (paper.of(cell).strip() for cell in dict.fromkeys(row.cells))))
    short = len(said) > ENOUGH and all(len(head) <= SHORT_HEAD for head in said)
    known = all(any(each.search(head) for each in (TASKS, ASIDE, NUMBER)) for head in said)
    return short and (known or any(map(FIGURES.fullmatch, said)))


def _second_heads(paper: Paper, row: Row, after: list[Span | Row]) -> Row | None:
    """Return the row below where it parts heads further: under 责任单位 牵头 and 配合, under all others nothing."""
    under = next(iter(after), None)
    if not isinstance(under, Row) or len(under.cells) != len(row.cells):
        return None
    own = [(head, cell) for head, cell in zip(row.cells, under.cells, strict=True) if head != cell]
    said = [(paper.of(head).strip(), text) for head, cell in own if (text := paper.of(cell).strip())]
    parts = all(_is_head(text) and (not head or _names_units(head) or ASIDE.search(head)) for head, text in said)
    return under if len(said) > 1 and parts and any(head for head, _text in said) else None


def _heads(paper: Paper, row: Row, under: Row | None) -> list[str]:
    """Return the heads of the columns; of two in one column the upper, which reaches over empty ones, comes first."""
    heads = [re.sub(r"\s+", "", paper.of(cell)) for cell in row.cells]
    for at, cell in enumerate(under.cells if under else ()):
        if cell != row.cells[at] and (below := paper.of(cell).strip()):
            heads[at] = below if _names_units(below) else (heads[at] or heads[at - 1]) + below
    return heads


def _columns(paper: Paper, row: Row, under: Row | None, behind: list[Row], after: list[Row | Span]) -> Columns | None:
    """Return what the columns are by their heads; `behind`, the rows below, tell of heads that no rule knows.

    Without a column of units the block after the heads names them, for all rows up to the next such.
    """
    heads = _heads(paper, row, under)
    if len(set(row.cells)) < 2 or any(not _is_head(head) for head in heads):  # noqa: PLR2004 - a task and its units
        return None
    numbers = [at for at, head in enumerate(heads) if NUMBER.match(head)]
    units = {at: part for at, part in _parts(paper, heads).items() if not _counts(paper, heads[at], at, behind)}
    if not units and any(map(TASKS.search, heads)):
        units = {at: _part(heads[at]) for at in _holding_units(paper, behind, len(heads))}
    ticked = {} if units else {at: head for at, head in enumerate(heads) if _ticked(paper, head, at, behind)}
    others = [at for at, head in enumerate(heads) if head and at not in {*numbers, *units, *ticked}]
    rest = [at for at in others if not ASIDE.search(heads[at])]
    # What stands before the numbers of the tasks, or says that it does, groups them.
    groups = [at for at in rest if GROUP.search(heads[at]) or (numbers and at < numbers[0] < rest[-1])]
    left = [at for at in rest if at not in groups] or groups[-1:] or _longest(paper, behind, others)
    over = any(map(TASKS.search, heads)) and any(_groups(paper, each) for each in after)
    if not (units or ticked or over) or not left or SECTION.match(heads[0]):
        return None
    group = groups[-1] if groups and groups[-1] not in left else None
    days = tuple(at for at, head in enumerate(heads) if DAYS.search(head))
    return Columns(left[0], tuple(left[1:] or left), units, numbers[0] if numbers else None, group, days, ticked)


def _groups(paper: Paper, block: Row | Span) -> bool:
    """Tell whether a block says nothing but which units act in the rows under it."""
    cells = block.cells if isinstance(block, Row) else (block,)
    said = [text for cell in dict.fromkeys(cells) if (text := paper.of(cell).strip())]
    return len(said) == 1 and bool(_grouping(number(said[0])[1]))


def _counts(paper: Paper, head: str, at: int, behind: list[Row]) -> bool:
    """Tell whether a column says in what something is counted: 单位 over 个, 家, 万元."""
    said = [paper.of(row.cells[at]).strip() for row in behind if len(row.cells) > at]
    named = (unit.name for each in said for unit in listed(each).units)
    return head in COUNTED and bool(said) and not any(map(is_unit, named))


def _ticked(paper: Paper, head: str, at: int, behind: list[Row]) -> bool:
    """Tell whether a column's head is a unit and its cells only say by signs whether it acts."""
    said = {paper.of(row.cells[at]).strip() for row in behind if len(row.cells) > at}
    return is_unit(head) and bool(said - {""}) and all(TICK.fullmatch(each) for each in said - {""})


def _parts(paper: Paper, heads: list[str]) -> dict[int, str]:
    """Return the part of each column of units, also where the paper says whose: 承办处室牵头抓总."""
    units = [at for at, head in enumerate(heads) if _names_units(head)]
    told = {found[1] for found in SAID_TO_LEAD.finditer(paper.text)} if len(units) < sum(map(bool, heads)) else set()
    said = [head.replace("主责", "责任") for head in heads] if any("牵头" in head for head in heads) else heads
    return {at: "牵头单位" if said[at][:2] in told else _part(said[at]) for at in units}


def _names_units(head: str) -> bool:
    """Tell whether a head asks for units; 牵头单位及责任人 does, 责任领导 and 处室负责人 do not."""
    named = [each for each in BESIDE.split(head) if not LEADERS.search(each)]
    return any(UNITS.search(each) and (each == head or BODY.search(each)) for each in named)


def _holding_units(paper: Paper, rows: list[Row], width: int) -> Iterator[int]:
    """Yield the columns in which nearly every cell names units and nothing else."""
    wide = [row for row in rows if len(row.cells) == width and len(set(row.cells)) > 1]
    for at in range(width):
        said = list(filter(None, (spaced(paper.of(row.cells[at])).strip() for row in wide)))
        named = [all(is_unit(unit.name) for unit in listed(each).units) for each in said if listed(each).units]
        if len(said) >= ENOUGH and sum(named) >= len(said) * NEARLY:
            yield at


def _longest(paper: Paper, rows: list[Row], among: list[int]) -> list[int]:
    """Return the column that says most, where all heads sound like something said beside a task."""
    wide = [row for row in rows if len(row.cells) > max(among, default=0)]
    size = {at: sum(len(paper.of(row.cells[at])) for row in wide) for at in among if wide}
    most = max(size, key=lambda at: size[at], default=0)
    return [most] if size and size[most] >= LEAST_SAID * len(wide) else []


def _part(head: str) -> str:
    head = re.sub(r"[（(][^）)]*[）)]", "", head)  # 责任单位（第一单位为牵头单位）
    return "牵头单位" if LEAD.search(head) else "配合单位" if HELP.search(head) else "责任单位"


def _grouped(paper: Paper, columns: Columns, at: int) -> Columns:
    """Return the columns; where cells mostly name several tasks, by their numbers or their units, they group them."""
    wide = [row for row in _behind(paper, at) if len(row.cells) >= columns.width]
    groups = {row.cells[columns.task] for above, row in pairwise(wide) if _several(paper, above, row, columns)}
    grouped = sum(row.cells[columns.task] in groups for row in wide)
    if columns.task not in columns.words and groups and grouped * 2 >= len(wide):
        rest = columns.words[1:] or columns.words
        return replace(columns, task=columns.words[0], words=rest, group=columns.task)
    return columns


def _several(paper: Paper, above: Row, row: Row, columns: Columns) -> bool:
    """Tell whether two rows with one and the same cell in the tasks' column are two tasks."""
    if row.cells[columns.task] != above.cells[columns.task]:
        return False
    if columns.number is not None:
        return paper.of(row.cells[columns.number]) != paper.of(above.cells[columns.number])
    others = (*columns.words, *columns.units)
    return not DIGITS.match(paper.of(row.cells[columns.task])) and all(
        row.cells[at] != above.cells[at] for at in others
    )


def _is_head(text: str) -> bool:
    """Tell whether a cell can be a column's head: short, and outside brackets without a list or a sentence."""
    plain = re.sub(r"[（(][^）)]*[）)]", "", text)
    return (
        len(plain) <= LONGEST_HEAD
        and len(text) <= LONGEST_SECTION
        and (not re.search(r"[，。；、]|^[0-9０-９]", plain) or bool(SEVERAL_HEADS.fullmatch(plain)))
    )


def _heading(paper: Paper, row: Row, columns: Columns) -> str:
    """Return the title of a section: one cell over task and units, or the only thing said beside a number."""
    acting = (*columns.units, *columns.ticked) or range(len(row.cells))
    told = {row.cells[at] for at in (columns.task, *columns.words, *acting)}
    title = re.sub(rf"^({HAN.pattern})\s+", r"\1、", paper.of(row.cells[columns.task]).strip())
    if len(told) == 1 and 0 < len(title) <= LONGEST_SECTION and "。" not in title:
        return number(title)[1]
    said = list(dict.fromkeys(cell for cell in row.cells if paper.of(cell).strip()))
    if len(said) == 2 and HAN.fullmatch(paper.of(said[0]).strip()):  # noqa: PLR2004 - a number and a title
        return paper.of(said[1]).strip()
    if len(said) != 1:
        return ""
    [cell] = said
    text = re.sub(rf"^({HAN.pattern})\s+", r"\1、", paper.of(cell).strip())
    begins = (SECTION.match(text) and len(text) <= LONGEST_SECTION and "。" not in text) or _grouping(text)
    return number(text)[1] if begins or row.cells.count(cell) == len(row.cells) else ""


def _task(paper: Paper, row: Row, columns: Columns, section: str) -> RawTask | None:
    cells = dict.fromkeys(row.cells[at] for at in (*columns.words, columns.task))
    said = [cell for cell in cells if paper.of(cell).strip()]
    words, units = said[: len(columns.words)], _units(paper, row, columns)
    words = [cell for cell in words if cell != row.cells[columns.task]] or words[:1]
    if not words:
        return None
    no, title = number(paper.of(row.cells[columns.task]).replace("\n", ""))
    if columns.number is not None:
        written = number(paper.of(row.cells[columns.number]))[0]
        no = written if written is not None else no
    if columns.task in columns.words:
        title = re.split(r"[，。；]", title)[0]
    if columns.group is not None and not section:
        section = re.sub(r"\s+", "", number(paper.of(row.cells[columns.group]))[1])
    if units and LABEL.match(section) and leading(section) and not LABEL.match(units):
        units = f"责任单位：{units}"
    units = led(units, _grouping(section))
    days = tuple(row.cells[at] for at in columns.days)
    return RawTask(no, re.sub(r"\s+", "", title), section, tuple(words), units, row.cells[columns.task].start, days)


def _grouping(section: str) -> str:
    """Return the units that a row above several names: 牵头单位：市教育局, 市教育局牵头的任务, 市教育局."""
    return section if LABEL.match(section) else heading(section) or only_units(section)


def _units(paper: Paper, row: Row, columns: Columns) -> str:
    """Return the row's units, under their part where the columns' heads or a cell of the row tell parts apart."""
    parts: dict[str, dict[Span, str]] = {}
    for at, part in columns.units.items():
        if said := spaced(paper.of(row.cells[at])).strip("，、；。 \n"):
            parts.setdefault(part, {})[row.cells[at]] = said
    lists = {part: "，".join(cells.values()) for part, cells in parts.items()}
    leading = {found[1] for found in TICK_LEADS.finditer(paper.text)} if columns.ticked else set()
    for at, name in columns.ticked.items():
        if sign := paper.of(row.cells[at]).strip():
            part = "牵头单位" if sign in leading or "牵头" in sign else "责任单位"
            lists[part] = f"{lists[part]}，{name}" if part in lists else name
    if set(columns.units.values()) == {"责任单位"}:
        return re.sub(rf"({ROLE.pattern})[，：:](?!以?下同)", r"\1：", lists.get("责任单位", ""))
    return "；".join(f"{part}：{said}" for part, said in lists.items())


def _goes_on(task: RawTask, before: RawTask, row: Row, above: Row, columns: Columns) -> bool:
    """Tell whether a row continues the one before: the task's cell is the same, or empty after a page break.

    Other words under the same cell that other units answer for are a task of their own.
    """
    if task.no is not None and task.no != before.no:
        return False
    if not _shares(row, above, columns):
        return False
    return task.units in {"", before.units} or all(row.cells[at] == above.cells[at] for at in columns.words)


def _shares(row: Row, above: Row, columns: Columns) -> bool:
    """Tell whether two rows have one cell that names their task."""
    return row.cells[columns.task] == above.cells[columns.task]


def _by_itself(paper: Paper, task: RawTask, row: Row, above: Row | None, columns: Columns) -> RawTask:
    """Return a row's task; one that shares its cell with the row above, but not its units, is called by its words."""
    if not above or not _shares(row, above, columns):
        return task
    no, said = number(paper.of(task.words[0]))
    return replace(task, no=no, title=re.split(r"[，,。；;]", re.sub(r"\s+", "", said))[0])


def _joined(rows: list[RawTask]) -> Iterator[RawTask]:
    """Make one task of its rows, if there are any: words and units of each, none twice."""
    if not rows:
        return
    words = dict.fromkeys(span for row in rows for span in row.words)
    units = dict.fromkeys(row.units for row in rows if row.units)
    yield replace(rows[0], words=tuple(words), units="；".join(units))
