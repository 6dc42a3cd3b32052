"""Who acts, where running sentences say it: 由县水务局牵头，会同县国土资源局…; 县气象局要加密预报，…由县财政局安排."""

import re
from collections.abc import Iterator

from minzhi.engines.tasklist.reader.naming import SHORTEST, is_unit
from minzhi.engines.tasklist.reader.units import listed

DOES = (
    "(?:(?:分别|共同|联合|具体|统一|统筹|总|积极|予以|做好|密切)*(?:牵头|负责|主办|承担|承办|安排|组织|实施|落实|提供|编制|制定|拟订|起草"
    "|保障|筹措|建设|管理|采购|开展|完成|办理|受理|审核|监督|指导|汇总|提出|核实|拨付|调度|配合|协助|协办|参与|支持|会同))"
)
MUST = "(?:要|应|须|需|应当|必须|务必|负责|牵头|会同)(?!求)"
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
            names = [unit.name for unit in listed(hit["names"]).units]
            whole = all((len(name) >= SHORTEST or name[0] == "各") and is_unit(name) for name in names)
            if names and whole and not ACTED.match(hit["names"]):
                part = "牵头" if LEADS.search(hit["does"]) else "配合" if HELPS.search(hit["does"]) else "责任"
                yield hit, f"{part}单位：{hit['names']}"
