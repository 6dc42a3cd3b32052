"""Names of units: where one ends and the next begins, and the prefix that neighbours share."""

import re
from collections.abc import Iterator

SIGNS = frozenset("，,、；;\n。/①②③④⑤⑥⑦⑧⑨⑩")
SEPARATORS = re.compile(f"[{''.join(sorted(SIGNS))}]")
OPENS, CLOSES = frozenset("（(〔["), frozenset("）)〕]")
SUFFIX = (
    r"(?:[城交建文旅水产国]投|[公车工电]务?[路段]段?|(?<=各)村|社区|移动|联通|电信|铁塔|电力|银行|处|局|厅|委|办|室|部|司|署|院|会|所|站|行|科|股|队|社|馆|台|庭|组|校|联|协|政府|部门|单位|公司|集团|中心|联盟|联席会议|海关|机关|机构|"
    r"大学|人大|政协|专班|开发区|园|基地|企业|兵团|各地|地市|地方|街道|乡镇|镇街|镇|市|县|区|州|省|盟|旗)"
)
OFFICE = "办公室"  # one's own, whoever stands before it
WHOLE = frozenset({"海关", "法院", "检察院", "妇联", "科协", "工商联", "团委"})  # names that are nothing but their end
BRACKET = r"(?:（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|〈[^〈〉]*〉)"
UNIT = re.compile(rf"[^：:！？]{{1,50}}?(?:{SUFFIX}{BRACKET}?|{SUFFIX}(?:等|{BRACKET})?)")
SMALL_PLACES = r"(?:乡镇|乡|镇|街道)"
PLACES = (
    rf"(?:自治区|自治州|直辖市|计划单列市|省直管县|县级市|开发区|功能区|市(?![场直国属])|县|区|州|盟|旗|{SMALL_PLACES})"
)
EVERYBODY = re.compile(
    rf"(?:各|有关|相关|所有)[^，,、；;。\n（(〔]{{0,8}}{BRACKET}?(?:(?<!办事处)(?<!政府)(?<!委会)(?<!社区)、各?(?:(?<![乡镇道街]、)(?<![镇道]）、)(?<![乡镇道街]、各){PLACES}|{SMALL_PLACES})[^，,、；;。\n（(〔]{{0,4}}?{BRACKET}?)+"
    r"(?:[^，,、；;。\n（(〔]{0,20}(?:政府|部门|单位|管委会|委员会|机关|机构|局|厅|办|企业|中心))?"
    rf"{BRACKET}?"
    rf"|各[^，,、；;。\n（(〔]{{0,8}}{BRACKET}?党?委、(?:人民)?政府"
)
SHARE = r"(?:按照?(?:各自)?(?:职责|职能|任务)(?:分工)?|(?:按照?)?分工|依职责|分别|共同|具体)*"
DO = (
    r"(?:提供[^，,、；;]{0,6}(?:支持|支撑|保障|服务)|抓好落实|负责|指导|会同|承办|配合|参与|参加|协同|落实|协助|协办|支持|实施|做好"
    r"|推进|推动|组织实施|承担|办理|执行)"
)
MORE = (
    r"等(?:国务院|中央|省级|省直|省有关|市级|市直)?(?:各)?(?:有关|相关)?(?:部门|单位|方面)?"
    r"(?:(?:和|及|、)(?:有关)?单位)?"
)
TAIL = re.compile(rf"(?:{MORE})?{SHARE}{DO}+(?:工作|此项工作|相关工作)?。?$|{MORE}{SHARE}。?$|{SHARE}$")
VAGUE = re.compile(
    r"(?:国务院|中央|其他|其|(?:[省市县区州镇]|自治区|全[省市县区])[直级]?)?各?(?:有关|相关|其他有关)?(?:部门|单位|方面)?"
    r"(?:(?:和|及)(?:有关|相关)?单位)?(?:等)?|各?(?:有关|相关|成员|责任)+(?:[处科股]室|部门|单位)|(?:有关|相关)(?:(?:县区|区县|乡镇|镇街|镇|街道)(?:（[^）]*）)?)+"
)
WHEN = re.compile(
    r"(?:长期|持续|全年|年内|年底|今年|本年|每年|逐年|按时|[上下]半年|第?[一二三四]季度)[^，,、；;]*"
    r"|[^，,、；;（(]*\d(?:年|月|日|季度|天|周|小时|个(?:工作日|月))[^，,、；;]*"
)
AND = re.compile(r"以及|及其|及|和|与")
NOBODY = re.compile(r"[\W_\d]*|[（(]?(?:无|暂无|待定)[）)]?|.*(?:报告|报送|备案)")
BY = re.compile(r"^\d{1,2}[.．)）](?!\d)|^(?:[此该本上]项(?:工作|任务|措施|举措)?)?由")
SHORTEST = 3
EACH = re.compile(r"^(各(?:设区)?市|各县（市、区）|各[区县]县?)(?=[^、]{2,}局$)")
CARRIES = re.compile(r"^([省市县区]委|省|市(?!场)|县|区(?!域)|自治区)(?=.)")
HAS_PLACE = re.compile(r"各|[省市县区州旗](?!场)|自治区|[\u4e00-\u9fff]{2,4}(?:省|市(?!场)|州|县|区|盟|旗)(?=.)")
ROOTED = re.compile(
    r"^(?:\d|省|市(?!场)|县|区|州|局|自治区|国家|中国|中央|国务院|全国|最高|各|有关|相关|部分|驻|团|人民银行|人行|海关|银保监|证监|金融监管|中科院|公安部|"
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    r"青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|"
    r"民航|(?!地方)[\u4e00-\u9fff]{2}(?:证监局|银?保?监局|金融监管局|监管分局|海事[局处]|邮政管理局|通信管理局|税务局|生态环境分?局)|"
    r"公安[\u4e00-\u9fff]{2,4}分局|"
    r"福州|厦门|漳州|泉州|三明|莆田|南平|龙岩|宁德|平潭|深圳|青岛|大连|宁波|[\u4e00-\u9fff]{2,4}(?:市(?!场)|州|县|区|盟)(?=.))"
)
GOVERNMENT = re.compile(
    r"(?:厅|局|委|办|办公室|委员会|法院|检察院|高院|中院|农科院|社科院|人武部|(?<!保护)中心|救援[大支总]队|工商联|科协|社科联|[妇残文侨]联|贸促会|总工会|供销社|供销合作社(?:联合社)?|红十字会|农科所|保健院|^人民医院|^中医院|^[^，]{2}公司|^[\u4e00-\u9fff]{2}集团)(?:（[^）]*）)?$"
)
PARTY = re.compile(r"(?:部|研究室|政研室|党校|网信办|编办|政法委|台办|改革办|军民融合办|财经办)$")


