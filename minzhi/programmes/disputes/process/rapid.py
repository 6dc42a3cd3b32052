"""Rapid protection: a bureau hands a question to a centre, with receipt times, and gets an opinion or a mediation."""

from datetime import date

from minzhi.kit.process import START, Action, Case, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.adjudication import OFFICER, ROLES
from minzhi.programmes.disputes.process.forms import LONG, NAME, RIGHT
from minzhi.programmes.disputes.rules.laws import RAPID as RULES

ASKED = {"opinion": _("专家意见"), "mediation": _("快速调解")}
OUTCOMES = {"agreed": _("达成协议"), "failed": _("调解不成")}
OPINIONS = {"likely": _("很可能侵权"), "unlikely": _("不大可能侵权"), "cannot_tell": _("无法判断")}


def not_mediation(case: Case, on: date) -> str:
    del on
    return _("请中心调解的，用「报告调解结果」答复。") if case.fields.get("asked") == "mediation" else ""


def is_mediation(case: Case, on: date) -> str:
    del on
    return "" if case.fields.get("asked") == "mediation" else _("请中心出具意见的，用「出具专家意见」答复。")


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
        State("answered", _("已答复")),
        State("taken", _("已采用"), final=True),
        State("returned", _("已退回"), final=True),
    ),
    actions=(
        Action(
            "send", _("移送保护中心"), START, "sent", (OFFICER,), RULES.whole,
            (
                *RIGHT, text("centre", _("保护中心"), at_most=NAME),
                choice("asked", _("请中心办什么"), ASKED, required=False),
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
            (choice("opinion", _("意见"), OPINIONS), text("grounds", _("理由"), at_most=LONG)), guard=not_mediation,
            fact="rapid_answered",
        ),
        Action(
            "report", _("报告调解结果"), "received", "answered", ("centre", OFFICER), RULES.whole,
            (choice("outcome", _("调解结果"), OUTCOMES), text("agreement", _("要点"), at_most=LONG)),
            guard=is_mediation, fact="rapid_mediated",
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
