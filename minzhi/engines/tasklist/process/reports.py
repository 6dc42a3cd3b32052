"""The quarter report: a unit writes, its reviewer accepts or returns."""

from datetime import date

from minzhi.engines.tasklist.process.rules_cited import CYCLE, SAYING
from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.text import mark as _

WRITING = ("drafting", "returned")

QUARTER_REPORT = Process(
    name="quarter_report",
    label=_("季度进展"),
    version=1,
    effective_from=date(2023, 1, 1),
    law=CYCLE,
    initial="drafting",
    states=(
        State("drafting", _("填报中")),
        State("submitted", _("待审核")),
        State("returned", _("退回补正")),
        State("accepted", _("已采信"), final=True),
    ),
    actions=(
        Action(
            "open", _("建立"), START, "drafting", ("owner",), CYCLE.art(1),
            (
                Field("quarter_end", _("季末"), Kind.DATE),
                Field("report_term", _("报送期限"), Kind.SPAN),
                Field("review_term", _("审核期限"), Kind.SPAN),
            ),
        ),
        Action("submit", _("报送"), WRITING, "submitted", ("owner",), CYCLE.art(2)),
        Action("recall", _("撤回"), "submitted", "drafting", ("owner",), CYCLE.art(2)),
        Action(
            "return", _("退回补正"), "submitted", "returned", ("reviewer",), CYCLE.art(3),
            (Field("why", _("理由"), at_most=SAYING),),
        ),
        Action("accept", _("采信"), "submitted", "accepted", ("reviewer",), CYCLE.art(3)),
    ),
    clocks=(
        Clock(
            "report", _("报送期限"), cite=CYCLE.art(2), starts="open", span_from="report_term",
            from_field="quarter_end", while_in=("drafting",), whose="owner", effect_on_lapse=_("迟报计入报送及时率"),
        ),
        Clock(
            "review", _("审核期限"), cite=CYCLE.art(3), starts="open", span_from="review_term",
            from_field="quarter_end", while_in=("drafting", "submitted"), whose="reviewer",
            effect_on_lapse=_("提醒审核单位"),
        ),
        Clock(
            "resubmit", _("补正期限"), span="10wd", cite=CYCLE.art(4), starts="return", while_in=("returned",),
            whose="owner", effect_on_lapse=_("逾期未补转红灯"),
        ),
    ),
)  # fmt: skip
