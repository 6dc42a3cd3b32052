"""Mediation that a court entrusts (诉调对接). Its periods were not found in any text: each court names its own."""

from datetime import date

from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.adjudication import OFFICER, ROLES
from minzhi.programmes.disputes.process.forms import LONG, NAME, PARTIES, RIGHT
from minzhi.programmes.disputes.rules.laws import ENTRUSTED as RULES

ENTRUSTED = Process(
    name="disputes.entrusted",
    label=_("法院委托调解"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=RULES,
    initial="received",
    states=(
        State("received", _("收到委托")),
        State("mediating", _("调解中"), public=True),
        State("agreed", _("达成协议"), final=True, public=True),
        State("returned", _("退回法院"), final=True, public=True),
    ),
    actions=(
        Action(
            "receive", _("收到委托"), START, "received", (OFFICER,), RULES.whole,
            (
                day("received_on", _("收到之日")), text("court", _("委托法院"), at_most=NAME),
                text("court_number", _("法院案号"), at_most=NAME),
                Field("court_term", _("法院给的期限"), Kind.SPAN), *RIGHT, *PARTIES,
                text("claims", _("请求事项"), at_most=LONG),
            ),
            fact="entrusted_received",
        ),
        Action(
            "assign", _("指派调解组织"), "received", "mediating", (OFFICER,), RULES.whole,
            (text("body", _("调解组织"), at_most=NAME), text("mediators", _("调解员"), at_most=NAME)),
            fact="entrusted_assigned",
        ),
        Action(
            "agree", _("达成协议"), "mediating", "agreed", (OFFICER,), RULES.whole,
            (text("agreement", _("协议要点"), at_most=LONG),), documents=("agreement",), fact="entrusted_agreed",
        ),
        Action(
            "give_back", _("退回法院"), ("received", "mediating"), "returned", (OFFICER,), RULES.whole, WHY,
            fact="entrusted_returned",
        ),
    ),
    clocks=(
        Clock(
            "court", _("委托调解期限"), cite=RULES.whole, starts="receive", while_in=("received", "mediating"),
            span_from="court_term", from_field="received_on", whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("期限由委托法院在委托书中写明，本表不设默认值。"),
)  # fmt: skip
