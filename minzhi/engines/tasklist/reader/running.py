"""Who acts, where running sentences say it: 由县水务局牵头，会同县国土资源局…; 县气象局要加密预报，…由县财政局安排."""

import re
from collections.abc import Iterator

from minzhi.engines.tasklist.reader.naming import SHORTEST, is_unit
from minzhi.engines.tasklist.reader.raw import ITEM, level
from minzhi.engines.tasklist.reader.units import LABEL, helps_only, leading, listed

DOES = (
    "(?:(?:分别|共同|联合|具体|统一|统筹|总|积极|予以|做好|密切)*(?:牵头|负责|主办|承担|承办|安排|组织|实施|落实|提供|编制|制定|拟订|起草"
    "|保障|筹措|建设|管理|采购|开展|完成|办理|受理|审核|监督|指导|汇总|提出|核实|拨付|调度|配合|协助|协办|参与|支持|会同))"
    "(?![局委厅办处科站队部署]|中心|部门|单位|公司)"  # 由县城市管理局 names one that manages
)
MUST = "(?:要|应|须|需|应当|必须|务必|负责|牵头|会同|做好|抓好)(?!求)"
NAMES = r"(?P<names>[^，,。；;：:！由]{2,80}?)"
BEGIN = r"(?:^|[，,。；;：:]|——)\s*"
ACTS = (
    re.compile(rf"由{NAMES}(?P<does>{DOES})"),
    re.compile(rf"(?P<does>会同|协同|联合){NAMES}(?=[，,。；;]|{DOES}|在|于|对|按|抓|$)"),
    re.compile(rf"{BEGIN}{NAMES}(?P<does>(?:积极|予以|做好|密切)*(?:配合|协助|协办|参与|参加|支持))"),
    re.compile(rf"{BEGIN}{NAMES}(?P<does>{MUST})"),
    re.compile(rf"{BEGIN}(?P<names>[省市县区州镇乡各团][^，,。；;：:！由]{{2,80}}?)(?P<does>[：:])"),
)
ACTED = re.compile(
    r"(?:支持|建设|建立|建成|成立|组织|开展|推[动进行]|加[强快大]|引[进导]|培[育养训]|完善|制定|设立|发挥|依托|鼓励|在|对|为|将|与)"
)
HEADING = re.compile(
    r"由?(?P<names>[^，。；;：:]{2,60}?)(?:分别|共同|联合)*(?P<does>牵头|主办|主责|承办|负责)(?:负责|承担|承办|办理|落实|推进|实施|组织|完成)*的?"
    r"(?:\d+[项条])?(?:重点|具体|主要|年度)*(?:(?:任务|工作|事项|项目|措施)|(?=[（(]))\s*(?:[（(][^（）()]*[）)])?[：:。]?"
)
HEADED = re.compile(  # a heading that is nothing but a unit, whose duties stand under it
    r"(?:[省市县区州镇乡局厅]|各|团)[^，,。；;：:（(]{1,30}(?:[局厅委办部院会社]|政府|办公室|中心|大队|支队|公司)|[\u4e00-\u9fff]{2,8}[处科]"
)
COUNTED = re.compile(r"的?(?:(?:重点|年度|具体)*(?:任务|工作|事项))?(?:[（(]共?\d+[项条件个][）)])?[：:]?$")
DEEP = 2  # 1. says it of itself
LEADS, HELPS = re.compile("牵头|主办"), re.compile("配合|协助|协办|参与|参加|支持|协同|联合|^会同")


def acting(text: str) -> str:
    """Return the units that act in running text, under their part; nothing where it names none.

    >>> acting("防汛物资由县供销社采购，所需资金由县财政局安排，县水利局配合")
    '责任单位：县供销社；责任单位：县财政局；配合单位：县水利局'
    """
    found = sorted({hit.start("names"): said for hit, said in _acts(text)}.items())
    return "；".join(dict.fromkeys(said for _at, said in found))


def _acts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for act in ACTS:
        for hit in act.finditer(text):
            names = _names(hit["names"])
            whole = all((len(name) >= SHORTEST or name[0] == "各") and is_unit(name) for name in names)
            if names and whole and not ACTED.match(hit["names"]):
                leads = LEADS.search(hit["does"]) or (act is ACTS[0] and hit["does"] == "会同")
                part = "牵头" if leads else "配合" if HELPS.search(hit["does"]) else "责任"
                yield hit, f"{part}单位：{hit['names']}"


def heading(text: str) -> str:
    """Return the units of a heading that says nothing but who leads what stands under it.

    >>> heading("一、由区教育局牵头落实的任务（2项）"), heading("（二）市商务局负责事项"), heading("三、工作任务")
    ('牵头单位：区教育局', '责任单位：市商务局', '')
    """
    item = ITEM.match(text)
    said = text[item.end() :].strip() if item else text
    high = item and (level(text) or 0) < DEEP
    if high and leading(said) and LABEL.match(said):
        return said  # 一、牵头单位：区教育局
    found = HEADING.fullmatch(said + ("任务" if high and said.endswith("牵头") else ""))
    names = _names(found["names"]) if found else []
    if not found or not names or not all(map(is_unit, names)) or ACTED.match(found["names"]):
        return ""
    return f"{'牵头' if LEADS.search(found['does']) else '责任'}单位：{found['names']}"


def unit_heading(text: str) -> str:
    """Return a heading that is nothing but a unit, or several: 一、县教育局.

    >>> unit_heading("三、县公安局、县司法局"), unit_heading("县公安局")
    ('县公安局、县司法局', '')
    """
    item = ITEM.match(text)
    return only_units(text[item.end() :]) if item else ""


def only_units(text: str) -> str:
    """Return the units of words that are nothing else: 县教育局（2项）."""
    said = COUNTED.sub("", text.strip())
    return said if HEADED.fullmatch(said) and all(map(is_unit, _names(said))) else ""


def led(units: str, said: str) -> str:
    """Give a list of units who leads by what a heading says; who only answers leads where others help.

    A list without labels says for itself who answers.

    >>> led("配合单位：区财政局", "责任单位：区教育局"), led("区财政局", "责任单位：区教育局")
    ('牵头单位：区教育局；配合单位：区财政局', '区财政局')
    """
    if not said or not units:
        return units or said
    helped = helps_only(units)
    names = leading(said) or (_names(said) if helped else [])
    if not names or leading(units) or not (helped or LABEL.match(units)):
        return units
    return f"牵头单位：{'、'.join(names)}；{units if LABEL.match(units) else f'配合单位：{units}'}"


def _names(said: str) -> list[str]:
    return [unit.name for unit in listed(said).units]
