"""What a notice says of names itself: the whole names of its short ones, and of which place it is."""

import re
from dataclasses import dataclass

from minzhi.engines.tasklist.reader.naming import is_unit

SHORT = re.compile(
    r"(?P<whole>[\u4e00-\u9fff]{4,40})(?:[（(，,]?(?:以下|下文|下)统?简?|统|简)称(?:为|：)?[“\"]?(?P<short>[\u4e00-\u9fff]{2,12})"
)
CALLED, REACH = re.compile("[简统]称"), 48
BEFORE = re.compile(r"^.*(?:由|会同|成立|组建|设立|依托|委托)")
PLACE = re.compile(
    r"^\s*(?:中共)?([\u4e00-\u9fff]{2,3})(?:省|市|县|区|州|旗|自治[区州县])"
    r"(?=委|人民政府|[\u4e00-\u9fff]{2,12}(?:局|厅|委员会|办公室|领导小组))",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Defined:
    """`whole` names by their short ones; `places` are names of places that the notice is of."""

    whole: dict[str, str]
    places: frozenset[str]


NOTHING = Defined({}, frozenset())


def defined(text: str) -> Defined:
    """Return what a text says of names: 某某管理委员会（以下简称管委会）; a line that begins 海岳省人民政府."""
    told: dict[str, str] = {}
    before = 0
    for called in CALLED.finditer(text):
        if found := SHORT.search(text, max(before, called.start() - REACH), called.end() + REACH):
            told[found["short"]] = BEFORE.sub("", found["whole"])
        before = called.end()
    whole = {short: name for short, name in told.items() if is_unit(name)}
    return Defined(whole, frozenset(found[1] for found in PLACE.finditer(text)))
