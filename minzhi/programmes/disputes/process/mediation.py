"""Mediation of patent disputes other than infringement: Order 81, articles 63 to 70."""

from dataclasses import replace
from datetime import date

from minzhi.kit.process import CLOCK, SAME, START, Action, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.adjudication import HEAD, OFFICER, PARTY, RESPONDENT, ROLES
from minzhi.programmes.disputes.process.forms import LONG, NAME, PARTIES, RIGHT
from minzhi.programmes.disputes.rules.laws import (
    CIVIL_PROCEDURE,
    CIVIL_PROCEDURE_2021,
    CONFIRMATION,
    ORDER_71,
    ORDER_81,
    PATENT_REGULATIONS,
)

MATTERS = {
    "ownership": _("专利申请权、专利权归属"),
    "inventor": _("发明人、设计人资格"),
    "reward": _("职务发明创造的奖励和报酬"),
    "pre_grant": _("公布后、授权前的使用费"),
    "other": _("其他专利纠纷"),
}
COURT = "court"
ENFORCEABILITY = {"notary": _("公证赋予强制执行效力"), "judicial_confirmation": _("司法确认"), "none": _("无")}

MEDIATION = Process(
    name="disputes.mediation",
    label=_("专利纠纷行政调解"),
    version=2,
    effective_from=date(2025, 2, 1),
    law=ORDER_81,
    initial="requested",
    states=(
        State("requested", _("收到请求")),
        State("notified", _("征求意见"), public=True),
        State("consented", _("对方同意"), public=True),
        State("answered_no", _("对方不同意或未答复"), public=True),
        State("opened", _("调解中"), public=True),
        State("agreed", _("达成协议"), public=True),
        State("confirming", _("申请司法确认"), public=True),
        State("not_opened", _("不予立案"), final=True, public=True),
        State("dismissed", _("撤销案件"), final=True, public=True),
        State("concluded", _("协议生效"), final=True, public=True),
        State("confirmed", _("司法确认"), final=True, public=True),
    ),
    actions=(
        Action(
            "receive", _("收到请求"), START, "requested", (OFFICER, PARTY), PATENT_REGULATIONS.art(102),
            (
                day("received_on", _("收到请求日")), choice("matter", _("纠纷类型"), MATTERS), *RIGHT, *PARTIES,
                text("claims", _("请求事项"), at_most=LONG),
            ),
            public=True, fact="mediation_requested",
        ),
        Action(
            "notify", _("通知对方"), "requested", "notified", (OFFICER,), ORDER_81.art(65),
            (day("served_on", _("对方收到之日")),),
            documents=("mediation_notice",), fact="mediation_notified",
        ),
        Action(
            "consent", _("对方同意调解"), "notified", "consented", (OFFICER, RESPONDENT), ORDER_81.art(65),
            (day("consented_on", _("同意之日")),), public=True, fact="mediation_consented",
        ),
        Action(
            "decline", _("对方不同意"), "notified", "answered_no", (OFFICER, RESPONDENT), ORDER_81.art(66),
            (day("answered_on", _("答复之日")),), public=True, fact="mediation_declined",
        ),
        Action(
            "stay_silent", _("期满未答复"), "notified", "answered_no", (CLOCK,), ORDER_81.art(66),
            fact="mediation_unanswered",
        ),
        Action(
            "open", _("立案调解"), "consented", "opened", (OFFICER, HEAD), ORDER_81.art(66),
            (text("mediators", _("调解员"), at_most=NAME),), fact="mediation_opened",
        ),
        Action(
            "not_open", _("告知请求人不予立案"), "answered_no", "not_opened", (OFFICER,), ORDER_81.art(66), WHY,
            documents=("mediation_refusal",), fact="mediation_not_opened",
        ),
        Action(
            "agree", _("签订调解协议"), "opened", "agreed", (OFFICER, HEAD), ORDER_81.art(69),
            (
                day("agreed_on", _("协议生效日")), text("agreement", _("协议要点"), at_most=LONG),
                choice("enforceability", _("如何取得执行力"), ENFORCEABILITY),
            ),
            documents=("agreement",), fact="mediation_agreed",
            hint=_(
                "公证：协议有给付内容并载明愿意接受强制执行；司法确认：双方共同申请，须经依法设立的调解组织或地方有专门安排。",
            ),
        ),
        Action(
            "dismiss", _("调解不成，撤销案件"), "opened", "dismissed", (HEAD,), ORDER_81.art(69), WHY,
            documents=("dismissal",), fact="mediation_failed",
        ),
        Action(
            "apply", _("提交司法确认申请"), "agreed", "confirming", (OFFICER, PARTY), CIVIL_PROCEDURE.art(205),
            (text("court", _("受理法院"), at_most=NAME),), documents=("confirmation",), fact="confirmation_applied",
        ),
        Action(
            "court_accept", _("法院受理确认申请"), "confirming", SAME, (OFFICER,), CONFIRMATION.whole,
            (day("court_accepted_on", _("法院受理之日")),), times=1, fact="confirmation_accepted",
            hint=_("法院收到申请后三日内决定是否受理；确认不收费。"),
        ),
        Action(
            "court_extend", _("法院延长审查"), "confirming", SAME, (OFFICER,), CONFIRMATION.whole, WHY,
            extends="court", extend_by="10d", times=1, fact="confirmation_extended",
        ),
        Action(
            "confirm", _("法院确认有效"), "confirming", "confirmed", (OFFICER,), CIVIL_PROCEDURE.art(206),
            (text("judgment", _("裁定文号"), at_most=NAME),), fact="agreement_confirmed",
        ),
        Action(
            "deny", _("法院驳回申请"), "confirming", "concluded", (OFFICER,), CIVIL_PROCEDURE.art(206),
            (text("judgment", _("裁定文号"), at_most=NAME),), fact="confirmation_denied",
        ),
        Action(
            "conclude", _("结案"), "agreed", "concluded", (OFFICER, HEAD), ORDER_81.art(69), fact="mediation_concluded",
        ),
    ),
    clocks=(
        Clock(
            "notify", _("通知对方期限"), "5wd", ORDER_81.art(65), "receive", ("requested",), from_field="received_on",
            whose=OFFICER,
        ),
        Clock(
            "opinion", _("对方答复期限"), "15d", ORDER_81.art(65), "notify", ("notified",), from_field="served_on",
            on_expiry="stay_silent",
            whose=RESPONDENT, effect=Effect.DEEMED, effect_on_lapse=_("逾期未答复的，不予立案"),
        ),
        Clock(
            "open", _("立案期限"), "5wd", ORDER_81.art(66), "consent", ("consented",), from_field="consented_on",
            whose=OFFICER,
        ),
        Clock(
            "tell", _("告知请求人期限"), "5wd", ORDER_81.art(66), ("decline", "stay_silent"), ("answered_no",),
            whose=OFFICER,
        ),
        Clock(
            "confirmation", _("申请司法确认期限"), cite=CIVIL_PROCEDURE.art(205), starts="agree", while_in=("agreed",),
            from_field="agreed_on",
            instead=(("enforceability=judicial_confirmation", "30d"),), whose=PARTY, effect=Effect.RIGHT_LOST,
            effect_on_lapse=_("逾期不能再申请司法确认"),
        ),
        Clock(
            "court", _("法院确认期限"), "15d", CONFIRMATION.whole, "court_accept", ("confirming",),
            from_field="court_accepted_on", max_extensions=1, whose=COURT,
        ),
    ),
    roles=(*ROLES, (COURT, _("法院"))),
)  # fmt: skip


def _of_2015() -> Process:
    """Return the earlier rules: the same course, no period known, so an officer notes that nobody answered."""
    court = {
        name: CIVIL_PROCEDURE_2021.art(number) for name, number in (("apply", 201), ("confirm", 202), ("deny", 202))
    }
    court |= dict.fromkeys(("court_accept", "court_extend"), CONFIRMATION.whole)
    acts = [
        replace(
            act, cite=court.get(act.name, ORDER_71.whole), by=(OFFICER,) if act.name == "stay_silent" else act.by,
        )
        for act in MEDIATION.actions
    ]  # fmt: skip
    periods = [
        each if each.name == "court"
        else replace(each, span="", from_field="", instead=(), on_expiry="", cite=ORDER_71.whole, unknown=True)
        for each in MEDIATION.clocks
    ]  # fmt: skip
    return replace(
        MEDIATION, version=1, effective_from=date(2015, 7, 1), effective_to=date(2025, 1, 31), law=ORDER_71,
        actions=tuple(acts), clocks=tuple(periods),
        why_version=_("2025年2月1日以前的调解请求，期限没有查到，留空；2024年起司法确认适用《民事诉讼法》第205、206条。"),
    )  # fmt: skip


MEDIATION_2015 = _of_2015()
