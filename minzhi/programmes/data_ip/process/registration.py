"""Registration: application, check, publicity, registration; then change, licence, pledge, renewal, and its end.

Acts that change the register leave their fact there (`actions`): one act, one fact, one leaf of the log.
"""

from datetime import date

from minzhi.kit.process import BEFORE, SAME, START, Action, Case, Clock, Effect, Field, Kind, Process, Standing, State
from minzhi.kit.process.fields import WHY, choice, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.process.forms import APPLICATION, CHECKS, LONG, NAME, right_application
from minzhi.programmes.data_ip.rules.laws import RULES
from minzhi.programmes.data_ip.rules.terms import CANCELLED, REVOKED

OFFICER, HEAD, PARTY, SYSTEM, MATTER = "officer", "head", "party", "system", "matter"
ROLES = (
    (OFFICER, _("登记经办人")),
    (HEAD, _("登记机构负责人")),
    (PARTY, _("申请人、权利人")),
    (SYSTEM, _("到期自动")),
    (MATTER, _("随异议案件")),
)
HELD = ("valid", "pledged", "renewing")
REFUSALS = {
    "raw": _("原始、单一或者未经算法加工"),
    "object": _("不符合登记对象的其他条件"),
    "proof": _("没有数据来源的证明材料"),
    "secret": _("涉及核心数据或者国家秘密"),
    "dispute": _("权属有未决争议"),
    "personal": _("个人信息没有匿名化也没有同意"),
    "objection": _("异议成立"),
    "other": _("其他，见理由"),
}
CHANGES = {
    "name": _("名称"),
    "holder": _("权利人"),
    "data": _("数据内容、规模或者更新"),
    "scene": _("应用场景"),
    "other": _("其他"),
}
LICENCES = {"exclusive": _("独占许可"), "sole": _("排他许可"), "ordinary": _("普通许可")}
USES = {"court": _("诉讼中作为证据采用"), "financing": _("融资"), "trade": _("交易"), "other": _("其他")}


def publicity_is_over(case: Case, on: date) -> str:
    """Say why publicity cannot be closed yet."""
    term = case.term("publicity")
    if term is None or on > term.due:
        return ""
    return _("公示期到%(due)s，届满前不能结束公示。") % {"due": term.due}


def validity_is_over(case: Case, on: date) -> str:
    """Say why a registration has not ended yet."""
    term = case.term("validity")
    if term is None or term.standing is not Standing.RUNNING or on > term.due:
        return ""
    return _("有效期到%(due)s，还没有届满。") % {"due": term.due}


