"""Rapid protection: a bureau hands a question to a centre, with receipt times, and gets an expert opinion."""

from datetime import date

from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.adjudication import OFFICER, ROLES
from minzhi.programmes.disputes.process.forms import LONG, NAME, RIGHT
from minzhi.programmes.disputes.rules.laws import RAPID as RULES

OPINIONS = {"likely": _("很可能侵权"), "unlikely": _("不大可能侵权"), "cannot_tell": _("无法判断")}

RAPID = Process(
    name="disputes.rapid",
    label=_("快速协同保护"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=RULES,
    initial="sent",
    states=(
        State("sent", _("已移送保护中心")),
        State("received", _("中心已签收")),
        State("answered", _("已出具意见")),
        State("taken", _("已采用"), final=True),
        State("returned", _("已退回"), final=True),
    ),
    actions=(
        Action(
            "send", _("移送保护中心"), START, "sent", (OFFICER,), RULES.whole,
            (
                *RIGHT, text("centre", _("保护中心"), at_most=NAME),
                text("question", _("请中心办理的事项"), at_most=LONG),
                Field("answer_term", _("希望答复期限"), Kind.SPAN, required=False),
            ),
            fact="rapid_sent",
        ),
        Action(
            "sign_for", _("签收"), "sent", "received", ("centre", OFFICER), RULES.whole,
            (text("receipt", _("签收时间和签收人"), at_most=NAME),), fact="rapid_received",
        ),
        Action(
            "answer", _("出具专家意见"), "received", "answered", ("centre", OFFICER), RULES.whole,
            (choice("opinion", _("意见"), OPINIONS), text("grounds", _("理由"), at_most=LONG)), fact="rapid_answered",
        ),
        Action("take", _("采用意见"), "answered", "taken", (OFFICER,), RULES.whole, WHY, fact="rapid_taken"),
        Action(
            "give_back", _("退回"), ("sent", "received"), "returned", ("centre", OFFICER), RULES.whole, WHY,
            fact="rapid_returned",
        ),
    ),
    clocks=(
        Clock(
            "answer", _("答复期限"), cite=RULES.whole, starts="send", while_in=("sent", "received"),
            span_from="answer_term", whose="centre",
        ),
    ),
    roles=(*ROLES, ("centre", _("保护中心"))),
    why_version=_("没有查到统一的办理期限，由移送时商定。"),
)  # fmt: skip
