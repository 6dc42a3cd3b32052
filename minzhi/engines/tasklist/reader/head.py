"""The head and foot of a notice: number, title, issuer, days, to whom, copies."""

import re
from dataclasses import dataclass
from datetime import date

from minzhi.engines.tasklist.reader.naming import is_unit, split
from minzhi.engines.tasklist.reader.paper import Paper, Span
from minzhi.engines.tasklist.reader.raw import han
from minzhi.kit.numbers import BadNumber, DocumentNumber, normalise

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
WRITTEN_DAY = re.compile(
    r"(?P<year>[〇○零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
DATED = re.compile(r"^(?:成文|发文|印发|签发)(?:日期|时间)[:：]\D{0,2}(\d{4})\D(\d{1,2})\D(\d{1,2})日?$")
NUMBERED = re.compile(r"^(?:发文字号|发文文号|文件编号|文号)[:：]")
PRINTED = re.compile(DAY.pattern + r"印发")
TITLE_ENDS = (
    "通知",
    "意见",
    "方案",
    "清单",
    "决定",
    "办法",
    "措施",
    "要点",
    "计划",
    "规划",
    "公告",
    "函",
    "条例",
    "规定",
    "指引",
)
ISSUER = re.compile(r"^(?P<issuer>.{2,40}?)文件$")
ABOUT = re.compile(
    r"^(?!关于)(?P<issuer>[\u4e00-\u9fff]{2,30}?)(?:等[0-9０-９一二三四五六七八九十]+个?部门)?(?:(?:印发|发布)?关于|印发|转发|批转)"
)
SHORT = re.compile(r"^[省市县区州](?!.*[省市县区州])|^(?:本|我)")
SEALED_FOR = re.compile(r"^[（(].{2,30}代章[）)]$")
SOMEBODY = re.compile(
    r"^(?:各|省|市|县|局|厅|委|机关|有关|平潭"
    r"|[\u4e00-\u9fff]{2,20}(?:局|厅|委|办|部|院|署|政府|公司|中心|处|会)[，,、：:])[^。]*[：:]$"
)
FIRST, LAST = 40, 25
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Head:
    number: str | None
    title: str | None
    issuer: str | None
    issued_on: date | None
    printed_on: date | None
    addressees: tuple[str, ...]
    copies: tuple[str, ...]


def head(paper: Paper) -> Head:
    """Read head and foot from the paragraphs before and after the tasks."""
    lines = [re.sub(r"[ \u3000]+", "", paper.of(block)) for block in paper.blocks if isinstance(block, Span)]
    halves = [WRITTEN_DAY.sub(_in_digits, normalise(line)) for line in lines]
    number = next((found for line in lines[:FIRST] if (found := _number(line))), None)
    title = _title(lines[:FIRST])
    return Head(
        number=number,
        title=title,
        issuer=_issuer(lines[:FIRST], title, _signed(lines, halves)),
        issued_on=_issued(halves),
        printed_on=next((_date(match) for line in reversed(halves) if (match := PRINTED.search(line))), None),
        addressees=_addressees(lines[:FIRST]),
        copies=next((_copied(line) for line in reversed(lines) if line.startswith("抄送")), ()),
    )


def _number(line: str) -> str | None:
    try:
        return str(DocumentNumber.parse(NUMBERED.sub("", line).strip("（）()")))
    except BadNumber:
        return None


def _title(lines: list[str]) -> str | None:
    """Return the first line that names the paper, with the lines before it that belong to it."""
    for at, line in enumerate(lines):
        if line.endswith(TITLE_ENDS) and len(line) <= LONGEST_TITLE and "：" not in line:
            before = lines[at - 1] if at else ""
            begins = "关于" in before and not before.endswith((*TITLE_ENDS, "。", "：", "文件", "号"))
            return before + line if begins and "关于" not in line else line
    return None


def _issuer(lines: list[str], title: str | None, signed: str | None) -> str | None:
    """Return who issues by the head 某某文件, else by the title; by the signature where the title says it short."""
    named = next((found["issuer"] for line in lines if (found := ISSUER.match(line))), None)
    about = ABOUT.match(title or "")
    if not named and about and is_unit(about["issuer"]):
        named = signed if signed and SHORT.match(about["issuer"]) else about["issuer"]
    return named or (signed if title else None)


def _in_digits(found: re.Match[str]) -> str:
    year = "".join(str("〇一二三四五六七八九".index(sign)) for sign in re.sub("[○零]", "〇", found["year"]))
    return f"{year}年{han(found['month'])}月{han(found['day'])}日"


def _signed(lines: list[str], halves: list[str]) -> str | None:
    """Return the unit that stands in the line above the day of signing."""
    for at, line in enumerate(halves):
        if at and DAY.fullmatch(line):
            above = lines[at - 2] if SEALED_FOR.match(lines[at - 1]) and at > 1 else lines[at - 1]
            return above if is_unit(above) and "，" not in above else None
    return None


def _issued(lines: list[str]) -> date | None:
    """Return the day that stands alone in a line: the day of signing. The day of printing is another."""
    near = [*lines[:FIRST], *lines[-LAST:]]
    alone = [found for line in near if (found := DAY.fullmatch(line))] or [
        found for line in near if (found := DATED.match(line))
    ]
    return _date(alone[0]) if alone else None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _addressees(lines: list[str]) -> tuple[str, ...]:
    line = next((line for line in lines if line.endswith(("：", ":")) and SOMEBODY.match(line)), "")
    whole = re.split(r"[，,；;]", line[:-1])
    return tuple(filter(None, (name for part in whole for name in _outside(part))))


def _outside(part: str) -> list[str]:
    """Cut at 、 outside brackets, but leave 各省、自治区、直辖市人民政府 whole."""
    if part.startswith("各"):
        bracketless = re.sub(r"（[^）]*）", "", part)
        if re.fullmatch(r"各[^、]{1,4}(?:、[^、]{1,5})*(?:人民政府|直属机构|直属单位|部委)", bracketless):
            return [part]
    return re.split(r"、(?![^（]*）)", part)


def _copied(line: str) -> tuple[str, ...]:
    return tuple(filter(None, split(re.sub(r"^抄送[:：]?", "", line).rstrip("。"))))
