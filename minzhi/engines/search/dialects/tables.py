"""The dialects, as their systems document them. One that is misread is mended here, in its table."""

import re

from minzhi.engines.search.dialects.dialect import Dialect, lookup
from minzhi.engines.search.language import lexing, native
from minzhi.engines.search.language.fields import name_of
from minzhi.engines.search.language.lexing import ENDS, near, rule
from minzhi.engines.search.language.writing import Manner
from minzhi.kit.text import mark as _

BOOLEAN = (rule("_AND", f"AND{ENDS}"), rule("OR", f"OR{ENDS}"), rule("NOT", f"NOT{ENDS}"))
CLASS = rule("TERM", r"[A-H]\d\d[A-Z][-\d]*(?:/\d*)?\+?(?!\w)")
ENGLISH = re.compile(r"AND|OR|NOT|XOR|(?:ADJ|NEAR|PRE|W|D|N)\d*|\d*[WDN]|SAME|WITH|S|P|F", re.IGNORECASE)


def dashed(day: int) -> str:
    """Return a day as 2019-07-09."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def same(sentence: str, paragraph: str) -> tuple[lexing.Rule, ...]:
    """Return the rules of the operators for one sentence and one paragraph."""
    return rule("SAME", sentence + ENDS, lambda _: "S"), rule("SAME", paragraph + ENDS, lambda _: "P")


def day_range(looks: str, names: dict[str, str]) -> lexing.Rule:
    """Return the rule of a range of days in one sign; groups are name, first and last."""
    return rule("DAYS", looks, lambda found: (names.get(found[1].upper()), found[2], found[3]))


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
    (r"[\u4e00-\u9fff）)]\s*[=＝]", r"[\u4e00-\u9fff][\s\S]*/(?:TI|AB|CLMS|IC|PA|ti|ab|pa|ic)\b", r"[\u4e00-\u9fff]\+"),
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
ORBIT_NAMES = {
    "ANY": "",
    "TI": "TI",
    "AB": "AB",
    "CLMS": "CLMS",
    "DESC": "DESC",
    "TA": "TI/AB",
    "TIABC": "TI/AB/CLMS",
    "PA": "PA",
    "IN": "IN",
    "IPC": "IPC",
    "CPC": "CPC",
    "PN": "PN",
    "AN": "AP",
    "PD": "PD",
    "AD": "APD",
    "PR": "PR",
    "PRD": "PRD",
}
ORBIT_READ = lookup(ORBIT_NAMES, {"IC": "IPC", "CLAIMS": "CLMS", "OPRD": "PRD"})
ORBIT_CODES = "|".join(sorted({name for name in ORBIT_READ if "/" not in name}, key=len, reverse=True))
ORBIT = Dialect(
    "orbit",
    "Questel Orbit",
    (
        rule(
            "BEHIND",
            rf"/((?:{ORBIT_CODES})(?:/(?:{ORBIT_CODES}))*)(?!\w)",
            lambda found: [ORBIT_READ[each.upper()] for each in found[1].split("/")],
        ),
        lexing.field_named(lambda written: ORBIT_READ.get(written.upper())),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        *BOOLEAN,
        near(r"(\d{0,2})W", ordered=True),
        near(r"(\d{0,2})D", ordered=False),
        *same("S", "P"),
        CLASS,
        rule("TERM", r'[^\s()\[\]"<>=/]+'),
    ),
    Manner(
        ORBIT_NAMES,
        named="($body)/$name",
        grouped="($body)/$name",
        star="+",
        one="#",
        days="$name=$first:$last",
        from_day="$name>=$first",
        to_day="$name<=$last",
        everything="",
        earlier="",
        day=dashed,
        bare=re.compile(r"[\w*?]+|[A-H]\d\d[A-Z]\d*/\d+"),
        reserved=ENGLISH,
    ),
    (r"\)\s*/(?:TI|AB|CLMS|DESC|PA|IPC|CPC|IC)\b", r"\w/(?:TI|AB|CLMS)\b", r"\w\+(?=[\s)]|$)"),
    {"+": "*", "#": "?", "?": "01"},
)
DERWENT_NAMES = {
    "ANY": "",
    "TI": "TI",
    "AB": "AB",
    "CLMS": "CL",
    "TA": "TAB",
    "TIABC": "CTB",
    "FULL": "ALL",
    "PA": "PA",
    "IN": "IN",
    "IPC": "IC",
    "CPC": "CPC",
    "PN": "PN",
    "AN": "AP",
    "PD": "DP",
    "AD": "AD",
    "PR": "PR",
    "PRD": "PRD",
    "CT": "CPN",
}
DERWENT_READ = lookup(DERWENT_NAMES)
DERWENT = Dialect(
    "derwent",
    "Derwent Innovation",
    (
        lexing.field_named(lambda written: DERWENT_READ.get(written.upper())),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        *BOOLEAN,
        near(r"ADJ(\d{0,3})", ordered=True, nearer=1),
        near(r"NEAR(\d{0,3})", ordered=False, nearer=1),
        rule("SAME", f"SAME{ENDS}", lambda _found: "P"),
        lexing.SYMBOL,
        lexing.TERM,
    ),
    Manner(
        DERWENT_NAMES,
        named="$name=($body)",
        ordered="ADJ$n",
        unordered="NEAR$n",
        nearer=1,
        sentence="",
        paragraph="SAME",
        days="($name>=($first) AND $name<=($last))",
        from_day="$name>=($first)",
        to_day="$name<=($last)",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?/]+"),
        reserved=ENGLISH,
    ),
    (r"\b(?:CTB|TAB|DP|CL)\s*[=>]", r"\b(?:ADJ|NEAR)\d*\b", r"\bDP\s*>=\s*\("),
)
PPUBS_NAMES = {
    "ANY": "",
    "TI": "ti",
    "AB": "ab",
    "CLMS": "clm",
    "DESC": "spec",
    "PA": "as",
    "IN": "in",
    "AG": "atty",
    "IPC": "ipc",
    "CPC": "cpc",
    "PN": "pn",
    "AN": "ap",
    "TA": "ti,ab",
    "TIABC": "ti,ab,clm",
    "PD": "@pd",
    "AD": "@ad",
}
PPUBS_READ = lookup(
    PPUBS_NAMES,
    {"TTL": "TI", "CLMS": "CLMS", "DETX": "DESC", "AANM": "PA", "INV": "IN", "CIPC": "IPC", "CPCI": "CPC", "APP": "AN"},
)
PPUBS_CODES = "|".join(sorted({name.lower() for name in PPUBS_READ if name.isalpha()}, key=len, reverse=True))
PPUBS = Dialect(
    "ppubs",
    "USPTO Patent Public Search",
    (
        rule(
            "BEHIND",
            rf"\.((?:{PPUBS_CODES})(?:,(?:{PPUBS_CODES}))*)\.",
            lambda found: [PPUBS_READ[each.upper()] for each in found[1].split(",")],
        ),
        rule("BEHIND", rf"\[({PPUBS_CODES})\]", lambda found: [PPUBS_READ[found[1].upper()]]),
        day_range(r'(@[AP]D)\s*>=\s*"?(\d{4,8})"?\s*<=\s*"?(\d{4,8})"?', {"@PD": "PD", "@AD": "AD"}),
        rule(
            "NAMED",
            r"(@[AP]D)\s*(>=|<=|=|>|<)\s*",
            lambda found: (PPUBS_READ.get(found[1].upper()), found[1], found[2]),
        ),
        lexing.PHRASE,
        *lexing.PARENTHESES,
        *BOOLEAN,
        near(r"ADJ(\d{0,3})", ordered=True, nearer=1),
        near(r"NEAR(\d{0,3})", ordered=False, nearer=1),
        *same("WITH", "SAME"),
        rule("TERM", rf'[^\s()\[\]"<>=]+?(?=\.(?:{PPUBS_CODES})(?:,(?:{PPUBS_CODES}))*\.|[\s()\[\]"<>=]|$)'),
    ),
    Manner(
        PPUBS_NAMES,
        named="($body).$name.",
        grouped="($body).$name.",
        ordered="ADJ$n",
        unordered="NEAR$n",
        nearer=1,
        sentence="WITH",
        paragraph="SAME",
        star="$",
        days='$name>="$first"<="$last"',
        from_day='$name>="$first"',
        to_day='$name<="$last"',
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?/]+"),
        reserved=ENGLISH,
    ),
    (rf"\.(?:{PPUBS_CODES})(?:,(?:{PPUBS_CODES}))*\.", r"@[ap]d\s*[<>=]", r"\b(?:ADJ|NEAR)\d*\b"),
    {"$": "*"},
)
EPO_NAMES = {
    "ANY": "",
    "TI": "ti",
    "AB": "ab",
    "TA": "ta",
    "CLMS": "cl",
    "DESC": "desc",
    "FULL": "txt",
    "PA": "pa",
    "IN": "in",
    "IPC": "ipc",
    "CPC": "cpc",
    "PN": "pn",
    "AN": "ap",
    "PR": "pr",
    "PD": "pd",
    "CT": "ct",
    "FAM": "famn",
}
EPO_READ = lookup(EPO_NAMES, {"IC": "IPC"})
EPO = Dialect(
    "epo",
    "EPO CQL",
    (
        day_range(r'(PD)\s+within\s+"(\d{4,8})[\s,]+(\d{4,8})"', {"PD": "PD"}),
        rule(
            "LISTED",
            r'([A-Z]+)\s+(all|any)\s+"([^"]+)"',
            lambda found: (EPO_READ.get(found[1].upper()), found[2].lower(), found[3].split()),
        ),
        lexing.field_named(lambda written: EPO_READ.get(written.upper())),
        lexing.PHRASE,
        *lexing.PARENTHESES,
        *BOOLEAN,
        rule("NEAR", r"prox/(?:unit=word/)?distance<=?(\d{1,3})/ordered=true", lambda found: (int(found[1]) - 1, True)),
        rule(
            "NEAR",
            r"prox/(?:unit=word/)?distance<=?(\d{1,3})(?:/ordered=false)?",
            lambda found: (int(found[1]) - 1, False),
        ),
        *same("prox/unit=sentence", "prox/unit=paragraph"),
        lexing.SYMBOL,
        lexing.TERM,
    ),
    Manner(
        EPO_NAMES,
        both="and",
        either="or",
        neither="not",
        ordered="prox/distance<=$n/ordered=true",
        unordered="prox/distance<=$n",
        nearer=1,
        sentence="prox/unit=sentence",
        paragraph="prox/unit=paragraph",
        one="#",
        days='$name within "$first $last"',
        from_day="$name>=$first",
        to_day="$name<=$last",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?/]+"),
        reserved=ENGLISH,
    ),
    (r"\bprox/", r"\b\w+\s+(?:all|any)\s+\"", r"\bwithin\s+\"", r"\b(?:ti|ab|ta|txt|pa|pn|ipc|cpc)\s*="),
    {"#": "?", "?": "01"},
)
TM_NAMES = {
    "ANY": "",
    "TM": "CM",
    "GOODS": "GS",
    "NICE": "IC",
    "PA": "ON",
    "AN": "SN",
    "AD": "FD",
    "GD": "RD",
    "AG": "AT",
}
TM_READ = lookup(TM_NAMES, {"RN": "AN", "MN": "TM", "BI": "TM"})
TRADE_MARKS = Dialect(
    "trademark",
    "USPTO Trademark Search",
    (
        lexing.field_named(lambda written: TM_READ.get(written.upper())),
        rule("BEHIND", r"\[([A-Z]{2})\]", lambda found: [TM_READ.get(found[1].upper())]),
        lexing.RANGE,
        lexing.PHRASE,
        *lexing.PARENTHESES,
        *BOOLEAN,
        lexing.TERM,
    ),
    Manner(
        TM_NAMES,
        named="$name:$body",
        grouped="$name:($body)",
        ordered="",
        unordered="",
        sentence="",
        paragraph="",
        days="$name:[$first TO $last]",
        from_day="$name:[$first TO *]",
        to_day="$name:[* TO $last]",
        everything="",
        earlier="",
        bare=re.compile(r"[\w*?]+"),
        reserved=ENGLISH,
    ),
    (r"\b(?:CM|GS|ON|FD|LD)\s*:", r"\[(?:bi|ic|gs|on|sn|rn)\]"),
)
NATIVE = Dialect("native", _("闽知"), native.RULES, native.MANNER)
DIALECTS = {each.key: each for each in (NATIVE, CNIPA, INCOPAT, PATSNAP, ORBIT, DERWENT, PPUBS, EPO, TRADE_MARKS)}
