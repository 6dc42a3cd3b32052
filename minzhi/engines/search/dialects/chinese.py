"""The dialects of the systems that Chinese examiners use. One that is misread is mended here, in its table."""

import re

from minzhi.engines.search.dialects.dialect import Dialect, lookup
from minzhi.engines.search.dialects.signs import BOOLEAN, CLASS, ENGLISH, same
from minzhi.engines.search.language import lexing
from minzhi.engines.search.language.fields import name_of
from minzhi.engines.search.language.lexing import near, rule
from minzhi.engines.search.language.writing import Manner
from minzhi.kit.text import mark as _

CNIPA_NAMES = {
    "TI": "发明名称",
    "AB": "摘要",
    "CLMS": "权利要求",
    "DESC": "说明书",
    "PA": "申请（专利权）人",
    "IN": "发明人",
    "AG": "代理机构",
    "IPC": "IPC分类号",
    "CPC": "CPC分类号",
    "LOC": "外观设计洛迦诺分类号",
    "PN": "公开（公告）号",
    "AN": "申请号",
    "PD": "公开（公告）日",
    "AD": "申请日",
    "PR": "优先权号",
    "PRD": "优先权日",
}
CNIPA_READ = lookup({}, {"外观设计洛迦诺分类号": "LOC", "关键词": "TIABC", "申请人所在省市": "PROVINCE"})
CNIPA_CODES = "TI|AB|CLMS|DESC|PA|IN|AG|IPC|IC|CPC|PN|AN|AP"
OF_MARKS = frozenset(("TM", "GOODS", "NICE", "SG"))


def _cnipa_name(written: str) -> str | None:
    key = CNIPA_READ.get(written.upper()) or name_of(written)
    return None if key in OF_MARKS else key


CNIPA = Dialect(
    "cnipa",
    _("国家知识产权局专利检索及分析系统"),
    (
        lexing.field_named(_cnipa_name),
        rule(
            "BEHIND",
            rf"/((?:{CNIPA_CODES})(?:[,/](?:{CNIPA_CODES}))*)(?!\w)",
            lambda found: [name_of(each) for each in re.split("[,/]", found[1])],
        ),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        lexing.EARLIER,
        *BOOLEAN,
        near(r"=?(\d{0,2})W", ordered=True),
        near(r"=?(\d{0,2})D", ordered=False),
        *same("S", "P"),
        lexing.SYMBOL,
        CLASS,
        rule("TERM", r'[^\s()\[\]"<>=/]+'),
    ),
    Manner(
        CNIPA_NAMES,
        named="$name=($body)",
        star="+",
        one="#",
        days="$name=$first:$last",
        from_day="$name>=$first",
        to_day="$name<=$last",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?]+"),
    ),
    (
        r"[\u4e00-\u9fff）)]\s*[=＝]",
        r"\A[^\u4e00-\u9fff]*[\u4e00-\u9fff][\s\S]*/(?:TI|AB|CLMS|IC|PA|ti|ab|pa|ic)\b",
        r"[\u4e00-\u9fff]\+",
    ),
    {"+": "*", "#": "?", "?": "01"},
)
INCOPAT_NAMES = {
    "ANY": "",
    "TI": "TI",
    "AB": "AB",
    "CLMS": "CLAIM",
    "DESC": "DES",
    "TA": "TIAB",
    "TIABC": "TIABC",
    "FULL": "FULL",
    "PA": "AP",
    "IN": "IN",
    "AG": "AGC",
    "IPC": "IPC",
    "CPC": "CPC",
    "LOC": "LOC",
    "PN": "PN",
    "AN": "AN",
    "PD": "PD",
    "AD": "AD",
    "PR": "PR",
    "PRD": "PRD",
    "GD": "GD",
}
INCOPAT_READ = lookup(
    INCOPAT_NAMES, {"DESC": "DESC", "ABO": "AB", "CLAIMS": "CLMS", "PA": "PA", "ASE": "PA", "ALL": "FULL"}
)
INCOPAT = Dialect(
    "incopat",
    "incoPat",
    (
        rule("NEAR", r"\((\d{1,2})W\)", lambda found: (int(found[1]), True)),
        rule("NEAR", r"\((\d{1,2})N\)", lambda found: (int(found[1]), False)),
        rule("SAME", r"\(S\)", lambda _found: "S"),
        rule("SAME", r"\(P\)", lambda _found: "P"),
        lexing.field_named(lambda written: INCOPAT_READ.get(written.upper())),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        lexing.EARLIER,
        *BOOLEAN,
        lexing.SYMBOL,
        lexing.TERM,
    ),
    Manner(
        INCOPAT_NAMES,
        named="$name=($body)",
        ordered="(${n}W)",
        unordered="(${n}N)",
        sentence="(S)",
        paragraph="(P)",
        days="$name=[$first to $last]",
        from_day="$name=[$first to 29991231]",
        to_day="$name=[10000101 to $last]",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?/-]+"),
        reserved=ENGLISH,
    ),
    (r"\(\d+[wnWN]\)", r"\b(?:TIAB|TIABC|CLAIM|AP|DES)\s*=", r"\[\d{4,8} to \d{4,8}\]"),
)
PATSNAP_NAMES = {
    "ANY": "",
    "TI": "TTL",
    "AB": "ABST",
    "CLMS": "CLMS",
    "DESC": "DESC",
    "TA": "TA",
    "TIABC": "TAC",
    "FULL": "TACD",
    "PA": "ALL_AN",
    "IN": "IN",
    "AG": "AGC",
    "IPC": "IPC",
    "CPC": "CPC",
    "LOC": "LOC",
    "PN": "PN",
    "AN": "APNO",
    "PD": "PBD",
    "AD": "APD",
    "PRD": "PRIORITY_DATE",
}
PATSNAP_READ = lookup(
    PATSNAP_NAMES,
    {
        "AN": "PA",
        "ANS": "PA",
        "ANCS": "PA",
        "ANC": "PA",
        "TTL_ALL": "TI",
        "ABST_ALL": "AB",
        "CLMS_ALL": "CLMS",
        "DESC_ALL": "DESC",
        "TA_ALL": "TA",
        "TAC_ALL": "TIABC",
        "TACD_ALL": "FULL",
        "MIPC": "IPC",
        "ISD": "GD",
        "E_PRIORITY_DATE": "PRD",
    },
)
PATSNAP = Dialect(
    "patsnap",
    "PatSnap",
    (
        lexing.field_named(lambda written: PATSNAP_READ.get(written.upper())),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        lexing.EARLIER,
        *BOOLEAN,
        near(r"\$PRE(\d{0,3})", ordered=True),
        near(r"\$W(\d{0,3})", ordered=False),
        *same(r"\$SEN", r"\$PARA"),
        lexing.SYMBOL,
        lexing.TERM,
    ),
    Manner(
        PATSNAP_NAMES,
        named="$name:($body)",
        grouped="$name:($body)",
        ordered="$$PRE$n",
        unordered="$$W$n",
        sentence="$SEN",
        paragraph="$PARA",
        days="$name:[$first TO $last]",
        from_day="$name:[$first TO *]",
        to_day="$name:[* TO $last]",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?/-]+"),
        reserved=ENGLISH,
    ),
    (r"\$(?:PRE|W)\d*", r"\$(?:SEN|PARA)", r"\b(?:TTL|ABST|TACD?|ANCS|ALL_AN|APD|PBD|APNO)\w*\s*[:：]"),
    {"#": "01"},
)
