"""An administrative penalty from the lead to its publicity: Administrative Penalty Law of 2021.

The law's periods of 2, 3, 5 and 7 days are working days (article 85), its 90 days are calendar days (article 60).
"""

from datetime import date

from minzhi.kit.process import BEFORE, EARLIER, SAME, START, Action, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import (
    HEAD,
    LEGAL,
    LONG,
    MATTERS,
    NAME,
    OFFICER,
    OFFICERS,
    PARTY,
    ROLES,
    SOURCES,
    SUPERIOR,
    two_officers,
)
from minzhi.programmes.enforcement.process.penalty_clocks import CLOCKS, INQUIRY, OPEN
from minzhi.programmes.enforcement.process.penalty_guards import (
    fit_to_waive,
    is_published,
    is_registered,
    may_decide_now,
    may_file,
    may_stay_unpublished,
    named_fine,
)
from minzhi.programmes.enforcement.rules.laws import (
    COMPLAINTS,
    PENALTY_LAW,
    PENALTY_LAW_UNREAD,
    PROCEDURE,
    PUBLICITY,
    REPAIR,
)
from minzhi.programmes.enforcement.rules.laws import TRANSFER as ORDER_310
from minzhi.programmes.enforcement.rules.publicity import WEIGHTS

REVIEW_GROUNDS = {
    "public_interest": _("涉及重大公共利益"),
    "hearing": _("直接关系重大权益，经过听证"),
    "complex": _("案情疑难复杂、涉及多个法律关系"),
    "other": _("法律、法规规定的其他情形"),
}
REVIEWED = {"pass": _("同意"), "amend": _("建议修改"), "deny": _("不同意")}
OUTCOMES = {
    "fine": _("罚款（可并处没收、责令改正）"),
    "confiscate": _("没收违法所得、侵权商品"),
    "warning": _("警告"),
    "order": _("责令改正、停止销售"),
    "none": _("不予行政处罚"),
}
WAYS = {
    "direct": _("直接送达"), "mail": _("邮寄送达"), "leaving": _("留置送达"), "notice": _("公告送达"),
    "electronic": _("电子送达"),
}  # fmt: skip
WAIVED = {"all": _("陈述、申辩和听证"), "hearing": _("听证（已听取陈述申辩）")}
TOLD = ("told", "review")
AFTER = ("decided", "served", "performed", "enforcing")

