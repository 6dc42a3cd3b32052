"""What may follow an abnormal filing, by which law of which day; decided only after the party was heard."""

from dataclasses import dataclass
from datetime import date

from minzhi.kit.decision import NO, YES, Decision, Input, Kind, Row, Table, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.categories import SINCE_2024
from minzhi.programmes.filing_order.rules.laws import READ


@dataclass(frozen=True)
class Measure:
    """One measure: its name for forms, its words, where it is written."""

    key: str
    words: str
    article: str


MEASURES = (
    Measure("no_reduction", _("不予减缴专利费用，已经减缴的补缴"), "第9条"),
    Measure("notice", _("予以公告，纳入全国信用信息共享平台"), "第9条"),
    Measure("dishonest", _("受到市场监督管理部门较重行政处罚的，依法列入严重违法失信名单"), "第9条"),
    Measure("not_counted", _("在专利统计中扣除"), "第9条"),
    Measure("no_support", _("不予资助或者奖励"), "第9条"),
    Measure("no_support_agency", _("对代理机构不予资助或者奖励"), "第9条"),
    Measure("recover", _("全部或者部分追还已经资助、奖励的款项"), "第9条"),
)
ENDS_ABNORMAL = frozenset({"upheld", "deemed_withdrawn", "rejected"})
"""Results of the national office after which a measure may be proposed; withdrawal in time is weighed by hand."""


class Reduction:
    """How long an applicant gets no reduction of fees."""

    THIS = "this"
    WHOLE = "whole"


FEE_REDUCTION = Table(
    "fee_reduction", _("不予减缴的范围"),
    (
        Input("again", _("五年内再次实施"), Kind.BOOL),
        Input("serious", _("情节严重"), Kind.BOOL),
    ),
    (
        Row(
            {"again": YES, "serious": YES}, Reduction.WHOLE,
            _("五年内多次实施且情节严重，其自此五年内的申请均不予减缴"),
            "《规范申请专利行为的规定》", "第9条", SINCE_2024, confirmed_by=READ,
        ),
        Row(
            {}, Reduction.THIS, _("对该非正常申请专利行为涉及的申请不予减缴，已经减缴的补缴"),
            "《规范申请专利行为的规定》", "第9条", SINCE_2024, confirmed_by=READ,
        ),
    ),
)  # fmt: skip


def fee_reduction(*, again: bool, serious: bool, on: date) -> Decision[str]:
    """Return how far fee reduction is withheld; raises `NotDecidable` before 20 January 2024."""
    return decide(FEE_REDUCTION, on=on, again=again, serious=serious)


TOLD_FIRST, HEARD_FIRST = _("没有告知当事人"), _("没有听取当事人的陈述意见，期限也没有届满")
RULE = ("《规范申请专利行为的规定》", "第10条")
MAY_MEASURE: Table[bool] = Table(
    "may_measure", _("能否决定处理措施"),
    (
        Input("told", _("已告知拟采取的措施"), Kind.BOOL),
        Input("heard", _("已听取陈述意见，或者期限届满没有提出"), Kind.BOOL),
    ),
    (
        Row(when={"told": NO}, result=False, says=TOLD_FIRST, source=RULE[0], article=RULE[1]),
        Row(when={"heard": NO}, result=False, says=HEARD_FIRST, source=RULE[0], article=RULE[1]),
        Row(when={}, result=True, says=_("已经告知并听取陈述意见"), source=RULE[0], article=RULE[1]),
    ),
)  # fmt: skip


def may_measure(*, told: bool, heard: bool, on: date) -> Decision[bool]:
    """Return whether a measure may be decided now (hearing the party's statement is no formal hearing)."""
    return decide(MAY_MEASURE, on=on, told=told, heard=heard)