BRANCH = re.compile(  # of the unit on the line before, or the rest of its name
    r"[\u4e00-\u9fff]{0,4}分(?:局|行|院|公司|中心)|(?:监督)?管理(?:局|委|厅|处|中心|委员会|办)|(?:监管|执法|保障|事务)[局厅]"
)
ONE_NAME = re.compile(  # that a narrow cell broke
    r".*(?:(?:政府|委|小组|指挥部|委员会)\n办公室|[市县区州旗镇乡]\n(?:人民政府|政府|管委会)|街道\n办事处)"
)
PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}((?:市|县|区|州|旗)(?:人民政府|政府|管委会|知识产权局|市场监管局)?)")
SHORT_PLACE = re.compile(r"[\u4e00-\u9fff]{1,2}[^局厅委办部院会市县区旗盟镇乡处科股室队所]")


def is_unit(name: str) -> bool:
    """Tell whether words look like the name of a unit, by how they end."""
    return name in WHOLE or (len(name) > 1 and bool(UNIT.fullmatch(name)))


def nobody(words: str) -> bool:
    """Tell whether words ask for units without naming one: 各有关部门按职责分工负责."""
    return not bare(words) and ("部门" in words or "单位" in words)


def begins_anew(last: str, first: str) -> bool:
    """Tell whether a line begins another name, or goes on with the one of the line before: 市场监管／局."""
    return (
        is_unit(last)
        and not BRANCH.fullmatch(first)
        and not ONE_NAME.fullmatch(f"{last}\n{first}")
        and first[:1] not in tuple("（(〔〈和及与")
        and (len(first) >= SHORTEST or is_unit(first))
    )


def bare(piece: str) -> str:
    """Return a name without 由 before it and what it does behind it; nothing where it names a time or nobody."""
    name = BY.sub("", TAIL.sub("", TAIL.sub("", piece.strip("。 —–")).strip())).strip("：: ").rstrip("（([【〔")
    return "" if any(each.fullmatch(name) for each in (VAGUE, WHEN, NOBODY)) else name


def split(text: str) -> Iterator[str]:
    """Cut a list at separators outside brackets; 各市、县〔市、区〕政府 stays one, A和B are two."""
    at = depth = start = 0
    text = TAIL.sub("", text)
    while at < len(text):
        whole = EVERYBODY.match(text, at) if at == start else None
        if whole:
            at = whole.end()
            continue
        sign = text[at]
        if sign in OPENS:
            depth += 1
        elif sign in CLOSES:
            depth = max(0, depth - 1)
        elif sign in SIGNS and not depth:
            yield from _both(text[start:at])
            start = at + 1
        at += 1
    yield from _both(text[start:])


def with_tails(names: list[str]) -> list[str]:
    """Give short names of places what only the last of them says: 福州、厦门市人民政府."""
    whole: list[str] = []
    for name in reversed(names):
        tail = PLACE.fullmatch(whole[-1]) if whole else None
        whole.append(name + tail[1] if tail and SHORT_PLACE.fullmatch(name) and name not in WHOLE else name)
    return whole[::-1]


def _both(piece: str) -> Iterator[str]:
    for sign in AND.finditer(piece):
        left, right = piece[: sign.start()], piece[sign.end() :]
        if min(len(left), len(right)) >= SHORTEST and is_unit(left) and (is_unit(bare(right)) or nobody(right)):
            yield left
            yield from _both(right)
            return
    yield piece


def rooted(name: str, before: str, places: frozenset[str] = frozenset()) -> str:
    """Give a name the prefix that its neighbour carries for both: 省科技厅、工业和信息化厅; 各市科技局、财政局.

    A name that says one of the `places` has its own: 海岳税务局.
    """
    if before.startswith("各") and name == "街道办事处":
        return f"各{name}"
    if (each := EACH.match(before)) and name.endswith("局") and not ROOTED.match(name):
        return each[1] + name
    carried = CARRIES.match(before)
    if not name or not carried or name == OFFICE or ROOTED.match(name) or any(place in name for place in places):
        return name
    prefix: str = carried[1]
    if prefix.endswith("委") and PARTY.search(name):
        return prefix + name
    return prefix[0] + name if GOVERNMENT.search(name) and prefix != "自治区" else name
