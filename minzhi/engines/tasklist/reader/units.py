"""Units as notices list them: who leads, who cooperates, how many are meant; names kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEAD, COOPERATE = "lead", "cooperate"
LABEL = re.compile(
    r"^(?:责任|负责|牵头|主管|承办|落实|主办|配合|协办|参与|指导)?(?:处室|单位|部门|科室)?(?:（单位）|\(单位\))?(?:及分工)?[:：]"
)
FIRST_LEADS = re.compile(
    r"[，,；;。]?(?:列|排|排列)(?:在)?第一位?的?(?:单位|部门)?为牵头(?:单位|部门)?(?:，下同|,下同)?。?"
)
FROM_HERE_ON = re.compile(r"第一位?的?(?:单位|部门)?为牵头(?:单位|部门)?[，,]下同")
REACH = re.compile(r"[；;，,]?适用范围[:：].*$")
LED = re.compile(r"^(?:由)?(?P<lead>.+?)(?:共同)?牵头(?:负责|落实|实施|办理)?[，,；;。、]?(?:会同)?(?P<rest>.*)$")
WITH = re.compile(r"^(?:由)?(?P<lead>.+?)会同(?P<rest>.+)$")
SHARE = r"(?:按照?(?:各自)?职责(?:分工)?|按(?:照)?分工|分别|共同|具体)*"
DO = r"(?:负责|配合|参与|参加|协同|落实|协助|支持|实施|做好|推进)"
TAIL = re.compile(
    rf"(?:等(?:有关|相关)?(?:部门|单位)?)?{SHARE}{DO}+(?:工作|此项工作)?。?$|等(?:有关|相关)?(?:部门|单位)?。?$"
)
EVERYBODY = re.compile(
    r"(?:各|有关|相关)[^，,；;。]*?(?:政府|部门|单位|管委会|委员会|机关|机构|局|厅|办|企业|高校|中心)(?:（[^）]*）)?"
)
VAGUE = re.compile(r"(?:国务院|省直|省级|中央|其他)?(?:有关|相关|各有关|其他有关)?(?:部门|单位|方面)?(?:等)?")
CARRIES = re.compile(r"^(省委|市委|省|市|自治区)(?=.)")
ROOTED = re.compile(
    r"^(?:省|市|县|区|自治区|国家|中国|中央|国务院|全国|最高|各|有关|相关|人民银行|人行|海关|银保监|证监|中科院|公安部|"
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    r"青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|福州|厦门|漳州|泉州|三明|莆田|南平|龙岩|宁德|平潭|杭州|宁波)"
)
PROVINCIAL = re.compile(r"(?:厅|局|委|办|办公室|委员会)(?:（[^）]*）)?$")
PARTY = re.compile(r"(?:部|办|办公室)$")


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


def listed(text: str, *, first_leads: bool = False) -> Listed:
    """Read a list of units; `first_leads` where the notice has said so before."""
    plain = re.sub(r"[ \t\u3000]+", "", text).strip("（）()。 \n")
    said = bool(FIRST_LEADS.search(plain))
    from_here = bool(FROM_HERE_ON.search(plain))
    plain = REACH.sub("", FIRST_LEADS.sub("", plain))
    lead, others = _parts(_unlabelled(plain))
    if lead:
        names = [*((name, LEAD, False) for name in lead), *((name, COOPERATE, False) for name in others)]
    else:
        certain = said or first_leads
        names = [(name, LEAD if not at else COOPERATE, not at and not certain) for at, name in enumerate(others)]
    seen: dict[str, Unit] = {}
    for name, role, presumed in names:
        seen.setdefault(name, Unit(name, role, presumed, _scope(name)))
    return Listed(tuple(seen.values()), from_here)


def _unlabelled(text: str) -> str:
    """Take away labels; a list with 牵头单位：A；配合单位：B says who leads."""
    lead = re.search(r"(?:牵头|主办)(?:单位|部门|处室)[:：](?P<lead>[^；;。\n]+)(?P<rest>.*)", text, re.DOTALL)
    if lead:
        rest = re.sub(r"(?:责任|配合|协办|参与|协同|参加)(?:单位|部门|处室)[:：]", "", lead["rest"])
        return f"{lead['lead']}牵头，{rest.strip('；;，,。 ')}"
    return LABEL.sub("", text)


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Return who leads by the notice's word, and the others (or all, where nobody is said to lead)."""
    for pattern in (LED, WITH):
        if found := pattern.match(text):
            return list(_names(found["lead"])), list(_names(found["rest"]))
    return [], list(_names(text))


def _names(text: str) -> Iterator[str]:
    before = ""
    for piece in _split(TAIL.sub("", text)):
        name = TAIL.sub("", piece).removeprefix("由").strip()
        if not name or VAGUE.fullmatch(name):
            continue
        name = _rooted(name, before)
        yield name
        before = name


def _split(text: str) -> Iterator[str]:
    """Cut at separators outside brackets; 各市、县〔市、区〕政府 stays one."""
    at = depth = start = 0
    while at < len(text):
        whole = EVERYBODY.match(text, at) if at == start else None
        if whole:
            at = whole.end()
            continue
        sign = text[at]
        depth += (sign in "（(〔[") - (sign in "）)〕]")
        if sign in "，,、；;\n。" and depth <= 0:
            yield text[start:at]
            start = at + 1
        at += 1
    yield text[start:]


def _rooted(name: str, before: str) -> str:
    """Give a name the prefix that its neighbour carries for both: 省科技厅、工业和信息化厅."""
    carried = CARRIES.match(before)
    if not carried or ROOTED.match(name):
        return name
    fits = PARTY if carried[1].endswith("委") else PROVINCIAL
    return carried[1] + name if fits.search(name) else name


def _scope(name: str) -> str | None:
    if name.startswith("各"):
        return "all"
    return "some" if name.startswith(("有关", "相关")) else None
