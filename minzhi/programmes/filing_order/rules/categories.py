"""What an abnormal filing is, by the list in force on the day of filing; and which item a signal points at."""

from dataclasses import dataclass
from datetime import date, timedelta

from minzhi.kit.decision import Decision, Input, Kind, NotDecidable, Row, Table, decide, one_of
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.laws import READ

SINCE_2021, SINCE_2024 = date(2021, 3, 11), date(2024, 1, 20)
UNTIL_2024 = SINCE_2024 - timedelta(days=1)


@dataclass(frozen=True)
class Category:
    """One item of a list: its code here, its words, its article."""

    code: str
    words: str
    article: str


@dataclass(frozen=True)
class List:
    """One edition of what is abnormal. `confirmed_by` empty: its wording was not read."""

    key: str
    title: str
    valid_from: date
    valid_to: date | None
    items: tuple[Category, ...]
    confirmed_by: str = ""


ORDER_77 = List(
    "order_77", "《规范申请专利行为的规定》（国家知识产权局令第77号）", SINCE_2024, None,
    (
        Category("N1", _("多件申请内容明显相同，或者由不同发明创造的特征要素简单组合形成"), "第3条第1项"),
        Category("N2", _("编造、伪造、变造内容、实验数据或者技术效果，或者抄袭、简单替换、拼凑现有技术"), "第3条第2项"),
        Category("N3", _("内容主要为利用计算机技术等随机生成"), "第3条第3项"),
        Category("N4", _("明显不符合技术常理，或者变劣、堆砌、非必要缩限保护范围"), "第3条第4项"),
        Category("N5", _("没有实际研发活动而提交多件申请，且不能作出合理解释"), "第3条第5项"),
        Category("N6", _("实质上与特定单位、个人或者地址关联的多件申请恶意分散、先后或者异地提出"), "第3条第6项"),
        Category("N7", _("出于不正当目的转让、受让申请权，或者虚假变更发明人、设计人"), "第3条第7项"),
        Category("N8", _("其他违反诚实信用原则、扰乱专利工作正常秩序"), "第3条第8项"),
        Category("A4", _("代理、诱导、教唆、帮助他人实施非正常申请专利行为"), "第4条"),
    ),
    READ,
)  # fmt: skip
NOTICE_411 = List(
    "notice_411", "《关于规范申请专利行为的办法》（国家知识产权局公告第411号）", SINCE_2021, UNTIL_2024,
    (
        Category("M1", _("内容明显相同，或者由不同特征、要素简单组合变化"), "第2条第1项"),
        Category("M2", _("编造、伪造、变造，或者抄袭、简单替换、拼凑"), "第2条第2项"),
        Category("M3", _("与申请人、发明人实际研发能力及资源条件明显不符"), "第2条第3项"),
        Category("M4", _("主要为利用计算机程序或者其他技术随机生成"), "第2条第4项"),
        Category("M5", _("不符合技术改进合理性，变劣、堆砌、非必要缩限"), "第2条第5项"),
        Category("M6", _("分散、先后或者在不同地点提交与特定单位、个人或者地址相关的申请"), "第2条第6项"),
        Category("M7", _("不以实施为目的倒买倒卖，或者虚假变更发明人、设计人"), "第2条第7项"),
        Category("M8", _("代理机构、代理师代理、诱导、教唆、帮助他人"), "第2条第8项"),
        Category("M9", _("其他"), "第2条第9项"),
    ),
)  # fmt: skip
LISTS = (ORDER_77, NOTICE_411)
EVERY = {item.code: item for each in LISTS for item in each.items}
WORDS = {code: f"{code}　{item.words}" for code, item in EVERY.items()}
"""Every code with its words, for forms; which of them held on a day, `list_on` tells."""


def list_on(filed_on: date) -> List | None:
    """Return the list in force on a day of filing; None where none was read."""
    return next((each for each in LISTS if each.valid_from <= filed_on <= (each.valid_to or date.max)), None)


def held(code: str, filed_on: date) -> bool:
    """Tell whether a code belongs to the list of the day of filing."""
    found = list_on(filed_on)
    return found is not None and code in {item.code for item in found.items}


SIGNALS = tuple(f"S{number}" for number in range(1, 11))
POINTS_AT = {
    "S1": (("N1",), ("M1",)), "S2": (("N1",), ("M1",)), "S3": (("N2",), ("M2",)), "S4": (("N3",), ("M4",)),
    "S5": (("N5",), ("M3",)), "S6": (("N5",), ("M3",)), "S7": (("N6",), ("M6",)),
    "S8": (("N7", "N2"), ("M7", "M2")), "S9": (("N7",), ("M7",)), "S10": (("A4",), ("M8",)),
}  # fmt: skip
"""Signal, items of the list of 2024, items of the list of 2021. A proposal: no text speaks of signals."""


def _row(signal: str, codes: tuple[str, ...], given: List) -> Row[tuple[str, ...]]:
    articles = "、".join(EVERY[code].article for code in codes)
    return Row(
        {"signal": one_of(signal)}, codes, "", given.title, articles, given.valid_from, given.valid_to,
    )  # fmt: skip


ABNORMAL_CATEGORY = Table(
    "abnormal_category", _("信号指向的情形"), (Input("signal", _("信号"), Kind.CHOICE, SIGNALS),),
    tuple(
        _row(signal, codes[place], given) for signal, codes in POINTS_AT.items() for place, given in enumerate(LISTS)
    ),
)  # fmt: skip


def categories(signal: str, *, filed_on: date) -> Decision[tuple[str, ...]] | None:
    """Return which items of the list of the day of filing a signal points at; None where no list was read."""
    try:
        return decide(ABNORMAL_CATEGORY, on=filed_on, signal=signal)
    except NotDecidable:
        return None
