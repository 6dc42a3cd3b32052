"""What goes on beside a dispute, each a child case with its own holder: an objection of a party, an expert's appraisal.

No text read says how long either may take, so the one has no period and the other the one that was agreed.
"""

from datetime import date

from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.adjudication import HEAD, OFFICER, PARTY, ROLES
from minzhi.programmes.disputes.process.forms import LONG, NAME
from minzhi.programmes.disputes.rules.laws import BESIDE as RULES

SIDES = {"claimant": _("请求人"), "respondent": _("被请求人")}
OBJECTIONS = {
    "jurisdiction": _("管辖异议"),
    "recusal": _("申请回避"),
    "evidence": _("对证据、鉴定的异议"),
    "other": _("其他异议"),
}

OBJECTION = Process(
    name="disputes.objection",
    label=_("异议处理"),
    version=1,
    effective_from=date(2015, 7, 1),
    law=RULES,
    initial="raised",
    states=(
        State("raised", _("异议审查")),
        State("upheld", _("异议成立"), final=True),
        State("rejected", _("异议不成立"), final=True),
        State("taken_back", _("异议已撤回"), final=True),
    ),
    actions=(
        Action(
            "raise", _("收到异议"), START, "raised", (OFFICER, PARTY), RULES.whole,
            (
                day("raised_on", _("提出异议之日")), choice("objector", _("谁提出"), SIDES),
                choice("objection_kind", _("异议种类"), OBJECTIONS), text("objection", _("异议和理由"), at_most=LONG),
            ),
            fact="objection_raised", hint=_("管辖异议处理期间不计入结案期限的，在主案办「开始不计入期限」。"),
        ),
        Action(
            "uphold", _("认定异议成立"), "raised", "upheld", (HEAD,), RULES.whole, WHY,
            documents=("objection_decision",), fact="objection_upheld",
            hint=_("管辖异议成立的，在主案办「移交」；回避异议成立的，在主案办「回避」。"),
        ),
        Action(
            "reject", _("驳回异议"), "raised", "rejected", (HEAD,), RULES.whole, WHY,
            documents=("objection_decision",), fact="objection_rejected",
        ),
        Action(
            "take_back", _("异议人撤回"), "raised", "taken_back", (OFFICER, PARTY), RULES.whole, WHY,
            fact="objection_taken_back",
        ),
    ),
    clocks=(
        Clock(
            "objection", _("异议处理期限"), cite=RULES.whole, starts="raise", while_in=("raised",),
            from_field="raised_on", unknown=True, whose=HEAD,
        ),
    ),
    roles=ROLES,
    why_version=_("异议的处理期限没有查到，留空待核定。"),
)  # fmt: skip
APPRAISAL = Process(
    name="disputes.appraisal",
    label=_("委托鉴定"),
    version=1,
    effective_from=date(2015, 7, 1),
    law=RULES,
    initial="entrusted",
    states=(
        State("entrusted", _("鉴定中")),
        State("reported", _("已出具鉴定意见"), final=True),
        State("given_up", _("终止鉴定"), final=True),
    ),
    actions=(
        Action(
            "entrust", _("委托鉴定"), START, "entrusted", (OFFICER, HEAD), RULES.whole,
            (
                day("entrusted_on", _("委托之日")), text("institution", _("鉴定机构"), at_most=NAME),
                text("question", _("鉴定事项"), at_most=LONG), text("materials", _("送鉴材料"), at_most=LONG),
                Field("appraisal_term", _("约定的期限"), Kind.SPAN, required=False),
            ),
            documents=("appraisal",), fact="appraisal_entrusted",
            hint=_("鉴定期间不计入结案期限的，在主案办「开始不计入期限」。"),
        ),
        Action(
            "report", _("收到鉴定意见"), "entrusted", "reported", (OFFICER,), RULES.whole,
            (day("reported_on", _("收到之日")), text("findings", _("鉴定意见"), at_most=LONG)),
            fact="appraisal_reported",
        ),
        Action(
            "give_up", _("终止鉴定"), "entrusted", "given_up", (OFFICER, HEAD), RULES.whole, WHY,
            fact="appraisal_given_up",
        ),
    ),
    clocks=(
        Clock(
            "appraisal", _("鉴定期限"), cite=RULES.whole, starts="entrust", while_in=("entrusted",),
            span_from="appraisal_term", from_field="entrusted_on", whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("鉴定期限由委托时商定，本表不设默认值。"),
)  # fmt: skip
