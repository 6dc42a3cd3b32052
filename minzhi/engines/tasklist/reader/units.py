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
PHONE = r"(?:\d{3,4}[-－—–]\d{4,8}|\d{5,11})"
SAID_BESIDE = re.compile(
    rf"[（(][^（）()]{{0,60}}(?:(?:责任人|负责人|联系人|联络员|领导|电话)[：:]|{PHONE})[^（）()]*[）)]|[（(][^（）()]*(?:以下|下同|不再列出|不再单列)[^（）()]*[）)]"
    r"|[。；;，,]\s*以下[^，。；、]{0,8}(?:均|都)?[需由].*$",
    re.DOTALL,
)
NAMED_HELP = re.compile(r"[（(](?:配合|协办|参与|协助|责任)(?:单位|部门)?[）)]$")
NAMED_LEAD = re.compile(r"[（(](?:共同|联合|总)?(?:牵头|主办|牵头单位|牵头部门)[）)]$")
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷"
    "祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍覃霍翁隋甘景薄单柏宁柯阮桂闵解柴车巫戚骆佘冉卞"
)
PERSON = re.compile(  # behind a unit, or with a telephone
    rf"(?<=[局厅委办部处科室院会社所站队中心司府])(?:(?:\s{{1,4}}[\u4e00-\u9fff·]{{2,4}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})?\s{{0,4}}(?:电话)?[：:]?\s{{0,4}}{PHONE}"
    rf"|[ \t\u3000\xa0]+[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=[、，,；;（(\s]|$))"
)
ASIDE = re.compile(rf"[（(]([{SURNAMES}][\w·\s]{{1,3}})[）)](?=\s*(?:[、，；;\n]|$))")  # a person's name
ROLES, PLACES_END = re.compile(r"牵头|主办|配合|协办|参与|协助|责任|下同"), ("市", "县", "区", "镇", "乡", "道", "等")
PART = re.compile(rf"{LABEL.pattern}|(?<![^；;，,。、])(?P<other>[^\W局厅委办]{{2,6}})[：:]")
DITTO = re.compile(r"(?:[同如]上|同前|[〃″〞\"＂”])")
LABELLING = frozenset("：:∶﹕】]］〕为")  # else a list has no label
SAME = re.compile(rf"(?P<label>{LABEL.pattern})\s*{DITTO.pattern}")
PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "［": "］"}
HELPED = re.compile(r"[^，；。]{2,200}(?:配合|协办|参与|参加|协助)。?$")
NAMES_APART, LONGEST_NAME = re.compile(f"[：:】]|{SEPARATORS.pattern}"), 60
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
    plain = unwrapped(spaced(text).strip(ENDS))
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


def ditto(text: str, above: str) -> str:
    """Return a list with what it says by 同上: the whole list above, or who leads or helps in it.

    >>> ditto("责任单位：同上", "市教育局"), ditto("牵头单位：同上；配合单位：乙局", "牵头单位：甲局；配合单位：丙局")
    ('市教育局', '牵头单位：甲局；配合单位：乙局')
    """
    if not DITTO.search(text):
        return text
    if DITTO.fullmatch(LABEL.sub("", text, count=1).strip(ENDS)):
        return above
    units = listed(above).units

    def same(found: re.Match[str]) -> str:
        role = LEAD if (found["what"] or found["brief"]) in LEADING else COOPERATE
        return found["label"] + "、".join(unit.name for unit in units if unit.role == role)

    return SAME.sub(same, text)


def helps_only(text: str) -> bool:
    """Tell whether a list names helpers alone: 配合单位：A、B."""
    parts = [label["what"] or label["brief"] or "" for label in LABEL.finditer(text) if not label["aside"]]
    return HELPING.issuperset(parts) if LABEL.match(text) else bool(not parts and HELPED.match(text))


def unwrapped(text: str) -> str:
    """Take off the brackets around a whole list: （A、B）, but not those of 【牵头单位】A（B）.

    >>> unwrapped("（市教育局）"), unwrapped("（一）所（二）")
    ('市教育局', '（一）所（二）')
    """
    end = PAIRS.get(text[:1])
    return text[1:-1] if end and text.find(end) == len(text) - 1 else text


def spaced(text: str) -> str:
    """Take blanks and line ends out of a list, or make them commas where they alone stand between whole names.

    Persons beside their units are left out.
    """
    text = ASIDE.sub(_no_unit, text)
    if not BLANKS.search(text) and "\n" not in text:
        return text
    joined = ""
    for line in map(_line, PERSON.sub(_no_unit, text).split("\n")):
        last, first = re.split("[：:]", SEPARATORS.split(joined)[-1])[-1], SEPARATORS.split(line)[0]
        whole = LABEL.match(line) or begins_anew(last, first)
        joined += ("、" if joined and whole else "") + line
    return joined


def _no_unit(found: re.Match[str]) -> str:
    said = found[0].strip().strip("（()）")
    return found[0] if is_unit(said) or ROLES.search(said) or said.endswith(PLACES_END) else ""


def _line(text: str) -> str:
    """Take the blanks out of a line: between two whole names they part them, elsewhere they only space the signs."""
    pieces, last = [], ""
    for piece in BLANKS.split(text.strip()):
        names = NAMES_APART.split(piece)
        apart = is_unit(last) and is_unit(names[0])
        pieces += ["、" if apart else "", piece]
        last = names[-1] if apart or len(names) > 1 else (last + piece)[-LONGEST_NAME:]
    return "".join(pieces)


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
    """Yield label and words behind it: 牵头单位：A；配合单位：B；属地：C; what is no unit (完成时限：…) is left out."""
    marked = not LABELLING.isdisjoint(text)
    labels = [label for label in PART.finditer(text) if not is_unit(label["other"] or "")] if marked else []
    yield "", text[: labels[0].start() if labels else len(text)].strip(ENDS)
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):  # without labels there is one end, and nothing to end
        if not label["aside"]:
            yield label["what"] or label["brief"] or label["other"] or "", text[label.end() : end].strip(ENDS)


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
