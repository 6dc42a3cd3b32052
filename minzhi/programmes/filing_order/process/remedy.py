"""An opposition, a request for invalidation or for cancellation, from the draft to the last decision."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import LONG, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.filing_order.process.guards import day_in_order
from minzhi.programmes.filing_order.rules.grounds import CONFLICTS, RELATIONS, WAYS
from minzhi.programmes.filing_order.rules.grounds import ROLES as STANDINGS
from minzhi.programmes.filing_order.rules.laws import TRADEMARK_LAW, TRADEMARK_REGULATIONS

RESULTS = {"won": _("支持"), "partly": _("部分支持"), "lost": _("不支持"), "withdrawn": _("撤回、视为放弃")}

REMEDY = Process(
    name="filing_order.remedy",
    label=_("商标异议、无效宣告、撤销"),
    version=1,
    effective_from=date(2019, 11, 1),
    law=TRADEMARK_LAW,
    initial="drafted",
    states=(
        State("drafted", _("起草中")),
        State("filed", _("已提交")),
        State("decided", _("已决定")),
        State("appealed", _("复审、诉讼中")),
        State("final", _("已有最终结果"), final=True),
        State("dropped", _("没有提交"), final=True),
    ),
    actions=(
        Action(
            "draft", _("起草"), START, "drafted", (OFFICER,), TRADEMARK_REGULATIONS.art(24),
            (
                choice("way", _("程序"), WAYS), text("opponent", _("异议人、请求人"), at_most=NAME),
                choice("role", _("身份"), STANDINGS, required=False),
                choice("relation", _("与申请人的关系"), RELATIONS, required=False),
                choice("conflict", _("冲突类型"), CONFLICTS, required=False),
                text("issue", _("公告期号"), required=False), text("mark", _("被异议商标"), at_most=NAME),
                text("number", _("申请号、注册号"), at_most=40), text("classes", _("类别"), required=False),
                text("goods", _("商品和服务"), required=False, at_most=LONG),
                text("applicant", _("申请人"), at_most=NAME),
                day("published_on", _("初步审定公告日或者注册日"), required=False),
                day("last_on", _("最后一天"), required=False),
                day("decision_from", _("决定期限起算日"), required=False),
                Field("decision_term", _("决定期限"), Kind.SPAN, required=False),
                text("ground", _("理由和法条"), at_most=LONG), text("facts", _("事实和理由"), at_most=LONG),
                text("evidence", _("证据清单"), at_most=LONG), text("agent", _("代理机构"), required=False),
            ),
            documents=("application",), fact="remedy_drafted",
        ),
        Action(
            "redraft", _("重新起草"), "drafted", SAME, (OFFICER,), TRADEMARK_REGULATIONS.art(24),
            (text("facts", _("事实和理由"), at_most=LONG), text("evidence", _("证据清单"), at_most=LONG)),
            documents=("application",), fact="remedy_redrafted",
        ),
        Action(
            "file", _("权利人已提交"), "drafted", "filed", (OFFICER, PARTY), TRADEMARK_LAW.whole,
            (day("filed_with_office_on", _("提交之日")), text("receipt", _("受理文号"), required=False)),
            check=day_in_order, fact="remedy_filed",
        ),
        Action(
            "drop", _("没有提交"), "drafted", "dropped", (OFFICER,), TRADEMARK_LAW.whole, WHY, fact="remedy_dropped",
        ),
        Action(
            "decide", _("登记决定"), "filed", "decided", (OFFICER,), TRADEMARK_LAW.whole,
            (
                day("decided_on", _("决定日")), choice("outcome", _("结果"), RESULTS),
                text("decision_number", _("决定文号"), required=False),
            ),
            fact="remedy_decided",
        ),
        Action(
            "appeal", _("复审或者起诉"), "decided", "appealed", (OFFICER,), TRADEMARK_LAW.whole,
            (text("body", _("受理机关和文号"), at_most=NAME),), fact="remedy_appealed",
        ),
        Action(
            "conclude", _("登记最终结果"), ("decided", "appealed"), "final", (OFFICER,), TRADEMARK_LAW.whole,
            (choice("outcome", _("结果"), RESULTS),), fact="remedy_concluded",
        ),
    ),
    clocks=(
        Clock(
            "decision", _("作出决定的期限"), cite=TRADEMARK_LAW.art(35), starts="file", while_in=("filed",),
            span_from="decision_term", from_field="decision_from", whose="cnipa",
        ),
    ),
    roles=ROLES,
    why_version=_("2027年起的程序期限除第36条外没有读到，按2019年修正的文本提示。"),
)  # fmt: skip
