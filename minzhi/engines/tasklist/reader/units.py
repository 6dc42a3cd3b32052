"""Units as notices list them: who leads, who cooperates, how many are meant; names kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minzhi.engines.tasklist.reader.defined import NOTHING, Defined
from minzhi.engines.tasklist.reader.naming import (
    HAS_PLACE,
    SEPARATORS,
    bare,
    begins_anew,
    is_unit,
    rooted,
    split,
    with_tails,
)

LEAD, COOPERATE = "lead", "cooperate"
LEADING, HELPING = (
    frozenset({"牵头", "主办", "主责"}),
    frozenset({"配合", "协办", "协同", "协作", "参与", "参加", "支持"}),
)
WHO = r"(?:处室|科室|股室|组室|司局|厅局|单位|部门|机构|主体|专班|企业|区县|县区|市县|乡镇|镇街)"
ENDED = r"(?:[】\]］〕][:：]?|[:：∶﹕]|为(?=[省市县区州镇乡各][\u4e00-\u9fff（]))"  # 牵头单位： or 【牵头单位】
LABEL = re.compile(
    rf"[【\[［〔]?(?:(?P<what>责任|负责|牵头|主责|主管|承办|落实|主办|实施|配合|协办|协同|协作|参与|参加|支持|指导|具体)"
    rf"(?:责任|负责|组织|实施|落实)*{WHO}(?:（[^（）]{{0,20}}）)?(?:及分工|及职责)?"
    r"|(?P<brief>牵头|主办|承办|责任|配合|协办|协同|协作|参与|参加)"
    r"|(?P<shared>(?:部门|单位|职责|任务|工作|责任)分工)"
    r"|(?P<aside>(?:完成|办理|办结|推进)?(?:时限|期限|时间|进度|日期|节点)(?:要求|安排)?|适用范围|备注"
    rf"|[\u4e00-\u9fff]{{0,8}}(?:领导|联系人|责任人|负责人|联络员|电话))){ENDED}"
)
FIRST_LEADS = re.compile(
    r"[，,；;。]?(?:其中)?[，,]?(?:(?:均?[由以])?(?:名列|位列|排列|排名|排序|排|列)?(?:在)?(?:第一(?:位|个|名|家)?|首(?:位|个|列|家))[的者]?(?:责任)?"
    r"(?:处室|科室|单位|部门)?(?:(?:为|是|系|作为|负责)(?:该项|本项|各项)?(?:工作|任务)?的?|(?<=的))(?:牵头|主办|主责)(?:处室|科室|单位|部门)?"
    r"|牵头(?:处室|科室|单位|部门)(?:均|都)?(?:名列|位列|排|列)在?(?:第一位|第一|首位))"
    r"(?:[，,；;、]?(?:其他|其余|其它|之?后|排?名?第二)[^，,。；;]{0,10}?(?:为|是|系|作为)(?:配合|责任|参与|参加|协办|协同|协助)(?:处室|科室|单位|部门)?)?"
    r"(?P<on>[，,]?(?:以)?下同)?。?"
)
ORDER = re.compile("第一|首[位个列家]")  # else nothing is said of it
SEVERAL_ONLY = re.compile(rf"(?:两|二|2|多|几)[个家]+[^。\n]{{0,24}}?{FIRST_LEADS.pattern}")
LED = re.compile(
    r"^(?:由)?(?P<lead>.+?)(?:[两三四五]家)?(?:双|共同|分别|联合|按职责分工|总)?(?:牵头|牵总|主办|主责)(?![）)]|单位|部门|处室|科室)(?:负责|落实|实施|办理|推进|组织)*[，,；;。、]?(?:会同)?(?P<rest>.*)$",
    re.DOTALL,
)
ANSWERS = re.compile(r"^(?:由)?(?P<lead>[^，,；;]+?)负责[，,；;](?P<rest>.+(?:配合|参与|参加|协助|协办).*)$", re.DOTALL)
WITH = re.compile(r"^(?:由)?(?P<lead>.+?)会同(?P<rest>.+)$", re.DOTALL)
SAID_BESIDE = re.compile(
    r"[（(][^（）()]*(?:责任人|负责人|联系人|联络员|领导)[：:][^（）()]*[）)]|[（(][^（）()]*(?:以下|下同|不再列出|不再单列)[^（）()]*[）)]|[。；;，,]\s*以下[^，。；、]{0,8}(?:均|都)?[需由].*$",
    re.DOTALL,
)
NAMED_HELP = re.compile(r"[（(](?:配合|协办|参与|协助|责任)(?:单位|部门)?[）)]$")
NAMED_LEAD = re.compile(r"[（(](?:共同|联合|总)?(?:牵头|主办|牵头单位|牵头部门)[）)]$")
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
PERSON = re.compile(
    rf"(?<=[局厅委办部处科室院会社所站队中心司府])[ \t\u3000\xa0]+[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[、，,；;\s]|$)"
)
HELPED = re.compile(r"[^，；。]{2,200}(?:配合|协办|参与|参加|协助)。?$")
BLANKS = re.compile(r"[ \t\u3000\xa0]+")
STAR = "★☆*＊▲△※"
STARRED = re.compile(
    rf"[，,。；;]?\s*(?:其中)?[标带加注][^，,。；;]{{0,4}}[{STAR}][^，,。；;]{{0,6}}(?:为|是|系)[^，,。；;]{{0,4}}(?:牵头|主办).*$"
)
ENDS = "；;，,。、 \n"


@dataclass(frozen=True)
class Unit:
    """A unit in a list; `presumed`: it leads only because it comes first. `scope`: all of a kind, or some."""

    name: str
    role: str
    presumed: bool
    scope: str | None


@dataclass(frozen=True)
class Listed:
    """A list of units, and whether from here on the first of a list leads by the notice's own word."""

    units: tuple[Unit, ...]
    first_leads_from_here: bool


