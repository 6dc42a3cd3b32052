"""Pre-examination (预审): request, acceptance, check, defects, pass or refusal, proof of filing, follow-up."""

from minzhi.kit.process import SAME, START, Action, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.protection_centres.process.common import LONG, NAME, OFFICER, PARTY, ROLES, SINCE, WHO, term
from minzhi.programmes.protection_centres.rules import DEFECTS, GROUNDS, right_code, right_filing
from minzhi.programmes.protection_centres.rules import PRE_EXAMINATION as RULES

KINDS = {"invention": _("发明"), "utility": _("实用新型"), "design": _("外观设计")}
STAGES = {
    "fast": _("已进入快速审查通道"),
    "not_fast": _("没有进入快速审查通道"),
    "action": _("收到审查意见通知书"),
    "other": _("其他进展"),
}
RESULTS = {
    "granted": _("已授权"),
    "rejected": _("已驳回"),
    "withdrawn": _("已撤回或视为撤回"),
    "ordinary": _("退出快速审查通道，转普通审查"),
}
REFUSED = (choice("ground", _("不合格的原因"), GROUNDS), text("why", _("理由"), at_most=LONG))

PRE_EXAMINATION = Process(
    name="protection_centres.pre_examination",
    label=_("专利申请预审"),
    version=1,
    effective_from=SINCE,
    law=RULES,
    initial="requested",
    states=(
        State("requested", _("收到预审请求")),
        State("checking", _("审查中"), public=True),
        State("correcting", _("修改中"), public=True, stops=("check",)),
        State("passed", _("预审合格"), public=True),
        State("filed", _("已正式提交"), public=True),
        State("concluded", _("已办结"), final=True, public=True),
        State("not_accepted", _("不予受理"), final=True),
        State("failed", _("预审不合格"), final=True),
        State("unfiled", _("未正式提交"), final=True),
        State("withdrawn", _("已撤回"), final=True),
    ),
    actions=(
        Action(
            "request", _("提出预审请求"), START, "requested", (OFFICER,), RULES.whole,
            (
                *WHO, text("agent", _("代理机构"), required=False, at_most=NAME),
                choice("right_kind", _("专利类型"), KINDS),
                text("right_title", _("发明创造名称"), at_most=200),
                text("field", _("技术领域"), at_most=NAME),
                text("classes", _("分类号"), required=False, at_most=200),
            ),
            public=True, check=right_code, fact="requested",
            hint=_("预审不收费；申请文件作为附件提交，公布前保密。"),
        ),
        Action(
            "accept", _("受理"), "requested", "checking", (OFFICER,), RULES.whole,
            (
                text("examiner", _("预审员"), required=False, at_most=NAME), term("check_term", _("审查期限")),
                text("why_anyway", _("没有有效备案而仍受理的理由"), required=False),
            ),
            documents=("acceptance",), fact="accepted",
        ),
        Action(
            "refuse_acceptance", _("不予受理"), "requested", "not_accepted", (OFFICER,), RULES.whole, REFUSED,
            documents=("non_acceptance",), fact="not_accepted",
        ),
        Action(
            "report_defects", _("通知缺陷"), "checking", "correcting", (OFFICER,), RULES.whole,
            (
                choice("defect", _("主要缺陷"), DEFECTS), text("defects", _("缺陷和修改建议"), at_most=LONG),
                term("correction_term", _("修改期限")),
            ),
            documents=("defects",), fact="defects_reported",
        ),
        Action(
            "correct", _("提交修改"), "correcting", "checking", (OFFICER,), RULES.whole,
            (text("correction", _("修改说明"), at_most=LONG),), public=True, fact="corrected",
        ),
        Action(
            "pass", _("预审合格"), "checking", "passed", (OFFICER,), RULES.whole,
            (text("opinion", _("预审结论"), at_most=LONG), term("filing_term", _("正式提交期限"))),
            documents=("pass",), fact="passed",
        ),
        Action(
            "refuse", _("预审不合格"), ("checking", "correcting"), "failed", (OFFICER,), RULES.whole, REFUSED,
            documents=("failure",), fact="failed", hint=_("不影响申请人照常向国家知识产权局提交申请。"),
        ),
        Action(
            "prove_filing", _("提交受理证明"), "passed", "filed", (OFFICER,), RULES.whole,
            (day("filed_on", _("申请日")), text("application_number", _("专利申请号"), at_most=30)), public=True,
            check=right_filing, fact="filed", hint=_("附国家知识产权局受理通知书和缴费凭证。"),
        ),
        Action(
            "close_unfiled", _("未正式提交，办结"), "passed", "unfiled", (OFFICER,), RULES.whole, WHY, fact="unfiled"
        ),
        Action(
            "follow_up", _("记录进展"), "filed", SAME, (OFFICER,), RULES.whole,
            (choice("stage", _("进展"), STAGES), text("remark", _("说明"), required=False)), fact="followed_up",
        ),
        Action(
            "conclude", _("办结"), "filed", "concluded", (OFFICER,), RULES.whole,
            (choice("result", _("结果"), RESULTS), day("result_on", _("结果日"))), fact="concluded",
        ),
        Action(
            "withdraw", _("撤回请求"), ("requested", "checking", "correcting", "passed"), "withdrawn", (OFFICER,),
            RULES.whole, WHY, public=True, fact="withdrawn",
        ),
    ),
    clocks=(
        Clock(
            "accept", _("受理期限"), cite=RULES.whole, starts="request", from_field="received_on",
            while_in=("requested",), unknown=True, whose=OFFICER,
        ),
        Clock(
            "check", _("审查期限"), cite=RULES.whole, starts="accept", while_in=("checking", "correcting"),
            span_from="check_term", whose=OFFICER,
        ),
        Clock(
            "correct", _("修改期限"), cite=RULES.whole, starts="report_defects", while_in=("correcting",),
            span_from="correction_term", whose=PARTY, effect=Effect.PROCEEDS,
        ),
        Clock(
            "file", _("正式提交期限"), cite=RULES.whole, starts="pass", while_in=("passed",), span_from="filing_term",
            whose=PARTY, effect=Effect.PROCEEDS,
        ),
    ),
    roles=ROLES,
    why_version=_("办法只见到名称和文号，期限和不合格的原因未核；期限按各中心公布的填写，没有公布的不计。"),
)  # fmt: skip
