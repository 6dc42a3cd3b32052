"""A filing on the national office's list: contact, withdrawal or statement, opinions of city and province, result.

The period of the applicant is the one that the batch's notice names. What becomes of the filing is the national
office's to say: every result comes from an imported sheet, no clock and no officer writes it.
"""

from datetime import date

from minzhi.kit.process import CLOCK, SAME, START, Action, Clock, Effect, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import (
    CHANNELS,
    CNIPA,
    HEAD,
    KINDS,
    LONG,
    NAME,
    OFFICER,
    OPINION,
    PARTY,
    ROLES,
    STAFF_FIELDS,
    SUPERIOR,
)
from minzhi.programmes.filing_order.process.guards import category_of_day, day_in_order, was_verified
from minzhi.programmes.filing_order.rules.categories import WORDS
from minzhi.programmes.filing_order.rules.laws import ORDER_77, ORDER_77_UNREAD, OURS, PATENT_LAW

WORKING = (
    "assigned", "contacted", "unreachable", "withdrawing", "contesting", "statement_in", "city_opinion",
    "province_opinion", "sent",
)  # fmt: skip
DECIDED = ("upheld", "deemed_withdrawn", "rejected", "review_pending")
RESULTS = {
    "upheld": _("认定为非正常申请"),
    "cleared": _("不认定为非正常申请"),
    "deemed_withdrawn": _("视为撤回（视为未提出）"),
    "rejected": _("驳回"),
    "withdrawn": _("已主动撤回"),
}
RESULT_FORM = (day("decided_on", _("决定日")), text("decision_number", _("决定、通知文号"), required=False, at_most=80))


def _result(name: str) -> Action:
    """Return the act by which an imported result moves a filing."""
    return Action(
        f"result_{name}", RESULTS[name], (*WORKING, *(("review_pending",) if name != "withdrawn" else ())), name,
        (CNIPA,), ORDER_77_UNREAD.art(6 if name == "deemed_withdrawn" else 7), RESULT_FORM, fact=f"filing_{name}",
    )  # fmt: skip