STATES = (
    State("found", _("线索核查")),
    State("filed", _("立案调查"), public=True),
    State("investigated", _("调查终结"), public=True),
    State("review", _("法制审核"), public=True),
    State("told", _("已告知权利"), public=True),
    State("hearing", _("听证"), public=True),
    State("heard", _("听证结束"), public=True),
    State("with_police", _("已移送公安"), stops_clocks=True),
    State("annulled", _("决定被撤销"), public=True),
    State("decided", _("待送达"), public=True),
    State("served", _("待履行"), public=True),
    State("performed", _("已履行"), public=True),
    State("enforcing", _("申请强制执行"), public=True),
    State("not_filed", _("不予立案"), final=True),
    State("referred", _("移送其他机关"), final=True),
    State("dropped", _("撤销案件"), final=True),
    State("closed", _("结案"), final=True, public=True),
    State("ended", _("撤销后结案"), final=True, public=True),
)
LEAD = (
    Action(
        "find", _("发现线索"), START, "found", (OFFICER,), PENALTY_LAW.art(54),
        (
            day("found_on", _("发现或收到之日")), choice("matter", _("案由"), MATTERS),
            choice("source", _("线索来源"), SOURCES), text("party", _("当事人"), at_most=NAME),
            text("party_contact", _("当事人联系方式"), required=False, at_most=60, sensitive=True),
            text("facts", _("线索内容"), at_most=LONG), text("place", _("地点"), required=False, at_most=200),
            day("act_ended_on", _("违法行为终了之日"), required=False),
        ),
        fact="lead_found",
    ),
    Action(
        "extend_check", _("延长核查期限"), "found", SAME, (HEAD,), COMPLAINTS.art(23), WHY, extends="check",
        extend_by="15wd", times=1, fact="check_extended",
    ),
    Action(
        "file", _("立案"), "found", "filed", (HEAD,), PENALTY_LAW.art(54), (OFFICERS, *WHY), guard=may_file,
        check=two_officers, documents=("filing",), fact="case_filed",
    ),
    Action(
        "not_file", _("不予立案"), "found", "not_filed", (OFFICER, HEAD), PENALTY_LAW.art(54), WHY,
        fact="case_not_filed",
    ),
    Action(
        "refer", _("移送有管辖权的机关"), ("found", "filed"), "referred", (HEAD,), PENALTY_LAW.art(22),
        (text("to_office", _("受移送机关"), at_most=NAME), *WHY), fact="case_referred",
    ),
    Action(
        "reopen", _("上级决定重新办理"), ("not_filed", "dropped", "referred"), "found", (SUPERIOR,),
        PENALTY_LAW_UNREAD.art(75), (text("document", _("决定文号"), at_most=NAME), *WHY), reopens=True,
        fact="case_reopened",
    ),
)  # fmt: skip
INVESTIGATION = (
    Action(
        "register_evidence", _("先行登记保存"), ("filed", "investigated"), SAME, (HEAD,), PENALTY_LAW.art(56),
        (text("evidence_list", _("登记保存清单"), at_most=LONG),), documents=("evidence_register",),
        fact="evidence_registered",
    ),
    Action(
        "handle_evidence", _("处理登记保存的物品"), INQUIRY, SAME, (OFFICER, HEAD), PENALTY_LAW.art(56),
        (text("evidence_done", _("处理决定"), at_most=LONG),), guard=is_registered, fact="evidence_handled",
    ),
    Action(
        "review_capture", _("电子监控、网络取证审核"), "filed", SAME, (LEGAL, HEAD), PENALTY_LAW.art(41),
        (text("capture", _("法制和技术审核意见"), at_most=LONG),), fact="capture_reviewed",
        hint=_("利用电子技术监控设备取得的证据须经法制和技术审核；网络固定的证据比照办理。"),
    ),
    Action(
        "finish", _("调查终结"), "filed", "investigated", (OFFICER,), PENALTY_LAW.art(57),
        (
            text("findings", _("查明的事实和证据"), at_most=LONG), text("proposal", _("处理建议"), at_most=LONG),
            number("gain", _("违法所得（元）"), required=False),
            number("turnover", _("违法经营额（元）"), required=False),
        ),
        fact="investigation_finished",
    ),
    Action(
        "ask_review", _("送法制审核"), ("investigated", "told", "heard"), "review", (OFFICER,), PENALTY_LAW.art(58),
        (choice("review_ground", _("审核事由"), REVIEW_GROUNDS),), fact="review_asked",
    ),
    Action(
        "review", _("出具审核意见"), "review", BEFORE, (LEGAL,), PENALTY_LAW.art(58),
        (choice("reviewed", _("审核结论"), REVIEWED), text("review_words", _("审核意见"), at_most=LONG)),
        fact="reviewed",
    ),
    Action(
        "extend", _("批准延长办案期限"), OPEN, SAME, (HEAD,), PROCEDURE.whole, WHY, extends="decide",
        extend_by="30d", times=1, documents=("extension",), fact="penalty_extended",
    ),
    Action(
        "drop", _("撤销案件"), (*INQUIRY, "with_police"), "dropped", (HEAD,), PENALTY_LAW.art(57), WHY,
        fact="case_dropped",
    ),
    Action(
        "return_to", _("退回先前环节"), OPEN, EARLIER, (HEAD, LEGAL), PENALTY_LAW.art(57),
        (text("to", _("退回到"), at_most=NAME), *WHY), fact="case_returned",
    ),
    Action(
        "hand_to_police", _("移送公安机关"), INQUIRY, "with_police", (HEAD,), ORDER_310.art(5), WHY,
        fact="case_with_police", hint=_("同时另立「行刑衔接」案件；移送期间不作罚款等处罚。"),
    ),
    Action(
        "come_back", _("公安、检察机关退回，恢复办理"), "with_police", BEFORE, (OFFICER, HEAD), ORDER_310.art(10), WHY,
        fact="case_came_back",
    ),
)  # fmt: skip
RIGHTS = (
    Action(
        "tell", _("告知拟处罚内容和权利"), "investigated", "told", (OFFICER,), PENALTY_LAW.art(44),
        (
            text("intended", _("拟作出的处罚及理由、依据"), at_most=LONG),
            day("told_on", _("告知书送达之日")),
        ),
        documents=("penalty_notice",), fact="rights_told",
    ),
    Action(
        "hear_statement", _("陈述申辩"), TOLD, SAME, (OFFICER, PARTY), PENALTY_LAW.art(45),
        (
            text("statement", _("陈述申辩的内容"), at_most=LONG),
            text("adopted", _("采纳情况"), required=False, at_most=LONG),
        ),
        public=True, fact="statement_heard",
    ),
    Action(
        "waive", _("当事人明确放弃听证"), TOLD, SAME, (OFFICER, PARTY), PENALTY_LAW_UNREAD.art(62),
        (
            choice("waived", _("放弃什么"), WAIVED), day("waived_on", _("放弃之日")),
            text("waiver", _("放弃的原话，书面的附卷"), at_most=LONG),
        ),
        check=fit_to_waive, public=True, fact="hearing_waived",
        hint=_("告知书送达后当事人明确放弃的，不必等满五个工作日；没有答复不是放弃，须等期满。"),
    ),
    Action(
        "ask_hearing", _("要求听证"), TOLD, "hearing", (OFFICER, PARTY), PENALTY_LAW.art(64),
        (day("asked_on", _("提出之日")),), public=True, fact="hearing_asked",
    ),
    Action(
        "call_hearing", _("确定听证时间地点"), "hearing", SAME, (OFFICER,), PENALTY_LAW.art(64),
        (day("hearing_on", _("听证日")), text("hearing_place", _("地点"), at_most=NAME)),
        documents=("hearing_notice",), fact="hearing_called",
    ),
    Action(
        "notify_hearing", _("已通知听证"), "hearing", SAME, (OFFICER,), PENALTY_LAW.art(64),
        (day("notified_on", _("通知之日")),), fact="hearing_notified",
    ),
    Action(
        "hold_hearing", _("举行听证"), "hearing", "heard", (OFFICER,), PENALTY_LAW.art(64),
        (text("record", _("听证笔录要点"), at_most=LONG),), documents=("hearing_record",), fact="hearing_held",
    ),
    Action(
        "end_hearing", _("终止听证"), "hearing", "heard", (OFFICER,), PENALTY_LAW_UNREAD.art(64), WHY,
        fact="hearing_ended", hint=_("当事人撤回听证要求，或无正当理由不出席、中途退出的。"),
    ),
)  # fmt: skip
ENDING = (
    Action(
        "decide", _("作出决定"), ("told", "heard"), "decided", (HEAD,), PENALTY_LAW.art(57),
        (
            choice("outcome", _("决定"), OUTCOMES), text("decision", _("决定内容、理由、依据"), at_most=LONG),
            number("fine", _("罚款（元）"), required=False),
            number("confiscated", _("没收金额（元）"), required=False),
            flag("elsewhere", _("当事人登记地在省外"), _("省外的，先送登记地机关公示。")),
        ),
        guard=may_decide_now, check=named_fine, documents=("penalty_decision",), fact="penalty_decided",
    ),
    Action(
        "serve", _("送达决定书"), "decided", "served", (OFFICER,), PENALTY_LAW.art(61),
        (day("served_on", _("当事人收到之日")), choice("way", _("送达方式"), WAYS)), fact="penalty_served",
    ),
    Action(
        "perform", _("已履行"), ("served", "enforcing"), "performed", (OFFICER,), PENALTY_LAW.art(66),
        (number("paid", _("已缴金额（元）"), required=False), *WHY), fact="penalty_performed",
    ),
    Action(
        "enforce", _("申请法院强制执行"), "served", "enforcing", (HEAD,), PENALTY_LAW.art(72), WHY,
        documents=("enforcement",), fact="penalty_enforced",
    ),
    Action(
        "send_publicity", _("送登记地机关公示"), AFTER, SAME, (OFFICER,), PUBLICITY.whole,
        (day("publicity_sent_on", _("送出之日")),), fact="publicity_sent",
    ),
    Action(
        "publish", _("公示处罚信息"), AFTER, SAME, (OFFICER,), PUBLICITY.whole,
        (day("published_on", _("公示之日")), choice("weight", _("信息类别"), WEIGHTS)), fact="penalty_published",
    ),
    Action(
        "not_publish", _("轻微，不公示"), AFTER, SAME, (HEAD,), REPAIR.whole, WHY, guard=may_stay_unpublished,
        fact="penalty_not_published", hint=_("2026年4月1日起，轻微信息一般不公示；是否属于轻微，由负责人认定。"),
    ),
    Action(
        "annul", _("决定被撤销"), AFTER, "annulled", (HEAD,), PUBLICITY.whole,
        (text("annulled_by", _("撤销机关及文号"), at_most=NAME),), fact="penalty_annulled",
    ),
    Action(
        "withdraw_publicity", _("撤回公示"), "annulled", "ended", (OFFICER,), PUBLICITY.whole,
        (day("withdrawn_on", _("撤回之日")),), fact="publicity_withdrawn",
    ),
    Action(
        "close", _("结案"), "performed", "closed", (OFFICER, HEAD), PROCEDURE.whole, guard=is_published,
        fact="penalty_closed",
    ),
)  # fmt: skip

PENALTY = Process(
    name="enforcement.penalty",
    label=_("行政处罚"),
    version=1,
    effective_from=date(2021, 7, 15),
    law=PENALTY_LAW,
    initial="found",
    states=STATES,
    actions=(*LEAD, *INVESTIGATION, *RIGHTS, *ENDING),
    clocks=CLOCKS,
    roles=ROLES,
)
