"""Complaints and reports: 7 working days to accept, 15 (and 15 more) to check, 45 to mediate, 5 to tell."""

from datetime import date

from minzhi.kit.process import CLOCK, SAME, START, Action, Case, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import HEAD, LONG, MATTERS, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.enforcement.rules.laws import COMPLAINTS

KINDS = {"complaint": _("投诉（请求调解消费或权利争议）"), "report": _("举报（反映违法线索）")}
RESULTS = {"file": _("立案"), "not_file": _("不予立案"), "refer": _("移送有权机关")}
CHECKING = ("received", "accepted", "checked", "filing")


def is_nameless(case: Case, on: date) -> str:
    del on
    named = any(case.fields.get(name) for name in ("named", "complainant", "complainant_contact"))
    return _("举报人留了姓名或联系方式，请办理「告知举报人」。") if named else ""


COMPLAINT = Process(
    name="enforcement.complaint",
    label=_("投诉举报"),
    version=1,
    effective_from=date(2020, 1, 1),
    law=COMPLAINTS,
    initial="received",
    states=(
        State("received", _("待受理"), public=True),
        State("accepted", _("调解中"), public=True),
        State("checked", _("核查中"), public=True),
        State("filing", _("立案审批"), public=True),
        State("decided", _("待告知"), public=True),
        State("refused", _("不予受理"), final=True, public=True),
        State("agreed", _("调解成功"), final=True, public=True),
        State("ended", _("终止调解"), final=True, public=True),
        State("told", _("办结"), final=True, public=True),
    ),
    actions=(
        Action(
            "receive", _("收到投诉举报"), START, "received", (OFFICER, PARTY), COMPLAINTS.whole,
            (
                day("received_on", _("收到之日")), choice("kind", _("类别"), KINDS),
                choice("matter", _("案由"), MATTERS, required=False), text("against", _("被投诉举报人"), at_most=NAME),
                text("against_address", _("被投诉举报人地址"), required=False, at_most=200),
                text("facts", _("事实和线索"), at_most=LONG),
                text("complainant", _("投诉举报人"), required=False, at_most=NAME, sensitive=True),
                text("complainant_contact", _("联系方式"), required=False, at_most=60, sensitive=True),
                flag("named", _("实名举报"), _("实名举报的，决定是否立案后五个工作日内告知举报人。")),
            ),
            public=True, fact="complaint_received",
        ),
        Action(
            "accept", _("受理投诉，开始调解"), "received", "accepted", (OFFICER, HEAD), COMPLAINTS.whole,
            documents=("complaint_acceptance",), fact="complaint_accepted",
        ),
        Action(
            "refuse", _("不予受理"), "received", "refused", (OFFICER, HEAD), COMPLAINTS.whole, WHY,
            documents=("complaint_refusal",), fact="complaint_refused",
        ),
        Action(
            "check", _("转为线索核查"), ("received", "accepted"), "checked", (OFFICER,), COMPLAINTS.art(23),
            fact="complaint_checked", hint=_("举报，或投诉中发现违法线索的，核查后决定是否立案。"),
        ),
        Action(
            "extend_check", _("延长核查期限"), CHECKING, SAME, (HEAD,), COMPLAINTS.art(23), WHY, extends="check",
            extend_by="15wd", times=1, fact="complaint_check_extended",
        ),
        Action(
            "file", _("提请决定是否立案"), "checked", "filing", (OFFICER,), COMPLAINTS.art(23),
            (text("findings", _("核查情况"), at_most=LONG),), fact="complaint_put_up",
        ),
        Action(
            "decide", _("决定是否立案"), "filing", "decided", (HEAD,), COMPLAINTS.art(23),
            (day("decided_on", _("决定之日")), choice("result", _("决定"), RESULTS), *WHY), fact="complaint_decided",
        ),
        Action(
            "tell", _("告知举报人"), "decided", "told", (OFFICER,), COMPLAINTS.whole,
            (text("told_how", _("告知方式和内容"), at_most=LONG),), documents=("complaint_answer",),
            fact="complaint_told",
        ),
        Action(
            "close", _("匿名举报，办结"), "decided", "told", (OFFICER,), COMPLAINTS.whole, WHY, guard=is_nameless,
            fact="complaint_closed", hint=_("没有姓名和联系方式、无从告知的，写明情况后办结。"),
        ),
        Action(
            "agree", _("调解成功"), "accepted", "agreed", (OFFICER,), COMPLAINTS.whole,
            (text("agreement", _("协议要点"), at_most=LONG),), fact="complaint_agreed",
        ),
        Action(
            "end", _("终止调解"), "accepted", "ended", (OFFICER, CLOCK), COMPLAINTS.whole,
            (text("why", _("理由"), required=False),), fact="complaint_mediation_ended",
        ),
    ),
    clocks=(
        Clock(
            "accept", _("受理期限"), "7wd", COMPLAINTS.whole, "receive", ("received",), from_field="received_on",
            whose=OFFICER,
        ),
        Clock(
            "check", _("核查期限"), "15wd", COMPLAINTS.art(23), ("receive", "accept", "check"), CHECKING,
            from_field="received_on", max_extensions=1, whose=OFFICER,
        ),
        Clock(
            "mediation", _("调解期限"), "45wd", COMPLAINTS.whole, "accept", ("accepted",), on_expiry="end",
            whose=OFFICER, effect=Effect.DEEMED, effect_on_lapse=_("届满未达成协议的，终止调解"),
        ),
        Clock(
            "tell", _("告知实名举报人期限"), "5wd", COMPLAINTS.whole, "decide", ("decided",), from_field="decided_on",
            whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("期限依现行办法公布文本；条号除第23条外待核定，施行日期以前的投诉举报按同样期限暂计。"),
)  # fmt: skip
