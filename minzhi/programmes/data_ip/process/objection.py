"""An objection to a publicised application: a case of its own, so that its evidence stays apart and private."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.process.forms import LONG, NAME
from minzhi.programmes.data_ip.process.registration import HEAD, OFFICER, PARTY
from minzhi.programmes.data_ip.rules.laws import RULES

GROUNDS = {
    "earlier_deposit": _("有更早的存证"),
    "ownership": _("权利属于他人"),
    "unlawful": _("数据来源不合法"),
    "personal": _("侵害个人信息权益"),
    "other": _("其他"),
}

OBJECTION = Process(
    name="data_ip.objection",
    label=_("数据知识产权登记异议"),
    version=1,
    effective_from=date(2022, 11, 17),
    law=RULES,
    initial="filed",
    states=(
        State("filed", _("异议已受理")),
        State("forwarded", _("已转送，待答复")),
        State("upheld", _("异议成立"), final=True),
        State("rejected", _("异议不成立"), final=True),
        State("withdrawn", _("异议已撤回"), final=True),
    ),
    actions=(
        Action(
            "file", _("提出异议"), START, "filed", (OFFICER, PARTY), RULES.whole,
            (
                day("received_on", _("收到异议日")), text("publicity_number", _("公示编号"), at_most=80),
                text("who", _("异议人"), at_most=NAME),
                text("contact", _("联系人和联系方式"), at_most=NAME, sensitive=True),
                choice("ground", _("异议理由"), GROUNDS), text("facts", _("事实和证据说明"), at_most=LONG),
                text("earlier_hash", _("更早存证的哈希"), required=False, at_most=64),
                Field("earlier_at", _("更早存证的时间"), required=False, at_most=30, hint=_("如2023-09-01 09:30")),
            ),
            public=True, documents=("objection_acceptance",), fact="objection_filed",
            hint=_("须在公示期内提出，写明身份，附证据；证据不公开。"),
        ),
        Action(
            "forward", _("转送申请人"), "filed", "forwarded", (OFFICER,), RULES.whole,
            (Field("answer_term", _("答复期限"), Kind.SPAN),), fact="objection_sent_on",
        ),
        Action(
            "supplement", _("补充证据"), ("filed", "forwarded"), SAME, (OFFICER, PARTY), RULES.whole,
            (text("supplement", _("补充说明"), at_most=LONG),), public=True, fact="objection_supplemented",
        ),
        Action(
            "uphold", _("异议成立"), "forwarded", "upheld", (HEAD,), RULES.whole, WHY, fact="objection_decided_for",
        ),
        Action(
            "reject", _("异议不成立"), ("filed", "forwarded"), "rejected", (HEAD,), RULES.whole, WHY,
            documents=("objection_rejection",), fact="objection_decided_against",
        ),
        Action(
            "withdraw", _("撤回异议"), ("filed", "forwarded"), "withdrawn", (OFFICER, PARTY), RULES.whole, WHY,
            public=True, fact="objection_withdrawn",
        ),
    ),
    roles=((OFFICER, _("登记经办人")), (HEAD, _("登记机构负责人")), (PARTY, _("异议人"))),
)  # fmt: skip