BEFORE_REGISTRATION = (
    Action(
        "apply", _("提出申请"), START, "received", (OFFICER, PARTY), RULES.whole, APPLICATION, public=True,
        check=right_application, fact="applied",
        hint=_("这里办的是数据知识产权登记，不是数据产权登记。样例数据作为附件提交，不公开。"),
    ),
    Action(
        "ask_correction", _("通知补正"), ("received", "examining"), "correcting", (OFFICER,), RULES.whole,
        (text("items", _("须补正的全部事项"), at_most=LONG), Field("correction_term", _("补正期限"), Kind.SPAN)),
        documents=("correction",), times=1, fact="correction_asked", hint=_("只补正一次，一次写明全部事项。"),
    ),
    Action(
        "correct", _("补正"), "correcting", BEFORE, (OFFICER, PARTY), RULES.whole,
        (
            text("correction", _("补正说明"), at_most=LONG),
            text("source_proof", _("来源证明"), required=False, at_most=LONG),
        ),
        public=True, fact="corrected",
    ),
    Action(
        "accept", _("受理"), "received", "examining", (OFFICER,), RULES.whole, documents=("acceptance",),
        fact="accepted", hint=_("形式审查：存证或者公证、申请材料齐全。"),
    ),
    Action(
        "not_accept", _("不予受理"), ("received", "correcting"), "not_accepted", (OFFICER,), RULES.whole, WHY,
        documents=("non_acceptance",), fact="not_accepted",
    ),
    Action(
        "examine", _("记录实质审查"), "examining", SAME, (OFFICER,), RULES.whole, CHECKS, fact="examined",
        hint=_("逐项写明查到了什么。"),
    ),
    Action(
        "publicise", _("公示"), "examining", "publicised", (OFFICER,), RULES.whole,
        (
            Field("publicity_term", _("公示期"), Kind.SPAN),
            text("why_anyway", _("与规则判断不同的理由"), required=False),
        ),
        documents=("publicity",), fact="publicised",
    ),
    Action(
        "object", _("异议受理"), ("publicised", "objection"), "objection", (MATTER,), RULES.whole,
        (choice("objection", _("异议"), {"pending": _("处理中")}),), fact="objected",
    ),
    Action(
        "forward", _("转送异议"), "objection", SAME, (MATTER,), RULES.whole,
        (Field("answer_term", _("答复期限"), Kind.SPAN),), documents=("forwarding",), fact="objection_forwarded",
    ),
    Action(
        "answer", _("答复异议"), "objection", SAME, (OFFICER, PARTY), RULES.whole,
        (text("answer", _("答复"), at_most=LONG),), public=True, fact="objection_answered",
    ),
    Action(
        "reject_objection", _("异议不成立，继续公示"), "objection", "publicised", (MATTER,), RULES.whole,
        (choice("objection", _("异议"), {"rejected": _("不成立")}),), fact="objection_rejected",
    ),
    Action(
        "uphold_objection", _("异议成立，不予登记"), "objection", "refused", (MATTER,), RULES.whole,
        (choice("objection", _("异议"), {"upheld": _("成立")}),), documents=("objection_decision",),
        fact="objection_upheld",
    ),
    Action(
        "clear", _("公示期满，准予登记"), "publicised", "cleared", (OFFICER,), RULES.whole, guard=publicity_is_over,
        fact="cleared",
    ),
    Action(
        "refuse", _("不予登记"), ("examining", "correcting", "publicised", "cleared"), "refused", (HEAD,), RULES.whole,
        (choice("refusal_ground", _("不予登记的原因"), REFUSALS), *WHY), documents=("refusal",), fact="refused",
    ),
    Action(
        "withdraw", _("撤回申请"), ("received", "correcting", "examining", "publicised", "objection"), "withdrawn",
        (OFFICER, PARTY), RULES.whole, WHY, public=True, fact="withdrawn",
    ),
    Action(
        "register", _("登记发证"), "cleared", "valid", (HEAD,), RULES.whole,
        (Field("validity", _("有效期"), Kind.SPAN, hint=_("自登记公告日至失效前一日的天数，按规则算好")),),
        documents=("announcement",),
    ),
)  # fmt: skip
AFTER_REGISTRATION = (
    Action(
        "change", _("变更"), ("valid", "pledged"), SAME, (OFFICER,), RULES.whole,
        (
            choice("change_kind", _("变更事项"), CHANGES), text("new_value", _("变更为"), at_most=400),
            text("new_hash", _("新的存证哈希"), required=False, at_most=64),
            number("amount", _("转让金额（元）"), required=False), *WHY,
        ),
        documents=("change",),
    ),
    Action(
        "licence", _("许可备案"), ("valid", "pledged"), SAME, (OFFICER,), RULES.whole,
        (
            text("licensee", _("被许可人"), at_most=NAME), choice("licence_kind", _("许可方式"), LICENCES),
            day("licence_from", _("许可开始日")), day("licence_until", _("许可截止日"), required=False),
            number("licence_amount", _("许可金额（元）"), required=False),
        ),
    ),
    Action(
        "pledge", _("质押登记"), "valid", "pledged", (OFFICER,), RULES.whole,
        (
            text("pledgee", _("质权人"), at_most=NAME), number("pledge_amount", _("担保金额（元）")),
            day("pledge_until", _("质押截止日"), required=False),
        ),
    ),
    Action("release", _("质押解除"), "pledged", "valid", (OFFICER,), RULES.whole, WHY),
    Action(
        "note_use", _("记录使用"), ("valid", "pledged"), SAME, (OFFICER,), RULES.whole,
        (choice("use", _("使用情形"), USES), text("use_note", _("说明"), at_most=400)), fact="used",
    ),
    Action(
        "ask_renewal", _("申请续展"), ("valid", "pledged"), "renewing", (OFFICER, PARTY), RULES.whole,
        (
            Field("renewal_hash", _("现在文件的哈希"), at_most=64, hint=_("与登记时的存证哈希相同才是续展")),
            day("new_contract_ends", _("新合同到期日"), required=False),
        ),
        public=True, fact="renewal_asked",
    ),
    Action(
        "renew", _("准予续展"), "renewing", BEFORE, (HEAD,), RULES.whole,
        (Field("validity", _("有效期"), Kind.SPAN),), documents=("renewal",),
    ),
    Action(
        "treat_as_change", _("不是续展，转变更"), "renewing", BEFORE, (OFFICER,), RULES.whole, WHY,
        fact="renewal_became_change", hint=_("哈希不同的，按变更另办。"),
    ),
    Action(
        "refuse_renewal", _("不予续展"), "renewing", BEFORE, (HEAD,), RULES.whole, WHY,
        documents=("renewal_refusal",), fact="renewal_refused",
    ),
    Action(
        "cancel", _("注销"), HELD, "cancelled", (HEAD,), RULES.whole,
        (choice("cancel_ground", _("注销的原因"), CANCELLED), *WHY), documents=("cancellation",),
    ),
    Action(
        "revoke", _("撤销"), HELD, "revoked", (HEAD,), RULES.whole,
        (choice("revoke_ground", _("撤销的原因"), REVOKED), *WHY), documents=("revocation",),
    ),
    Action(
        "expire", _("届满失效"), HELD, "expired", (SYSTEM, OFFICER), RULES.whole, guard=validity_is_over,
    ),
)  # fmt: skip
REGISTRATION = Process(
    name="data_ip.registration",
    label=_("数据知识产权登记"),
    version=1,
    effective_from=date(2022, 11, 17),
    law=RULES,
    initial="received",
    states=(
        State("received", _("待受理")),
        State("correcting", _("补正中"), stops=("accept",)),
        State("examining", _("审查中")),
        State("publicised", _("公示中"), public=True),
        State("objection", _("异议处理中"), stops=("publicity",), public=True),
        State("cleared", _("准予登记"), public=True),
        State("valid", _("有效"), public=True),
        State("pledged", _("有效，质押中"), public=True),
        State("renewing", _("续展中"), public=True),
        State("not_accepted", _("不予受理"), final=True),
        State("refused", _("不予登记"), final=True, public=True),
        State("withdrawn", _("已撤回"), final=True, public=True),
        State("expired", _("届满失效"), final=True, public=True),
        State("cancelled", _("已注销"), final=True, public=True),
        State("revoked", _("已撤销"), final=True, public=True),
    ),
    actions=(*BEFORE_REGISTRATION, *AFTER_REGISTRATION),
    clocks=(
        Clock(
            "accept", _("受理审查期限"), "5wd", RULES.whole, starts="apply", from_field="received_on",
            while_in=("received", "correcting"), whose=OFFICER,
        ),
        Clock(
            "correct", _("补正期限"), cite=RULES.whole, starts="ask_correction", while_in=("correcting",),
            span_from="correction_term", whose=PARTY, effect=Effect.PROCEEDS,
        ),
        Clock(
            "publicity", _("公示期"), cite=RULES.whole, starts="publicise", while_in=("publicised", "objection"),
            span_from="publicity_term", whose=OFFICER, effect=Effect.PROCEEDS,
        ),
        Clock(
            "answer", _("异议答复期限"), cite=RULES.whole, starts="forward", while_in=("objection",),
            span_from="answer_term", whose=PARTY, effect=Effect.PROCEEDS, met_by=("answer",),
        ),
        Clock(
            "validity", _("有效期"), cite=RULES.whole, starts=("register", "renew"), while_in=HELD,
            span_from="validity", rolls=False, whose=PARTY, effect=Effect.RIGHT_LOST,
        ),
    ),
    roles=ROLES,
    why_version=_("福建的登记程序没有查到公开的办法，期限、条件都是建议值，未核定；按本省规则包填好，可以改。"),
)  # fmt: skip
