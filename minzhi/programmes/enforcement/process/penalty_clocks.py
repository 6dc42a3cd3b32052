"""The periods of a penalty case. Paying within 15 days and 30 days more for the decision were not read: unconfirmed."""

from minzhi.kit.process import Clock, Effect
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import HEAD, OFFICER, PARTY
from minzhi.programmes.enforcement.rules.laws import COMPLAINTS, PENALTY_LAW, PENALTY_LAW_UNREAD, PUBLICITY

INQUIRY = ("filed", "investigated", "told", "heard")
OPEN = ("filed", "investigated", "review", "told", "hearing", "heard")
PUBLISHING = ("decided", "served", "performed", "enforcing")

CLOCKS = (
    Clock(
        "check", _("核查期限"), "15wd", COMPLAINTS.art(23), "find", ("found",), from_field="found_on",
        max_extensions=1, whose=OFFICER,
    ),
    Clock(
        "decide", _("办案期限"), "90d", PENALTY_LAW.art(60), "file", OPEN, max_extensions=1, whose=OFFICER,
    ),
    Clock(
        "evidence", _("登记保存物品处理期限"), "7wd", PENALTY_LAW.art(56), "register_evidence", OPEN,
        met_by=("handle_evidence",), whose=HEAD,
    ),
    Clock(
        "ask_hearing", _("要求听证期限"), "5wd", PENALTY_LAW.art(64), "tell", ("told",), from_field="told_on",
        met_by=("waive",), whose=PARTY, effect=Effect.RIGHT_LOST, effect_on_lapse=_("逾期不提出的，视为放弃听证"),
    ),
    Clock(
        "hearing_notice", _("听证通知最迟日"), "-7wd", PENALTY_LAW.art(64), "call_hearing", ("hearing",),
        from_field="hearing_on", met_by=("notify_hearing",), whose=OFFICER,
    ),
    Clock("serve", _("送达期限"), "7wd", PENALTY_LAW.art(61), "decide", ("decided",), whose=OFFICER),
    Clock(
        "pay", _("缴纳罚款期限"), "15d", PENALTY_LAW_UNREAD.art(67), "serve", ("served",), from_field="served_on",
        whose=PARTY, effect=Effect.OVERDUE, effect_on_lapse=_("逾期可以加处罚款或申请强制执行"),
    ),
    Clock(
        "publish", _("公示期限"), "20wd", PUBLICITY.whole, "decide", PUBLISHING, instead=(("elsewhere", "10wd"),),
        met_by=("publish", "not_publish", "send_publicity"), whose=OFFICER,
    ),
    Clock(
        "publish_there", _("登记地机关公示期限"), "10wd", PUBLICITY.whole, "send_publicity", PUBLISHING,
        from_field="publicity_sent_on", met_by=("publish", "not_publish"), whose=OFFICER,
    ),
    Clock(
        "withdraw_publicity", _("撤回公示期限"), "3wd", PUBLICITY.whole, "annul", ("annulled",), whose=OFFICER,
    ),
)  # fmt: skip
