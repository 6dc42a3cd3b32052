"""The fields one can ask for, their names, and how what people write for a code becomes the code."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from minzhi.engines.search.tokens import normalise
from minzhi.kit.text import mark as _

CHECK_DIGIT = re.compile(r"(\d{8}|\d{12})[\dX]")
IPC = re.compile(r"([A-H])(\d\d)?([A-Z])?(\d{1,4})?(?:/(\d{2,6}))?")


@dataclass(frozen=True)
class Field:
    """A field: ``text`` (words), ``code`` (exact), ``day``; a group searches all of its `parts`."""

    key: str
    kind: str
    title: str
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    marks: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return self.parts or (self.key,)


FIELDS = {
    field.key: field
    for field in (
        Field(
            "ANY",
            "text",
            _("标题、摘要、权利要求，商标名称和商品"),
            ("TI", "AB", "CLMS", "TM", "GOODS"),
            (),
            marks=True,
        ),
        Field("TIABC", "text", _("标题、摘要或权利要求"), ("TI", "AB", "CLMS"), ("TAC",)),
        Field("TA", "text", _("标题或摘要"), ("TI", "AB"), ("TIAB",)),
        Field("FULL", "text", _("全文"), ("TI", "AB", "CLMS", "DESC"), ("TACD",)),
        Field("TI", "text", _("标题"), (), ("发明名称", "名称", "标题")),
        Field("AB", "text", _("摘要"), (), ("摘要",)),
        Field("CLMS", "text", _("权利要求"), (), ("CLM", "CL", "CLAIM", "CLAIMS", "权利要求", "权利要求书")),
        Field("DESC", "text", _("说明书"), (), ("DES", "说明书")),
        Field("PA", "text", _("申请人"), (), ("AP", "申请人", "权利人", "专利权人"), marks=True),
        Field("IN", "text", _("发明人"), (), ("发明人", "设计人")),
        Field("AG", "text", _("代理机构"), (), ("AGC", "代理机构"), marks=True),
        Field("TM", "text", _("商标名称"), (), ("MN", "商标", "商标名称"), marks=True),
        Field("GOODS", "text", _("商品和服务"), (), ("GS", "商品", "商品服务"), marks=True),
        Field("IPC", "code", _("国际专利分类"), (), ("IC", "IPC分类号", "分类号")),
        Field("CPC", "code", _("联合专利分类"), (), ("CPC分类号",)),
        Field("LOC", "code", _("外观设计分类"), (), ("LOC分类号", "洛迦诺分类号")),
        Field("PN", "code", _("公开号"), (), ("公开号", "公告号", "公开公告号")),
        Field("AN", "code", _("申请号、注册号"), (), ("SN", "申请号", "注册号"), marks=True),
        Field("PR", "code", _("优先权号"), (), ("优先权号",)),
        Field("FAM", "code", _("同族号"), (), ("同族",)),
        Field("CT", "code", _("引用的公开号"), (), ("CITES", "引证")),
        Field("CITY", "code", _("地市"), (), ("地市", "市"), marks=True),
        Field("COUNTY", "code", _("县区"), (), ("区县", "县区"), marks=True),
        Field("PROVINCE", "code", _("省份、国家"), (), ("省", "省份", "国别"), marks=True),
        Field("ST", "code", _("法律状态"), (), ("状态", "法律状态"), marks=True),
        Field("TY", "code", _("权利种类"), (), ("种类", "专利类型"), marks=True),
        Field("NICE", "code", _("尼斯分类"), (), ("国际分类", "商品类别"), marks=True),
        Field("SG", "code", _("类似群"), (), ("GROUP", "类似群"), marks=True),
        Field("PD", "day", _("公开日"), (), ("公开日", "公告日", "公开公告日"), marks=True),
        Field("GD", "day", _("授权或注册日"), (), ("授权日", "授权公告日", "注册日"), marks=True),
        Field("AD", "day", _("申请日"), (), ("申请日", "申请日期"), marks=True),
        Field("PRD", "day", _("优先权日"), (), ("优先权日",), marks=True),
    )
}
NAMES = {name.upper(): field.key for field in FIELDS.values() for name in (field.key, *field.also)}
STATES = {
    "pending": ("pending", "在审", "审中", "公开", "审查中", "申请中"),
    "in_force": ("in_force", "有效", "有权", "授权", "已注册", "注册", "alive", "valid"),
    "ended": ("ended", "失效", "无权", "无效", "终止", "dead", "invalid"),
    "unknown": ("unknown", "未知", "不明"),
}
KINDS = {
    "invention": ("invention", "发明", "发明专利", "发明公开", "发明授权"),
    "utility_model": ("utility_model", "实用新型", "新型"),
    "design": ("design", "外观设计", "外观"),
    "mark": ("mark", "商标", "trademark"),
    "data_set": ("data_set", "数据知识产权", "数据集", "dataset"),
}
STATE_OF = {normalise(word): key for key, words in STATES.items() for word in words}
KIND_OF = {normalise(word): key for key, words in KINDS.items() for word in words}


def name_of(written: str) -> str | None:
    """Return the key of the field with this name, whatever its case, brackets and spaces; nothing where there is none.

    >>> name_of("公开（公告）号"), name_of("ti"), name_of("申请(专利权)人")
    ('PN', 'TI', 'PA')
    """
    plain = re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", written)).upper()
    return NAMES.get(plain) or NAMES.get(re.sub(r"[()]", "", plain)) or NAMES.get(re.sub(r"\(.*?\)", "", plain))


def ipc(written: str) -> str:
    """Return a symbol without blanks and without the zeros that some offices put before the group.

    >>> ipc("h01m 10/0525"), ipc("H01M0010/0525"), ipc("H01M-010/00"), ipc("H01M")
    ('H01M10/0525', 'H01M10/0525', 'H01M10/00', 'H01M')
    """
    plain = re.sub(r"\s|\(.*|(?<=^\w{4})-", "", unicodedata.normalize("NFKC", written)).upper()
    found = IPC.fullmatch(plain)
    if not found or not found[3] or not found[4]:
        return plain
    return f"{found[1]}{found[2]}{found[3]}{int(found[4])}" + (f"/{found[5]}" if found[5] else "")


def levels(symbol: str) -> tuple[str, ...]:
    """Return a symbol with all that it belongs to, from the section down.

    >>> levels("H01M10/0525")
    ('H', 'H01', 'H01M', 'H01M10', 'H01M10/0525')
    """
    symbol = ipc(symbol)
    found = IPC.fullmatch(symbol)
    if not found:
        return (symbol,) if symbol else ()
    cuts = (found.end(1), found.end(2), found.end(3), found.end(4), found.end(5))
    return tuple(dict.fromkeys(symbol[:cut] for cut in cuts if cut > 0))


def locarno(written: str) -> str:
    """Return a class of the Locarno table with two digits a side.

    >>> locarno("9-3 (11)"), locarno("0903"), locarno("26")
    ('09-03', '09-03', '26')
    """
    plain = re.sub(r"\s|\(.*", "", unicodedata.normalize("NFKC", written)).upper()
    if found := re.fullmatch(r"(\d{1,2})[-/.]?(\d{2})", plain) or re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", plain):
        return f"{found[1]:0>2}-{found[2]:0>2}"
    return plain.zfill(2) if plain.isdigit() else plain


def number(written: str) -> str:
    """Return a number without blanks, dots, hyphens and what stands before a Chinese application number.

    >>> number("ZL 2019 1 0123456.7"), number("cn 110083831 a"), number("第1234567号")
    ('2019101234567', 'CN110083831A', '1234567')
    """
    plain = re.sub(r"[\s./,-]|^第|号$", "", unicodedata.normalize("NFKC", written)).upper()
    return re.sub(r"^(?:ZL|CN(?=\d{12}[\dX]?$|\d{8}[\dX]$))", "", plain)


def spellings(value: str) -> tuple[str, ...]:
    """Return under what a number is found: as it is, without its kind code, without its check digit."""
    plain = number(value)
    found = {plain, re.sub(r"(?<=\d)[A-Z]\d?$", "", plain)} if plain[:1].isalpha() else {plain}
    if check := CHECK_DIGIT.fullmatch(plain):
        found.add(check[1])
    return tuple(sorted(found))


def place(written: str) -> str:
    """Return a place as it is compared: 福州市 and 福州 are one.

    >>> place("福州市"), place("350100"), place("晋江市")
    ('福州', '350100', '晋江')
    """
    plain = normalise(written).strip()
    return re.sub(r"(?<=..)(?:市|省|县|区|自治区|特别行政区|综合实验区)$", "", plain)


def nice(written: str) -> str:
    """Return a class of goods without what stands around the number.

    >>> nice("第9类"), nice("025")
    ('9', '25')
    """
    plain = re.sub(r"[第类\s]", "", normalise(written))
    return plain.lstrip("0") or plain


CODES: dict[str, Callable[[str], str]] = {
    "IPC": ipc,
    "CPC": ipc,
    "LOC": locarno,
    "PN": number,
    "AN": number,
    "PR": number,
    "CT": number,
    "FAM": number,
    "CITY": place,
    "COUNTY": place,
    "PROVINCE": place,
    "ST": lambda written: STATE_OF.get(normalise(written), normalise(written)),
    "TY": lambda written: KIND_OF.get(normalise(written), normalise(written)),
    "NICE": nice,
    "SG": lambda written: re.sub(r"\s", "", normalise(written)),
}


def code(field: str, written: str) -> str:
    """Return the code that somebody means with what they wrote for a field."""
    return CODES[field](written)
