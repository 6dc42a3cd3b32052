"""A measure against an abnormal filing: told, the party heard (no formal hearing), decided, done, repaired."""

from datetime import date

from minzhi.kit.process import CLOCK, START, Action, Clock, Effect, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import HEAD, LONG, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.filing_order.process.guards import day_in_order, is_decided_by_measures, may_go_below, was_heard
from minzhi.programmes.filing_order.rules.laws import ORDER_77, ORDER_77_UNREAD, OURS
from minzhi.programmes.filing_order.rules.measures import MEASURES

CHOSEN = tuple(flag(each.key, each.words) for each in MEASURES)

MEASURE = Process(
    name="filing_order.measure",
    label=_("非正常申请处理措施"),
    version=1,
    effective_from=date(2024, 1, 20),
    law=ORDER_77,
    initial="proposed",
    states=(
        State("proposed", _("拟采取措施")),
        State("told", _("已告知，待陈述")),
        State("heard", _("已听取陈述意见")),
        State("decided", _("已决定")),
        State("executed", _("已执行")),
        State("repaired", _("已修复"), final=True),
        State("ended", _("办结"), final=True),
        State("dropped", _("不采取措施"), final=True),
    ),
    actions=(
        Action(
            "propose", _("提出处理措施"), START, "proposed", (OFFICER,), ORDER_77.art(9),
            (
                text("party", _("当事人"), at_most=NAME), text("credit_code", _("统一社会信用代码"), required=False),
                text("applications", _("涉及的申请"), at_most=LONG), text("result", _("国家局的结果"), at_most=NAME),
                text("intended", _("拟采取的措施和依据"), at_most=LONG),
                flag("again", _("五年内再次实施")), flag("serious", _("情节严重")),
            ),
            fact="measure_proposed",
        ),
        Action(
            "tell", _("告知拟采取的措施"), "proposed", "told", (OFFICER,), ORDER_77_UNREAD.art(10),
            (day("told_on", _("告知之日")), Field("statement_term", _("陈述意见的期限"), Kind.SPAN)),
            check=day_in_order, documents=("measure_notice",), fact="measure_told",
        ),
        Action(
            "hear", _("听取陈述意见"), "told", "heard", (OFFICER, PARTY), ORDER_77_UNREAD.art(10),
            (day("answered_on", _("收到陈述之日")), text("statement", _("陈述的理由"), at_most=LONG)),
            check=day_in_order, fact="statement_heard", public=True,
        ),
        Action(
            "no_statement", _("期限届满没有陈述"), "told", "heard", (CLOCK,), ORDER_77_UNREAD.art(10),
            fact="no_statement_given",
        ),
        Action(
            "decide", _("作出处理决定"), "heard", "decided", (HEAD,), ORDER_77.art(9),
            (
                *CHOSEN, Field("recover_amount", _("追还金额（元）"), Kind.NUMBER, required=False),
                Field("pay_term", _("缴回期限"), Kind.SPAN, required=False),
                text("reply", _("对陈述意见的答复"), at_most=LONG),
                text("decision", _("决定内容、理由、依据"), at_most=LONG),
            ),
            guard=was_heard, check=is_decided_by_measures, documents=("measure_decision",), fact="measure_decided",
        ),
        Action(
            "demand", _("发出资助追回通知"), "decided", "decided", (OFFICER,), ORDER_77.art(9),
            documents=("recovery",), fact="recovery_demanded",
        ),
        Action(
            "execute", _("已执行"), "decided", "executed", (OFFICER,), ORDER_77.art(9),
            (
                day("executed_on", _("执行之日")),
                Field("recovered", _("已追回金额（元）"), Kind.NUMBER, required=False),
                text("how", _("执行情况"), at_most=LONG),
            ),
            check=lambda fields, on: {**day_in_order(fields, on), **may_go_below(fields, on)}, fact="measure_executed",
        ),
        Action("repair", _("修复"), "executed", "repaired", (HEAD,), OURS.whole, WHY, fact="measure_repaired"),
        Action("finish", _("办结"), "executed", "ended", (OFFICER,), OURS.whole, fact="measure_ended"),
        Action("drop", _("不采取措施"), ("proposed", "told", "heard"), "dropped", (HEAD,), ORDER_77.art(9), WHY,
               fact="measure_dropped"),
    ),
    clocks=(
        Clock(
            "statement", _("陈述意见的期限"), cite=ORDER_77_UNREAD.art(10), starts="tell", while_in=("told",),
            span_from="statement_term", from_field="told_on", on_expiry="no_statement", whose=PARTY,
            effect=Effect.PROCEEDS, effect_on_lapse=_("届满没有陈述的，可以决定"),
        ),
        Clock(
            "pay", _("缴回期限"), cite=ORDER_77.art(9), starts="decide", while_in=("decided",), span_from="pay_term",
            whose=PARTY,
        ),
    ),
    roles=ROLES,
    why_version=_("措施依第77号令第9条；第10条只见到标题，陈述期限为建议。"),
)  # fmt: skip