LISTED = Process(
    name="filing_order.listed",
    label=_("非正常申请核查（国家局清单）"),
    version=1,
    effective_from=date(2021, 3, 11),
    law=ORDER_77,
    initial="assigned",
    states=(
        State("assigned", _("待联系")),
        State("contacted", _("已联系")),
        State("unreachable", _("联系不上")),
        State("withdrawing", _("拟撤回")),
        State("contesting", _("拟陈述")),
        State("statement_in", _("已陈述")),
        State("city_opinion", _("地市意见")),
        State("province_opinion", _("省局意见")),
        State("sent", _("已上报")),
        State("upheld", _("已认定")),
        State("deemed_withdrawn", _("视为撤回")),
        State("rejected", _("已驳回")),
        State("review_pending", _("复审、复议中")),
        State("withdrawn", _("已撤回"), final=True),
        State("cleared", _("不认定"), final=True),
        State("settled", _("已了结"), final=True),
    ),
    actions=(
        Action(
            "assign", _("交办"), START, "assigned", (SUPERIOR, OFFICER), ORDER_77.art(11),
            (
                text("batch", _("批次号"), at_most=60), text("application", _("申请号"), at_most=40),
                choice("kind", _("专利种类"), KINDS, required=False), day("filed_on", _("申请日"), required=False),
                text("title", _("发明名称"), required=False, at_most=NAME, sensitive=True),
                text("applicant", _("申请人"), at_most=NAME),
                text("credit_code", _("统一社会信用代码"), required=False, at_most=18),
                text("agency", _("代理机构"), required=False, at_most=NAME),
                text("contact", _("联系人和联系方式"), required=False, at_most=NAME, sensitive=True),
                choice("category", _("列入的情形"), WORDS), day("notice_deadline", _("通知指定的期限届满日")),
                day("listed_on", _("期限起算日")), Field("notice_term", _("通知指定的期限"), Kind.SPAN),
                Field("contact_term", _("联系期限"), Kind.SPAN),
            ),
            check=category_of_day, documents=("order",), fact="filing_assigned",
        ),
        Action(
            "contact", _("联系申请人"), ("assigned", "unreachable"), "contacted", (OFFICER,), ORDER_77.art(11),
            (
                day("contacted_on", _("联系日")), choice("channel", _("方式"), CHANNELS),
                text("spoke_to", _("联系到的人和联系方式"), at_most=NAME, sensitive=True),
                text("said", _("对方说明"), required=False, at_most=LONG),
            ),
            check=day_in_order, fact="applicant_contacted",
        ),
        Action(
            "cannot_reach", _("联系不上"), "assigned", "unreachable", (OFFICER,), ORDER_77.art(11),
            (text("tried", _("几时用什么方式联系过"), at_most=LONG),), fact="applicant_unreachable",
        ),
        Action(
            "verify", _("核查研发情况"), ("contacted", "contesting", "statement_in"), SAME, (OFFICER,),
            ORDER_77.art(11),
            (*STAFF_FIELDS, text("conclusion", _("核查结论"), at_most=LONG)),
            documents=("verification",), fact="filing_verified",
            hint=_("照片、证明作为附件入卷；没有核实的项目留空，不写“无”。"),
        ),
        Action(
            "promise", _("签订诚信申请承诺书"), ("contacted", "withdrawing", "withdrawn"), SAME, (OFFICER,), OURS.whole,
            (day("promised_on", _("签订之日")), text("promised_by", _("签字人"), at_most=NAME, sensitive=True)),
            check=day_in_order, documents=("promise",), fact="promise_signed",
        ),
        Action(
            "promise_withdrawal", _("拟主动撤回"), ("contacted", "contesting", "statement_in"), "withdrawing",
            (OFFICER, PARTY), ORDER_77.art(5), fact="withdrawal_promised", public=True,
        ),
        Action(
            "withdraw", _("已提交主动撤回声明"), "withdrawing", "withdrawn", (OFFICER,), PATENT_LAW.art(32),
            (
                day("withdrawn_on", _("提交撤回声明之日")),
                flag("all_signed", _("全体申请人签章"), _("撤回声明须由全体申请人签章。")),
            ),
            check=day_in_order, documents=("withdrawal",), fact="filing_withdrawal_sent",
        ),
        Action(
            "contest", _("拟陈述意见"), ("contacted", "withdrawing"), "contesting", (OFFICER,), ORDER_77.art(5),
            fact="filing_contested",
        ),
        Action(
            "state", _("陈述意见"), ("assigned", "contacted", "unreachable", "contesting", "statement_in"),
            "statement_in", (OFFICER, PARTY), ORDER_77.art(5),
            (
                day("answered_on", _("收到陈述之日")),
                text("statement", _("陈述的理由"), at_most=LONG), text("evidence", _("证据清单"), at_most=LONG),
            ),
            check=day_in_order, documents=("statement",), fact="statement_given", public=True,
        ),
        Action(
            "opine", _("出具地市意见"), ("contacted", "unreachable", "contesting", "statement_in"), "city_opinion",
            (OFFICER, HEAD), ORDER_77.art(11), OPINION, guard=was_verified, documents=("report",),
            fact="city_opined",
        ),
        Action(
            "redo", _("退回补充核查"), "city_opinion", "statement_in", (SUPERIOR, HEAD), ORDER_77.art(11), WHY,
            fact="filing_returned",
        ),
        Action(
            "review", _("出具省局意见"), "city_opinion", "province_opinion", (SUPERIOR,), ORDER_77.art(11),
            (
                choice("province_opinion", _("省局意见"), {"agree": _("同意地市意见"), "differ": _("不同意地市意见")}),
                text("province_why", _("省局意见的理由"), at_most=LONG),
            ),
            fact="province_opined",
        ),
        Action(
            "send", _("报送国家知识产权局"), "province_opinion", "sent", (SUPERIOR,), ORDER_77.art(11),
            (day("sent_on", _("报送日")), text("letter", _("报告函文号"), at_most=80)),
            check=day_in_order, documents=("letter",), fact="filing_reported",
        ),
        *(_result(name) for name in RESULTS),
        Action(
            "ask_review", _("申请复审或者行政复议"), ("upheld", "deemed_withdrawn", "rejected"), "review_pending",
            (OFFICER,), ORDER_77_UNREAD.art(7),
            (day("review_asked_on", _("提出之日")), text("review_body", _("受理机关和文号"), required=False)),
            check=day_in_order, fact="review_asked",
        ),
        Action(
            "settle", _("了结"), ("upheld", "deemed_withdrawn", "rejected"), "settled", (HEAD, CLOCK),
            ORDER_77_UNREAD.art(7), (text("why", _("理由"), required=False),), fact="filing_settled",
        ),
    ),
    clocks=(
        Clock(
            "contact", _("联系期限"), cite=OURS.whole, starts="assign", while_in=("assigned",),
            span_from="contact_term", whose=OFFICER,
        ),
        Clock(
            "notice", _("申请人陈述或者撤回的期限"), cite=ORDER_77.art(5), starts="assign",
            while_in=("assigned", "contacted", "unreachable", "withdrawing", "contesting"), span_from="notice_term",
            from_field="listed_on", rolls=False, whose=PARTY, effect=Effect.PROCEEDS,
            effect_on_lapse=_("届满没有答复的，由国家知识产权局决定；这里只凭导入的结果改变状态"),
        ),
        Clock(
            "re_examination", _("请求复审的期限"), "3m", PATENT_LAW.art(41), "result_rejected", ("rejected",),
            from_field="decided_on", on_expiry="settle", whose=PARTY, effect=Effect.RIGHT_LOST,
        ),
        Clock(
            "reconsider", _("申请行政复议的期限"), "60d", ORDER_77_UNREAD.art(7),
            ("result_upheld", "result_deemed_withdrawn"), ("upheld", "deemed_withdrawn"), from_field="decided_on",
            on_expiry="settle", whose=PARTY, effect=Effect.RIGHT_LOST,
        ),
    ),
    roles=ROLES,
    why_version=_("步骤依第77号令第5条、第11条，细节为建议；以前的清单按同样步骤办理。"),
)  # fmt: skip
