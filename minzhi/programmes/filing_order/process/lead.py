"""An own lead: signals, a work order to the applicant's city, the party's answer to each signal, report or closing."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Effect, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import (
    CNIPA,
    HEAD,
    LONG,
    MANY,
    NAME,
    OFFICER,
    PARTY,
    PRIORITY_LABELS,
    ROLES,
    STAFF_FIELDS,
    SUBJECTS,
    SUPERIOR,
)
from minzhi.programmes.filing_order.process.guards import day_in_order
from minzhi.programmes.filing_order.rules.laws import ORDER_77, ORDER_77_UNREAD, OURS
from minzhi.programmes.filing_order.rules.signals import TITLES

OPEN = ("signal", "triaged", "asked", "answered")
ANSWERS = tuple(text(code.lower(), label, required=False, at_most=LONG) for code, label in TITLES.items())
"""A word to each signal, under the signal's own title."""

LEAD = Process(
    name="filing_order.lead",
    label=_("申请秩序线索"),
    version=1,
    effective_from=date(2021, 3, 11),
    law=ORDER_77,
    initial="signal",
    states=(
        State("signal", _("待研判")),
        State("triaged", _("核查中")),
        State("asked", _("待当事人说明")),
        State("answered", _("已说明")),
        State("reported", _("已报国家知识产权局")),
        State("explained", _("说明合理，已关闭"), final=True),
        State("closed", _("不再追查"), final=True),
        State("confirmed", _("国家局认定"), final=True),
        State("not_confirmed", _("国家局不认定"), final=True),
    ),
    actions=(
        Action(
            "raise", _("出现信号"), START, "signal", (OFFICER,), OURS.whole,
            (
                choice("subject_kind", _("对象类别"), SUBJECTS), text("subject", _("对象"), at_most=NAME),
                Field("filings", _("涉及申请件数"), Kind.NUMBER), text("fired", _("出现的信号"), at_most=MANY),
                text("points_at", _("指向的情形"), required=False, at_most=MANY),
                choice("priority", _("优先级"), PRIORITY_LABELS),
                text("made_by", _("规则和评分版本"), at_most=MANY),
            ),
            fact="lead_raised",
        ),
        Action(
            "triage", _("研判，交办核查"), "signal", "triaged", (OFFICER, HEAD), ORDER_77.art(11),
            (text("ask_city", _("请核查什么"), at_most=500), Field("term", _("交回期限"), Kind.SPAN)),
            documents=("check",), fact="lead_triaged",
            hint=_("对象所在地的市局收到工作单；只是线索，不作任何认定。"),
        ),
        Action(
            "verify", _("核查研发情况"), ("triaged", "asked", "answered"), SAME, (OFFICER,), ORDER_77.art(11),
            (*STAFF_FIELDS, text("conclusion", _("核查结论"), at_most=LONG)), documents=("verification",),
            fact="lead_verified",
        ),
        Action(
            "ask", _("请当事人说明"), ("triaged", "answered"), "asked", (OFFICER,), OURS.whole,
            (day("asked_on", _("发出之日")), Field("answer_term", _("说明期限"), Kind.SPAN)),
            check=day_in_order, documents=("question",), fact="party_asked",
            hint=_("发出后在本页给当事人查询码：对方凭码看到信号和理由，逐项说明、上传证据。"),
        ),
        Action(
            "answer", _("逐项说明"), ("triaged", "asked", "answered"), "answered", (OFFICER, PARTY), OURS.whole,
            (day("answered_on", _("收到说明之日")), text("answer", _("总的说明"), at_most=LONG), *ANSWERS),
            check=day_in_order, fact="party_answered", public=True,
        ),
        Action(
            "accept", _("说明合理，关闭"), OPEN, "explained", (OFFICER, HEAD), OURS.whole,
            (text("why", _("理由"), at_most=LONG),), fact="explanation_accepted",
            hint=_("写明凭哪些证据；信号和理由留在记录里，准确率随之更新。"),
        ),
        Action(
            "close", _("不再追查"), OPEN, "closed", (HEAD,), OURS.whole, WHY, fact="lead_closed",
        ),
        Action(
            "report", _("报国家知识产权局"), ("triaged", "asked", "answered"), "reported", (HEAD, SUPERIOR),
            ORDER_77.art(11),
            (
                day("sent_on", _("报送日")), text("letter", _("报告函文号"), at_most=80),
                text("opinion_why", _("意见的理由"), at_most=LONG),
            ),
            check=day_in_order, documents=("letter",), fact="lead_reported",
        ),
        Action(
            "result_upheld", _("国家局认定"), "reported", "confirmed", (CNIPA,), ORDER_77_UNREAD.art(6),
            (day("decided_on", _("决定日")), text("decision_number", _("决定、通知文号"), required=False)),
            fact="lead_confirmed",
        ),
        Action(
            "result_cleared", _("国家局不认定"), "reported", "not_confirmed", (CNIPA,), ORDER_77_UNREAD.art(6),
            (day("decided_on", _("决定日")), text("decision_number", _("决定、通知文号"), required=False)),
            fact="lead_not_confirmed",
        ),
    ),
    clocks=(
        Clock(
            "answer", _("说明期限"), cite=OURS.whole, starts="ask", while_in=("asked",), span_from="answer_term",
            from_field="asked_on", whose=PARTY, effect=Effect.PROCEEDS,
            effect_on_lapse=_("届满没有说明的，按已有材料研判，不因此推定任何事实"),
        ),
    ),
    roles=ROLES,
    why_version=_("没有规定说明线索怎么办，步骤为建议；报告义务依第77号令第11条。"),
)  # fmt: skip
