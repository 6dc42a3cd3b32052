"""A complaint at a fair's desk: forwarded within 24 hours, answered within the fair, settled on the spot.

Hours to answer count only while the fair is open, and end with its last day at the latest.
"""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.legal_time import BadHours, Calendar, Opening, Span
from minzhi.kit.process import START, Action, Clock, Effect, Field, Kind, Plain, Process, State
from minzhi.kit.process.fields import choice, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import LONG, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.enforcement.rules.laws import FAIRS, FAIRS_2006

RIGHTS = {
    "patent": _("专利"),
    "trademark": _("商标"),
    "copyright": _("著作权"),
    "gi": _("地理标志"),
    "sign": _("奥林匹克、特殊标志"),
}
MEASURES = {"removed": _("撤下展品"), "covered": _("遮盖展板、宣传品"), "promised": _("书面承诺不再展出")}


def within_the_fair(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse hours that are none, a fair that is over, and days that lead beyond it; hours end with it."""
    ends, term = str(fields.get("fair_ends_on") or ""), str(fields.get("answer_term") or "")
    last = date.fromisoformat(ends) if ends else date.max
    try:
        Opening.parse(last, str(fields.get("open_hours") or ""))
    except BadHours as wrong:
        return {"open_hours": str(wrong)}
    if last < on:
        return {"fair_ends_on": _("展会已于%(end)s结束，请按一般投诉举报办理。") % {"end": ends}}
    span, left = Span.parse(term, rolls=False), max((last - on).days, 1)
    if span.is_exact or (span.due(on, Calendar()).due - on).days <= left:
        return {}
    message = _("展会到%(end)s结束，答辩期不能长于余下的%(left)s日。")
    return {"answer_term": message % {"end": ends, "left": left}}


FAIR_COMPLAINT = Process(
    name="enforcement.fair_complaint",
    label=_("展会投诉"),
    version=1,
    effective_from=date(2006, 3, 1),
    law=FAIRS_2006,
    initial="received",
    states=(
        State("received", _("待转送")),
        State("forwarded", _("待答辩")),
        State("answered", _("待处理")),
        State("stopped", _("停止展出"), final=True),
        State("cleared", _("不构成侵权"), final=True),
        State("transferred", _("移送立案"), final=True),
        State("withdrawn", _("投诉撤回"), final=True),
    ),
    actions=(
        Action(
            "receive", _("收到展会投诉"), START, "received", (OFFICER, PARTY), FAIRS_2006.whole,
            (
                day("received_on", _("收到之日")), choice("right_kind", _("权利种类"), RIGHTS),
                text("right_number", _("权利号"), at_most=60), text("proof", _("权利证明"), at_most=NAME),
                text("claimant", _("投诉人"), at_most=NAME), text("booth", _("展位"), at_most=30),
                text("exhibitor", _("参展商"), at_most=NAME), text("exhibit", _("展品"), at_most=200),
                Field("answer_term", _("答辩期"), Kind.SPAN, hint=_("在展期内，由投诉站规定，如24h")),
                number("answer_hours", _("答辩时限（小时）"), required=False),
                day("fair_ends_on", _("展会结束日"), required=False),
                Field(
                    "open_hours", _("每日开放时间"), required=False, at_most=20,
                    hint=_("如09:00-17:00，只在开放时间里计时；不填按全天"),
                ),
            ),
            check=within_the_fair, fact="fair_complaint_received",
        ),
        Action(
            "forward", _("转送被投诉人"), "received", "forwarded", (OFFICER,), FAIRS_2006.whole,
            documents=("fair_notice",), fact="fair_complaint_forwarded",
        ),
        Action(
            "answer", _("收到答辩"), "forwarded", "answered", (OFFICER, PARTY), FAIRS.whole,
            (text("answer", _("答辩要点"), at_most=LONG),), fact="fair_complaint_answered",
        ),
        Action(
            "stop", _("停止展出"), ("forwarded", "answered"), "stopped", (OFFICER,), FAIRS.whole,
            (choice("measure", _("处理措施"), MEASURES), text("why", _("理由"))), documents=("fair_stop",),
            fact="exhibit_stopped",
        ),
        Action(
            "clear", _("认定不侵权，继续展出"), ("forwarded", "answered"), "cleared", (OFFICER,), FAIRS.whole,
            (text("why", _("理由")),), fact="exhibit_cleared",
        ),
        Action(
            "transfer", _("移送立案查处"), ("forwarded", "answered"), "transferred", (OFFICER,), FAIRS.whole,
            (text("why", _("理由")),), fact="fair_complaint_transferred",
            hint=_("转为线索核查。专利侵权不在此处罚，请告知权利人向设区的市级以上部门请求行政裁决。"),
        ),
        Action(
            "withdraw", _("投诉人撤回"), ("received", "forwarded", "answered"), "withdrawn", (OFFICER, PARTY),
            FAIRS.whole, (text("why", _("理由")),), fact="fair_complaint_withdrawn",
        ),
    ),
    clocks=(
        Clock(
            "forward", _("转送期限（24小时）"), "24h", FAIRS_2006.whole, "receive", ("received",),
            from_field="received_on", rolls=False, whose=OFFICER,
        ),
        Clock(
            "answer", _("答辩期限"), cite=FAIRS.whole, starts="forward", while_in=("forwarded",),
            span_from="answer_term", within=("fair_ends_on", "open_hours"), rolls=False, whose=PARTY,
            effect=Effect.PROCEEDS, effect_on_lapse=_("逾期不答辩，不影响现场处理"),
        ),
    ),
    roles=ROLES,
    why_version=_("展会答辩时限由投诉站规定；24小时转送等内容待核定。"),
)  # fmt: skip
