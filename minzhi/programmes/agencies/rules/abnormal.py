"""Who is put on the list of abnormal operation (table `agency_abnormal`, article 37); from when a report is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minzhi.kit.decision import YES, Condition, Decision, Hit, Input, Kind, Row, Table, decide, one_of
from minzhi.kit.legal_time import Calendar
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.rules.laws import MEASURES, READ

LIST, NOT_LIST = "list", "not_list"
GROUNDS: Mapping[str, str] = {
    "no_report": _("未在规定的期限提交年度报告"),
    "false_data": _("取得执业许可证或者提交年度报告时提供虚假信息"),
    "unreported_change": _("名称、办公场所、执行事务合伙人或者法定代表人、合伙人或者股东变更未按规定办理"),
    "branch": _("分支机构未按规定备案"),
    "conditions": _("不再符合执业许可条件，责令改正期满仍不符合"),
    "differs": _("公示信息与登记信息不一致"),
    "unreachable": _("通过登记的经营场所无法联系"),
    "none": _("不属于以上情形"),
}
"""The seven situations of article 37 in their order, and none of them."""
ITEMS = tuple(GROUNDS)[:-1]
NEEDS_ORDER = "conditions"
ORDERED = Input("ordered", _("已责令改正，期满仍不符合"), Kind.BOOL)


def _row(number: int, ground: str) -> Row[str]:
    when: dict[str, Condition] = {"ground": one_of(ground)}
    if ground == NEEDS_ORDER:
        when["ordered"] = YES
    return Row(when, LIST, GROUNDS[ground], str(MEASURES), f"第37条第{number}项", confirmed_by=READ)


AGENCY_ABNORMAL: Table[str] = Table(
    "agency_abnormal", _("列入经营异常名录"),
    (Input("ground", _("情形"), Kind.CHOICE, tuple(GROUNDS)), ORDERED),
    (
        *(_row(number, ground) for number, ground in enumerate(ITEMS, 1)),
        Row({}, NOT_LIST, _("不列入；不符合许可条件的，应当先责令改正"), str(MEASURES), "第37条", confirmed_by=READ),
    ),
    Hit.FIRST,
)  # fmt: skip


def abnormal(ground: str, *, on: date, ordered: bool = False) -> Decision[str]:
    """Return whether a situation puts an agency on the list, with the item of article 37."""
    return decide(AGENCY_ABNORMAL, on=on, ground=ground, ordered=ordered)


@dataclass(frozen=True)
class Deadline:
    """The last day for a yearly report, and why it is that day."""

    last: date
    why: str


FIXED = _("通知写明的日期，遇休息日不顺延")
ROLLED = _("通知写明的日期逢休息日，按通知顺延到下一个工作日")
KEPT = _("通知写明的日期是工作日")


def deadline(named: date, *, rolls: bool, calendar: Calendar) -> Deadline:
    """Return the last day: the one the notice names, or the next working day where that notice says so."""
    if not rolls:
        return Deadline(named, FIXED)
    last = calendar.roll(named)
    return Deadline(last, ROLLED if last != named else KEPT)


def is_late(last: date, filed_on: date | None, on: date) -> bool:
    """Tell whether a report is missing on a day: the last day itself is in time."""
    return on > last and (filed_on is None or filed_on > on)
