"""A published mark that meets a watched one: looked at, its owner told in time, opposed or not, with the reason."""

from datetime import date

from minzhi.kit.process import CLOCK, START, Action, Clock, Effect, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import HEAD, LONG, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.filing_order.process.guards import day_in_order
from minzhi.programmes.filing_order.rules.grounds import CONFLICTS, RELATIONS
from minzhi.programmes.filing_order.rules.grounds import ROLES as STANDINGS
from minzhi.programmes.filing_order.rules.laws import OPPOSITION, OURS, TRADEMARK_LAW
from minzhi.programmes.filing_order.rules.opposition import LAWS

OPEN = ("hit", "triaged", "owner_informed")

HIT = Process(
    name="filing_order.hit",
    label=_("商标监测命中"),
    version=1,
    effective_from=date(2019, 11, 1),
    law=TRADEMARK_LAW,
    initial="hit",
    states=(
        State("hit", _("待研判")),
        State("triaged", _("待告知权利人")),
        State("owner_informed", _("已告知权利人")),
        State("opposed", _("已准备异议"), final=True),
        State("not_opposed", _("不提异议"), final=True),
        State("set_aside", _("不构成冲突"), final=True),
        State("missed", _("异议期已过"), final=True),
    ),
    actions=(
        Action(
            "notice", _("命中"), START, "hit", (OFFICER,), TRADEMARK_LAW.art(33),
            (
                text("watched", _("监测商标"), at_most=NAME), text("owner", _("权利人"), at_most=NAME),
                text("issue", _("公告期号"), required=False), day("published_on", _("初步审定公告日")),
                text("mark", _("被异议商标"), at_most=NAME), text("number", _("申请号"), at_most=40),
                text("classes", _("类别"), required=False, at_most=NAME), text("applicant", _("申请人"), at_most=NAME),
                text("finding", _("比对结论"), at_most=NAME), text("channels", _("近似的方面"), required=False),
                choice("law", _("适用的商标法"), LAWS), day("last_on", _("异议的末日（较早的）")),
                text("other_last_on", _("另一部法下的末日"), required=False),
                Field("term", _("异议期"), Kind.SPAN), Field("inform_term", _("告知期限"), Kind.SPAN),
            ),
            fact="hit_found",
        ),
        Action(
            "triage", _("研判"), "hit", "triaged", (OFFICER, HEAD), OURS.whole,
            (
                choice("conflict", _("冲突类型"), CONFLICTS), choice("role", _("权利人的身份"), STANDINGS),
                choice("relation", _("与申请人的关系"), RELATIONS), text("view", _("研判意见"), at_most=LONG),
            ),
            fact="hit_triaged",
        ),
        Action(
            "set_aside", _("不构成冲突"), ("hit", "triaged"), "set_aside", (OFFICER, HEAD), OURS.whole, WHY,
            fact="hit_set_aside",
        ),
        Action(
            "inform", _("告知权利人"), "triaged", "owner_informed", (OFFICER,), OURS.whole,
            (
                day("informed_on", _("告知之日")), text("told_to", _("联系人和联系方式"), at_most=NAME, sensitive=True),
                text("ground", _("可以依据的理由"), at_most=LONG),
            ),
            check=day_in_order, documents=("warning", "guidance"), fact="owner_informed",
        ),
        Action(
            "oppose", _("权利人决定异议"), "owner_informed", "opposed", (OFFICER, PARTY), TRADEMARK_LAW.art(33),
            (
                text("opponent", _("异议人"), at_most=NAME),
                text("ground", _("可以依据的理由"), at_most=LONG), text("facts", _("事实和理由"), at_most=LONG),
                text("evidence", _("证据清单"), at_most=LONG), text("agent", _("代理机构"), required=False),
            ),
            fact="opposition_prepared",
        ),
        Action(
            "leave", _("权利人决定不异议"), "owner_informed", "not_opposed", (OFFICER, PARTY), OURS.whole,
            (text("why", _("理由"), at_most=LONG),), fact="opposition_left",
        ),
        Action(
            "miss", _("异议期届满"), OPEN, "missed", (CLOCK,), TRADEMARK_LAW.art(33), fact="opposition_missed",
        ),
    ),
    clocks=(
        Clock(
            "oppose", _("异议期"), cite=OPPOSITION.whole, starts="notice", while_in=OPEN, span_from="term",
            from_field="published_on", on_expiry="miss", whose="owner", effect=Effect.RIGHT_LOST,
        ),
        Clock(
            "inform", _("告知权利人的期限"), cite=OURS.whole, starts="notice", while_in=("hit", "triaged"),
            span_from="inform_term", from_field="published_on", whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("2027年1月1日前后公告的商标，两部商标法的末日都列出，按较早的提醒；没有查到过渡规定。"),
)  # fmt: skip
