"""Who acts in all items by one sentence of the paper: 以上各项任务均需各乡镇人民政府落实，文中不再逐一列出."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minzhi.engines.tasklist.reader.closing import COUNT, SOME, reach
from minzhi.engines.tasklist.reader.naming import is_unit
from minzhi.engines.tasklist.reader.paper import Paper
from minzhi.engines.tasklist.reader.raw import RawTask
from minzhi.engines.tasklist.reader.running import led
from minzhi.engines.tasklist.reader.units import HELPING, LEADING, listed

BEGIN = (
    r"(?:^|(?<=[。；;（(*※])|(?<=[，,])(?=除))\s{0,4}(?:[（(]?(?:注|说明|备注|附注)[：:]|[*※])?\s{0,4}(?:\d{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[)）])?\s{0,4}"
    r"(?:除[^，,。；;]{1,20}外[，,])?"
)
WHICH = (
    rf"(?P<which>(?:{SOME}|[前后]{COUNT}项|各项|各条|每项|每条|所有|全部|以上|上述|以下|下列|[文表]中|本[\u4e00-\u9fff]{{1,4}}?(?:各|所|全))"
    r"(?:[^，,。；;：:由需须应均都为]{0,12}?(?:任务|工作|事项|措施|举措|内容|条款|项目)(?:分工)?[中里]?)?)"
)
ALSO, SAID = "(?:均|都|还|同时|原则上)*", r"(?P<said>[^。；;：:]{2,80}?)"
DOES = (
    r"(?:分别|共同|按[^，,。；;]{0,8}?|具体|积极|予以|抓好|做好|负责|组织|认真)*"
    r"(?P<does>牵头|落实|负责|配合|协助|协同|参与|参加|实施|执行|承担|办理)(?:工作|实施|落实)?(?=[，,。；;）)]|$)"
)
ONLY = r"(?:不再?|未|不另)(?:逐一|一一|另行|单独|分别|重复|逐项)*|[仅只]"
UNLISTED = rf"[，,][^，,。；;]{{0,8}}(?:{ONLY})(?:列|标|注)[^，,。；;]{{0,8}}"
BODY = r"的?(?:共同)?(?P<does>牵头|责任|主办|承办|落实|实施|配合|协办|参与)(?:单位|部门|主体|[处科股]室)"
FORMS = tuple(
    re.compile(BEGIN + form)
    for form in (
        rf"{WHICH}[，,]?{ALSO}(?:需要?|须|应当?|要){SAID}{DOES}(?:{UNLISTED})?",
        rf"{WHICH}[，,]?{ALSO}(?P<does>涉及|包括|需要?){SAID}{UNLISTED}",
        rf"{WHICH}[，,]?{ALSO}由{SAID}{DOES}{UNLISTED}",
        rf"(?=各|每|所有|全部){WHICH}[，,]?{ALSO}由{SAID}(?P<does>牵头)(?:负责|落实|实施|推进|组织)*(?=[，,。；;）)]|$)",
        rf"{WHICH}[，,]?{SAID}[均都](?:需要?|须|应当?|要)?{DOES}(?:{UNLISTED})?",
        rf"{WHICH}{BODY}[均都](?:为|是|包括|包?含){SAID}(?:{UNLISTED})?(?=[，,。；;）)]|$)",
        rf"{SAID}[均都]?(?:为|是|系){WHICH}{BODY}(?:{UNLISTED})?",
        rf"{SAID}[均都](?:为|是){BODY}{UNLISTED}",
        rf"{SAID}(?P<does>负责|配合|参与|落实)(?:负责|落实|做好|实施|抓好)*[^，,。；;]{{0,8}}?{WHICH}{UNLISTED}",
        rf"{WHICH}[，,]?{SAID}[均都](?:为|是|系|作为){BODY}(?:{UNLISTED})?",
    )
)
EVERY = re.compile("[均都各每]|所有|全部")
LONGEST, MOST = 2000, 30
UNNAMED = re.compile(rf"{UNLISTED}$")
HINT = re.compile(
    "[均都]|[不未][^，。]{0,6}[列标注]|[仅只][列标注]|[为是系](?:各|每|所有|全部|以上|上述)|(?:任务|工作|事项)[^，。]{0,4}由"
)
ABOVE, BELOW, SECTION = re.compile("以上|上述"), re.compile("以下|下列"), re.compile("本(?:章|节|部分|板块)")


@dataclass(frozen=True)
class Everyone:
    """A sentence's place, of which items it speaks, and its units under their part."""

    start: int
    end: int
    which: str
    units: str
    unlisted: bool  # it says that no item names them

    def speaks_of(self, raw: list[RawTask]) -> list[RawTask]:
        """Return the tasks of which it speaks: by their numbers, so many above it, or all that its word means."""
        above = [task for task in raw if task.start < self.start]
        told = reach(self.which)
        if told.numbers:
            return [task for task in raw if task.no in told.numbers]
        if told.count:
            return above[-told.count :] if told.count > 0 else above[: -told.count]
        return [task for task in raw if self._means(task, above[-1].section if above else "")]

    def _means(self, task: RawTask, section: str) -> bool:
        if SECTION.match(self.which):
            return task.section == section
        if ABOVE.match(self.which):
            return task.start < self.start
        return not BELOW.match(self.which) or task.start > self.start


def everyone(text: str) -> list[Everyone]:
    """Return what a text says once of all its items; not what a list of units says of the next."""
    found, start = [], 0
    for line in text.split("\n"):
        if len(line) <= LONGEST and HINT.search(line):
            found += [replace(each, start=start + each.start, end=start + each.end) for each in _said(line)]
        start += len(line) + 1
    return found[:MOST]


def _said(line: str) -> Iterator[Everyone]:
    at = 0
    hits = (hit for form in FORMS for hit in form.finditer(line))
    for hit in sorted(hits, key=lambda hit: hit.start()):
        unlisted = bool(UNNAMED.search(hit[0]))
        means_all = unlisted or EVERY.search(hit[0].replace(hit["said"], ""))
        names = [unit.name for unit in listed(hit["said"]).units]
        if hit.start() >= at and means_all and names and all(map(is_unit, names)) and not _inside(line, hit.start()):
            part = "牵头" if hit["does"] in LEADING else "配合" if hit["does"] in {*HELPING, "协助"} else "责任"
            yield Everyone(
                hit.start(), hit.end(), hit.groupdict().get("which") or "", f"{part}单位：{hit['said']}", unlisted
            )
            at = hit.end()


def _inside(line: str, at: int) -> bool:
    """Tell whether a place stands in a bracket that began before its own sentence."""
    before = line[:at].rstrip("（(")
    return sum(map(before.count, "（(〔[［【")) > sum(map(before.count, "）)〕]］】"))


def without(paper: Paper, said: list[Everyone]) -> Paper:
    """Return a paper with blanks where these sentences stand, so that no item takes their units for its own."""
    text = paper.text
    for each in said:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return Paper(text, paper.blocks)


def with_everyone(raw: list[RawTask], said: list[Everyone]) -> list[RawTask]:
    """Add the units to each task of which a sentence speaks; who leads comes first."""
    for each in said:
        spoken = {task.start for task in each.speaks_of(raw)}
        raw = [_also(task, each) if task.units and task.start in spoken else task for task in raw]
    return raw


def _also(task: RawTask, each: Everyone) -> RawTask:
    leads = each.units.startswith("牵头")
    if leads and not each.unlisted:
        return replace(task, units=led(task.units, each.units))
    return replace(task, units="；".join([each.units, task.units] if leads else [task.units, each.units]))
