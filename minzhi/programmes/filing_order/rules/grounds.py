"""On what a mark can be opposed or invalidated, by whom, until when: by the version of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minzhi.kit.decision import Condition, Decision, Input, Kind, Row, Table, decide, one_of
from minzhi.kit.legal_time import Calendar, Span
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.laws import READ, TRADEMARK_LAW
from minzhi.programmes.filing_order.rules.opposition import NEW, OLD, window

ROLES = {"holder": _("在先权利人"), "interested": _("利害关系人"), "other": _("其他任何人")}
RELATIONS = {
    "none": _("没有特殊关系"), "agent": _("申请人是代理人或者代表人"), "contact": _("有合同、业务往来等其他关系"),
}  # fmt: skip
RELATIVE = {
    "earlier_mark": _("与在先商标相同或者近似，商品相同或者类似"),
    "well_known": _("摹仿已经注册的驰名商标，商品不类似"),
    "well_known_unregistered": _("摹仿没有注册的驰名商标"),
    "by_agent": _("代理人、代表人或者有往来关系的人抢注"),
    "indication": _("含有地理标志而商品不来自该地区"),
    "prior_right": _("损害他人在先权利（字号、姓名、著作权等）"),
    "prior_use": _("抢注他人在先使用并有一定影响的商标"),
}
ABSOLUTE = {
    "bad_faith": _("不以使用为目的的恶意申请"),
    "prohibited": _("不得作为商标使用的标志（含县级以上行政区划地名）"),
    "not_distinctive": _("缺乏显著特征（通用名称等）"),
    "shape": _("不得注册的立体形状"),
    "agency_own": _("代理机构申请代理服务以外的商标"),
}
CONFLICTS = {**RELATIVE, **ABSOLUTE}
VERSIONS = {OLD: _("2019年修正"), NEW: _("2026年修订")}


class Who(StrEnum):
    """Who may rest on a ground."""

    HOLDER = "holder"
    ANYONE = "anyone"
    NOT_YOU = "not_you"
    NO_GROUND = "no_ground"


WHO = {
    Who.HOLDER: _("在先权利人或者利害关系人可以提出"),
    Who.ANYONE: _("任何人可以提出"),
    Who.NOT_YOU: _("属于相对理由，只有在先权利人或者利害关系人可以提出"),
    Who.NO_GROUND: _("没有代理、代表或者往来关系，不能以此为理由"),
}
SOURCE = {OLD: "《商标法》（2019年修正）", NEW: "《商标法》（2026年修订）"}
RELATIVE_2026 = "第20至22条、第23条第1款、第24条（逐项对应没有读到）"
ARTICLES = {
    OLD: {
        "earlier_mark": "第30条、第31条", "well_known": "第13条第3款", "well_known_unregistered": "第13条第2款",
        "indication": "第16条第1款", "prior_right": "第32条", "prior_use": "第32条", "bad_faith": "第4条第1款",
        "prohibited": "第10条", "not_distinctive": "第11条", "shape": "第12条", "agency_own": "第19条第4款",
    },
    NEW: {
        **dict.fromkeys(("earlier_mark", "well_known", "well_known_unregistered"), RELATIVE_2026),
        **dict.fromkeys(("indication", "prior_right", "prior_use"), RELATIVE_2026),
        "bad_faith": "第19条", "prohibited": "第15条、第16条第1款", "agency_own": "第25条",
        **dict.fromkeys(("not_distinctive", "shape"), "第17条、第18条（逐项对应没有读到）"),
    },
}  # fmt: skip
READ_2026 = frozenset({"bad_faith"})
BY_AGENT = {
    OLD: (("agent", "第15条第1款"), ("contact", "第15条第2款")),
    NEW: (("agent", RELATIVE_2026), ("contact", RELATIVE_2026)),
}


def _row(law: str, who: Who, article: str, conflict: str, *, read: bool, **when: Condition) -> Row[Who]:
    asked: dict[str, Condition] = {"law": one_of(law), "conflict": one_of(conflict), **when}
    return Row(
        asked, who, f"{CONFLICTS[conflict]}，{WHO[who]}", SOURCE[law], article, confirmed_by=READ if read else ""
    )


def _rows(law: str) -> list[Row[Who]]:
    rows = []
    for conflict, article in ARTICLES[law].items():
        read = law == OLD or conflict in READ_2026
        if conflict in RELATIVE:
            rows.append(_row(law, Who.NOT_YOU, article, conflict, read=read, role=one_of("other")))
        rows.append(_row(law, Who.HOLDER if conflict in RELATIVE else Who.ANYONE, article, conflict, read=read))
    article = BY_AGENT[law][0][1]
    rows.append(_row(law, Who.NOT_YOU, article, "by_agent", read=law == OLD, role=one_of("other")))
    rows += [
        _row(law, Who.HOLDER, article, "by_agent", read=law == OLD, relation=one_of(relation))
        for relation, article in BY_AGENT[law]
    ]
    return [*rows, _row(law, Who.NO_GROUND, "", "by_agent", read=law == OLD)]


TM_GROUND = Table(
    "tm_ground", _("异议和无效宣告的理由"),
    (
        Input("role", _("身份"), Kind.CHOICE, tuple(ROLES)),
        Input("relation", _("与申请人的关系"), Kind.CHOICE, tuple(RELATIONS)),
        Input("conflict", _("冲突类型"), Kind.CHOICE, tuple(CONFLICTS)),
        Input("law", _("适用的商标法"), Kind.CHOICE, (OLD, NEW)),
    ),
    (*_rows(OLD), *_rows(NEW)),
)  # fmt: skip


class Way(StrEnum):
    """How a mark is attacked."""

    OPPOSITION = "opposition"
    INVALIDATION = "invalidation"
    NON_USE = "non_use"


WAYS: Mapping[str, str] = {
    Way.OPPOSITION: _("商标异议"),
    Way.INVALIDATION: _("注册商标无效宣告"),
    Way.NON_USE: _("撤销连续三年不使用的注册商标"),
}


@dataclass(frozen=True)
class Opening:
    """What `tm_ground` answers: who may file on which article; between which days; whether that may still move."""

    decision: Decision[Who]
    first: date | None
    last: date | None
    provisional: bool
    says: str


ANY_TIME, FIVE_YEARS = _("绝对理由，任何时候可以请求"), _("相对理由，自注册之日起五年内请求")
NO_LIMIT = _("恶意注册驰名商标的，不受五年限制")
THREE_YEARS = _("注册满三年以后，连续三年没有使用的，任何人可以申请撤销")
NOT_READ = _("2026年修订的商标法中无效宣告和撤销的期限没有读到，按2019年修正的期限提示")
YEARS_TO_INVALIDATE, YEARS_OF_NO_USE = Span.parse("5y", rolls=False), Span.parse("3y", rolls=False)


def tm_ground(role: str, relation: str, conflict: str, law: str, *, on: date) -> Decision[Who]:
    """Return the article and who may rest on it; raises `NotDecidable` for what no row knows."""
    return decide(TM_GROUND, on=on, role=role, relation=relation, conflict=conflict, law=law)


def opposition(role: str, relation: str, conflict: str, *, published_on: date, calendar: Calendar) -> Opening:
    """Return on what and until when a published mark can be opposed, under the law whose period ends first."""
    found = window(published_on, calendar)
    decision = tm_ground(role, relation, conflict, found.alarmed_by, on=published_on)
    return Opening(decision, published_on, found.alarm, found.provisional, found.says)


def invalidation(
    role: str, relation: str, conflict: str, *, registered_on: date, on: date, calendar: Calendar,
    bad_faith: bool = False,
) -> Opening:  # fmt: skip
    """Return on what and until when a registered mark can be declared invalid: five years for relative grounds."""
    law = OLD if on < date(2027, 1, 1) else NEW
    decision = tm_ground(role, relation, conflict, law, on=on)
    says, last = ANY_TIME, None
    if conflict in RELATIVE:
        says = NO_LIMIT if bad_faith and conflict.startswith("well_known") else FIVE_YEARS
        last = YEARS_TO_INVALIDATE.due(registered_on, calendar).due if says == FIVE_YEARS else None
    return Opening(decision, registered_on, last, law == NEW, NOT_READ if law == NEW else says)


@dataclass(frozen=True)
class Draft:
    """What a draft says before anybody wrote it: the ground, whether it was read, the days, the period to decide."""

    ground: str
    confirmed: bool
    first: date | None
    last: date | None
    decided_in: str


NON_USE = TRADEMARK_LAW.art(49)
DECIDED_IN = {Way.OPPOSITION: "12m", Way.INVALIDATION: "12m"}
ABSOLUTE_DECIDED_IN = "9m"


def draft(way: Way, *, role: str, relation: str, conflict: str, from_day: date, on: date, calendar: Calendar) -> Draft:
    """Return what a draft of this way rests on; `from_day` is the day of publication, else of registration."""
    if way is Way.NON_USE:
        first = non_use(registered_on=from_day, calendar=calendar)
        return Draft(f"{NON_USE}：{THREE_YEARS}", confirmed=False, first=first, last=None, decided_in="")
    if way is Way.OPPOSITION:
        found = opposition(role, relation, conflict, published_on=from_day, calendar=calendar)
    else:
        found = invalidation(role, relation, conflict, registered_on=from_day, on=on, calendar=calendar)
    row, who = found.decision.row, found.decision.result
    is_short = way is Way.INVALIDATION and conflict in ABSOLUTE
    return Draft(
        f"{row.source}{row.article}：{CONFLICTS[conflict]}，{WHO[who]}", found.decision.confirmed, found.first,
        found.last, ABSOLUTE_DECIDED_IN if is_short else DECIDED_IN[way],
    )  # fmt: skip


def non_use(*, registered_on: date, calendar: Calendar) -> date:
    """Return the first day on which cancellation for three years of non-use can be asked for."""
    return YEARS_OF_NO_USE.due(registered_on, calendar).due
