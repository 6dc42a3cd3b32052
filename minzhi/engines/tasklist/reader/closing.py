"""Sentences that speak of several items at once: 以上三项由…牵头; 本节…由…负责; 未注明责任单位的，由…负责."""

import re
from dataclasses import dataclass

from minzhi.engines.tasklist.reader.raw import CHINESE, han
from minzhi.engines.tasklist.reader.units import LABEL

MANY = 999
COUNT = rf"[\d两{CHINESE}]{{1,3}}"
WHAT = r"任务|工作|事项|措施|举措|内容|项目|条款|[条项]"
REST = (
    r"(?:未|没有|无)(?:另行)?(?:注明|明确|列明|标明|标注|单列)|除[^，,。]{1,24}(?:外|以外)"
    rf"|(?:其余|其他)(?:各|几|{COUNT})?(?:{WHAT})"
)
TO = "(?:至|到|—|－|-|～|~)"
ONE = rf"第?[（(]?{COUNT}[)）]?"
AND = rf"(?:{TO}|、|和|及)"
SOME = (
    rf"(?:(?:以上|上述|前述)?第|(?:以上|上述|前述)(?=[（(]?{COUNT}[)）]?{AND}))[（(]?{COUNT}[)）]?(?:{AND}{ONE})*[条项]"
)
NUMBERS = re.compile(rf"({COUNT})[)）]?[条项]?(?:{TO}第?[（(]?({COUNT}))?")
LAST, FIRST = (re.compile(rf"(?:以上|上述|前述|后)({COUNT})(?:[条项个](?!月)|方面)"), re.compile(rf"前({COUNT})[条项]"))
REACH = (
    rf"(?:以上|上述|前述|前款|本(?:章|节|部分|板块)|[^，,。：:；;由]{{0,16}}?(?:{REST})"
    rf"|{SOME}|[前后]{COUNT}[条项]|(?<!\S)(?=由))(?:[^，,。：:；;由]|，(?=除|未|其余|其他)){{0,30}}?"
)
LABELLED = re.sub(r"[?]P<[a-z]+>", "?:", LABEL.pattern)
CLOSING = re.compile(
    rf"(?:^(?:\s*{ONE}[.．、]?(?=[以上前第]))?|(?<=[。；;])|(?<=[，,])(?=第))\s*[（(【［]?(?P<reach>{REACH})"
    rf"(?:[，,]?(?:均|都|统一|原则上)?(?:由|[：:])|[，,](?!其余|其他)|(?={LABELLED}))"
    rf"(?P<said>(?:(?![；;，,]\s*(?:{SOME}|后|{REST}))[^。！《》]){{3,200}})"
)
UNSAID = re.compile(REST)
PART = re.compile(r"本(?:章|节|部分|板块)|上述|以上")
TERM = (  # until when, said behind the units
    r"[，,；;][^，,。；;（）()]{0,24}?(?:完成|办结|底前|长期|持续|常年|年内|年底|全年|[按每][年月季周]|\d(?:年|月|日|个(?:工作日|月)|天|小时))[^，,。；;（）()]{0,16}"
)
LATE = re.compile(f"{TERM}$")


@dataclass(frozen=True)
class Reach:
    """Of which items of its section a sentence speaks; of all since units were last named, where nothing tells.

    `numbers`: those that have them; `count`: the last so many, or if negative the first;
    `rest`: all that have no units. `unsaid`: it says that it speaks of those without, in all sections whose items have
    units, or only in its own (`part`) if that is one.
    """

    numbers: frozenset[int] = frozenset()
    count: int | None = None
    rest: bool = False
    unsaid: bool = False
    part: bool = False


def reach(words: str) -> Reach:
    """Return of which items words speak.

    >>> reach("以上三项任务").count, sorted(reach("第1、4至6项").numbers), reach("未注明责任单位的").unsaid
    (3, [1, 4, 5, 6], True)
    """
    unsaid = bool(UNSAID.search(words))
    if found := LAST.match(words):
        return Reach(count=_value(found[1]))
    if found := FIRST.match(words):
        return Reach(count=-_value(found[1]))
    if not unsaid and re.match(SOME, words):
        ranges = [(_value(found[1]), _value(found[2] or found[1])) for found in NUMBERS.finditer(words)]
        return Reach(
            numbers=frozenset(number for first, last in ranges for number in range(first, min(last, MANY) + 1))
        )
    part = bool(PART.match(words))
    return Reach(rest=unsaid or (part and words.startswith("本")), unsaid=unsaid, part=part)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else han(written.replace("两", "二"))