def listed(text: str, *, first_leads: bool = False, names: Defined = NOTHING) -> Listed:
    """Read a list of units; `first_leads` where the notice has said so before, `names` are what it says of names."""
    plain = spaced(text).strip(ENDS)
    if plain[:1] in "（([［【〔" and plain[-1:] in "）)]］】〕":
        plain = plain[1:-1]
    told = FIRST_LEADS.search(plain)
    named = list(_named(SAID_BESIDE.sub("", FIRST_LEADS.sub("", STARRED.sub("", plain)).replace("（）", "")), names))
    certain = any(role == LEAD for _name, role in named)
    seen: dict[str, Unit] = {}
    for at, (name, role) in enumerate(named):
        first = not certain and not at
        presumed = first and not (told or first_leads)
        seen.setdefault(name, Unit(name, LEAD if first else role or COOPERATE, presumed, _scope(name)))
    return Listed(tuple(seen.values()), bool(told and told["on"]))


def leading(text: str) -> list[str]:
    """Return who leads in a list by the notice's own word."""
    return [unit.name for unit in listed(text).units if unit.role == LEAD and not unit.presumed]


def helps_only(text: str) -> bool:
    """Tell whether a list names helpers alone: 配合单位：A、B."""
    parts = [label["what"] or label["brief"] or "" for label in LABEL.finditer(text) if not label["aside"]]
    return HELPING.issuperset(parts) if LABEL.match(text) else bool(not parts and HELPED.match(text))


def spaced(text: str) -> str:
    """Take blanks and line ends out of a list, or make them commas where they alone stand between whole names."""
    if not BLANKS.search(text) and "\n" not in text:
        return text
    joined = ""
    for line in map(_line, PERSON.sub(_no_unit, text).split("\n")):
        last, first = re.split("[：:]", SEPARATORS.split(joined)[-1])[-1], SEPARATORS.split(line)[0]
        whole = LABEL.match(line) or begins_anew(last, first)
        joined += ("、" if joined and whole else "") + line
    return joined


def _no_unit(found: re.Match[str]) -> str:
    return found[0] if is_unit(found[0].strip()) else ""


def _line(text: str) -> str:
    """Take the blanks out of a line: between two whole names they part them, elsewhere they only space the signs."""
    joined = ""
    for piece in BLANKS.split(text.strip()):
        last, first = (re.split(f"[：:】]|{SEPARATORS.pattern}", each) for each in (joined, piece))
        joined += ("、" if is_unit(last[-1]) and is_unit(first[0]) else "") + piece
    return joined


def _named(text: str, names: Defined) -> Iterator[tuple[str, str]]:
    """Yield names with their part; the part is empty where the text does not say it."""
    before = ""
    for what, said in _segments(text):
        for part, words in _parts(said):
            role = LEAD if what in LEADING else COOPERATE if what in HELPING else part
            for piece in with_tails(list(split(words))):
                leads = NAMED_LEAD.search(piece) or piece.strip()[:1] in STAR or piece.strip()[-1:] in STAR
                name = bare(NAMED_HELP.sub("", NAMED_LEAD.sub("", piece)).strip(f"{STAR} "))
                if name := names.whole.get(name) or rooted(name, before, names.places):
                    yield name, LEAD if leads else role
                    before = name if HAS_PLACE.match(name) else before


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """Yield label and words behind it: 牵头单位：A；配合单位：B; what is no unit (完成时限：…) is left out."""
    labels = list(LABEL.finditer(text))
    yield "", text[: labels[0].start() if labels else len(text)].strip(ENDS)
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):  # without labels there is one end, and nothing to end
        if not label["aside"]:
            yield label["what"] or label["brief"] or "", text[label.end() : end].strip(ENDS)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield who leads by the notice's word and the others; or all with no part, where nobody is said to lead."""
    found = LED.match(text) or ANSWERS.match(text) or WITH.match(text)
    if found and found["lead"]:
        yield LEAD, found["lead"]
        yield COOPERATE, found["rest"]
    else:
        yield "", text


def _scope(name: str) -> str | None:
    if name.startswith(("有关", "相关", "部分", "各有关", "各相关")):
        return "some"
    return "all" if name.startswith(("各", "全省各", "全市各", "省内各", "所有")) else None
