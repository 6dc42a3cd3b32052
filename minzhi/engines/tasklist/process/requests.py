"""The request of an owner: the leading unit may give its opinion, the supervising office alone decides."""

from datetime import date

from minzhi.engines.tasklist.process.rules_cited import CLOSING, SAYING
from minzhi.kit.process import START, Action, Clock, Field, Process, State
from minzhi.kit.text import mark as _

OPEN = ("filed", "endorsed")
WHY = (Field("why", _("说明"), at_most=SAYING),)

REQUEST = Process(
    name="plan_request",
    label=_("申请"),
    version=1,
    effective_from=date(2023, 1, 1),
    law=CLOSING,
    initial="filed",
    states=(
        State("filed", _("待审定")),
        State("endorsed", _("牵头单位已提意见")),
        State("approved", _("已同意"), final=True),
        State("refused", _("不同意"), final=True),
        State("withdrawn", _("已撤回"), final=True),
    ),
    actions=(
        Action("file", _("提出申请"), START, "filed", ("owner",), CLOSING.art(1), WHY),
        Action(
            "endorse", _("提意见"), "filed", "endorsed", ("lead",), CLOSING.art(2),
            (Field("opinion", _("牵头单位意见"), at_most=SAYING),),
        ),
        Action("approve", _("同意"), OPEN, "approved", ("supervisor",), CLOSING.art(3), WHY),
        Action("refuse", _("不同意"), OPEN, "refused", ("supervisor",), CLOSING.art(3), WHY),
        Action("withdraw", _("撤回"), OPEN, "withdrawn", ("owner",), CLOSING.art(1)),
    ),
    clocks=(
        Clock(
            "decide", _("审定期限"), span="10wd", cite=CLOSING.art(3), starts="file", while_in=OPEN, whose="supervisor",
            effect_on_lapse=_("提醒督查"),
        ),
    ),
)  # fmt: skip
