"""The course of a work order. No text prescribes it: its rules are a proposal, its term is set with each order."""

from datetime import date

from minzhi.kit.process import START, Action, Clock, Field, Kind, Law, Process, State
from minzhi.kit.text import mark as _

RULES = Law("办案协作工作单规则（建议稿）")
KINDS = {
    "visit": _("现场检查"),
    "evidence": _("调查取证"),
    "service": _("代为送达"),
    "investigation": _("案件调查"),
    "comparison": _("权利要求比对"),
    "legal_review": _("法制审核"),
    "opinion": _("专家意见"),
    "other": _("其他"),
}
LONG = 2000
WHY = Field("why", _("理由"), at_most=500)
OPEN = ("sent", "working", "reported")

ORDER = Process(
    name="casework.order",
    label=_("工作单"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=RULES,
    initial="sent",
    states=(
        State("sent", _("待接收")),
        State("working", _("办理中")),
        State("reported", _("已交回")),
        State("settled", _("已验收"), final=True),
        State("declined", _("已退单"), final=True),
        State("cancelled", _("已撤销"), final=True),
    ),
    actions=(
        Action(
            "send", _("派出工作单"), START, "sent", ("opener",), RULES.whole,
            (
                Field("kind", _("事项"), Kind.CHOICE, choices=tuple(KINDS), labels=tuple(KINDS.values())),
                Field("question", _("要求"), at_most=500), Field("place", _("地点"), at_most=200, required=False),
                Field("term", _("办理期限"), Kind.SPAN, required=False),
            ),
            fact="order_opened",
        ),
        Action("receive", _("接收"), "sent", "working", ("receiver",), RULES.whole, fact="order_received"),
        Action(
            "report", _("交回结果"), ("sent", "working"), "reported", ("receiver",), RULES.whole,
            (
                Field("result", _("结果"), at_most=LONG),
                Field("signed", _("当事人已签字"), Kind.BOOL, required=False),
            ),
            fact="order_reported",
        ),
        Action("decline", _("退单"), "sent", "declined", ("receiver",), RULES.whole, (WHY,), fact="order_declined"),
        Action("redo", _("退回补办"), "reported", "working", ("issuer",), RULES.whole, (WHY,), fact="order_returned"),
        Action("settle", _("验收"), "reported", "settled", ("issuer",), RULES.whole, fact="order_settled"),
        Action(
            "cancel", _("撤销"), ("sent", "working"), "cancelled", ("issuer",), RULES.whole, (WHY,),
            fact="order_cancelled",
        ),
    ),
    clocks=(
        Clock(
            "order", _("办理期限"), cite=RULES.whole, starts="send", while_in=("sent", "working"), span_from="term",
            whose="receiver",
        ),
    ),
    roles=(("opener", _("派单单位")), ("issuer", _("派单单位")), ("receiver", _("承办单位"))),
)  # fmt: skip
