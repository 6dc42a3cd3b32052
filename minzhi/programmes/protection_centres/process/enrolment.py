"""Enrolment (备案) of firms, institutes and agencies at a centre: request, check, enrolment, re-check, exit."""

from minzhi.kit.process import START, Action, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, text
from minzhi.kit.text import mark as _
from minzhi.programmes.protection_centres.process.common import (
    CORRECTION,
    DEFICIENCIES,
    HEAD,
    LONG,
    OFFICER,
    PARTY,
    ROLES,
    SINCE,
    WHO,
    term,
)
from minzhi.programmes.protection_centres.rules import ANSWERS, CENTRES, CONDITIONS, reason_where_unmet, right_code
from minzhi.programmes.protection_centres.rules import PRE_EXAMINATION as RULES

KINDS = {"firm": _("企业"), "institute": _("高等学校、科研院所"), "agency": _("专利代理机构"), "other": _("其他主体")}
EXITS = {
    "asked": _("主体自己申请退出"),
    "conditions": _("复核不再符合条件"),
    "behaviour": _("有非正常申请等不诚信行为"),
    "other": _("其他，见理由"),
}
CHECKED = tuple(choice(name, label, ANSWERS) for name, label in CONDITIONS.items())
PERHAPS_WHY = (text("why", _("理由"), required=False),)

ENROLMENT = Process(
    name="protection_centres.enrolment",
    label=_("预审备案"),
    version=1,
    effective_from=SINCE,
    law=RULES,
    initial="requested",
    states=(
        State("requested", _("收到备案请求")),
        State("correcting", _("补正中")),
        State("checked", _("条件已核")),
        State("enrolled", _("已备案"), public=True),
        State("rechecking", _("复核中"), public=True),
        State("paused", _("暂停服务"), public=True),
        State("exited", _("已退出"), final=True, public=True),
        State("refused", _("不予备案"), final=True),
        State("withdrawn", _("已撤回"), final=True),
    ),
    actions=(
        Action(
            "request", _("提出备案请求"), START, "requested", (OFFICER,), RULES.whole,
            (
                *WHO, choice("who_kind", _("主体类别"), KINDS),
                text("field", _("技术领域"), at_most=120),
                text("rights", _("已有专利和研发情况"), required=False, at_most=LONG),
            ),
            public=True, check=right_code, fact="enrolment_requested",
        ),
        Action(
            "ask_correction", _("通知补正"), "requested", "correcting", (OFFICER,), RULES.whole, DEFICIENCIES,
            fact="enrolment_correction_asked",
        ),
        Action(
            "correct", _("补正"), "correcting", "requested", (OFFICER,), RULES.whole, CORRECTION, public=True,
            fact="enrolment_corrected",
        ),
        Action(
            "check", _("核对条件"), "requested", "checked", (OFFICER,), RULES.whole, CHECKED,
            fact="enrolment_checked", hint=_("逐项写明查到了什么；没有查清的照实填写。"),
        ),
        Action(
            "enrol", _("予以备案"), "checked", "enrolled", (OFFICER,), RULES.whole,
            (*PERHAPS_WHY, term("recheck_term", _("多久后复核"))), check=reason_where_unmet,
            documents=("enrolment_notice",), fact="enrolled",
        ),
        Action(
            "refuse", _("不予备案"), ("requested", "correcting", "checked"), "refused", (HEAD,), RULES.whole, WHY,
            documents=("enrolment_refusal",), fact="enrolment_refused",
        ),
        Action(
            "recheck", _("开始复核"), ("enrolled", "paused"), "rechecking", (OFFICER,), RULES.whole, CHECKED,
            fact="enrolment_rechecked",
        ),
        Action(
            "keep", _("复核后继续备案"), "rechecking", "enrolled", (OFFICER,), RULES.whole,
            (*PERHAPS_WHY, term("recheck_term", _("多久后复核"))), check=reason_where_unmet, fact="enrolment_kept",
        ),
        Action(
            "pause", _("暂停预审服务"), ("enrolled", "rechecking"), "paused", (HEAD,), RULES.whole, WHY,
            fact="enrolment_paused",
        ),
        Action(
            "exit", _("退出备案"), ("enrolled", "rechecking", "paused"), "exited", (HEAD,), RULES.whole,
            (choice("exit_ground", _("退出原因"), EXITS), *WHY), documents=("enrolment_exit",),
            fact="enrolment_exited",
        ),
        Action(
            "withdraw", _("撤回请求"), ("requested", "correcting", "checked"), "withdrawn", (OFFICER,), RULES.whole,
            WHY, public=True, fact="enrolment_withdrawn",
        ),
    ),
    clocks=(
        Clock(
            "check", _("备案审核期限"), cite=RULES.whole, starts="request", while_in=("requested",), unknown=True,
            whose=OFFICER,
        ),
        Clock(
            "correct", _("补正期限"), cite=RULES.whole, starts="ask_correction", while_in=("correcting",),
            span_from="correction_term", whose=PARTY, effect=Effect.PROCEEDS,
        ),
        Clock(
            "recheck", _("复核期限"), cite=CENTRES.whole, starts=("enrol", "keep"), while_in=("enrolled", "paused"),
            span_from="recheck_term", whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("两个全国性办法只见到名称和文号，条件和期限未核；期限按各中心公布的填写。"),
)  # fmt: skip
