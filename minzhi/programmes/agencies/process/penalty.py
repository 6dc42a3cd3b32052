"""A penalty of an agency, an attorney or somebody without licence; suspension is proposed to the nation's office."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Case, Clock, Effect, Process, Standing, State
from minzhi.kit.process.fields import WHY, choice, day, flag, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.process.forms import (
    HEAD,
    LEGAL,
    LONG,
    NAME,
    OFFICER,
    OFFICERS,
    PARTY,
    ROLES,
    SOURCES,
    WHO,
    two_officers,
)
from minzhi.programmes.agencies.rules.laws import PENALTY_LAW, PENALTY_LAW_UNREAD, PUBLICITY, REGULATIONS
from minzhi.programmes.agencies.rules.penalties import MATTERS

OUTCOMES = {"fine": _("罚款（可并处没收）"), "warning": _("警告、责令改正"), "none": _("不予行政处罚")}
REVIEWED = {"pass": _("同意"), "deny": _("不同意")}
OPEN = ("filed", "investigated", "told", "hearing")
AFTER = ("decided", "served", "performed")


def may_decide_now(case: Case, on: date) -> str:
    """Articles 58 and 63: the time to ask for a hearing is over, or it was held; a review that is due is done."""
    term = case.term("ask_hearing")
    if term is not None and term.standing is Standing.RUNNING and on <= term.due:
        return _("当事人要求听证的期限到%(due)s，届满前不能作出决定。") % {"due": term.due}
    acts = [event.action for event in case.log]
    if "ask_hearing" in acts and "hold_hearing" not in acts:
        return _("当事人要求了听证，还没有举行，不能作出决定（《行政处罚法》第63条）。")
    if "hold_hearing" in acts and "review" not in acts[acts.index("hold_hearing") :]:
        return _("经过听证的案件应当法制审核，未经审核不得作出决定（《行政处罚法》第58条）。")
    denied = acts and "review" in acts and case.fields.get("reviewed") == "deny"
    return _("法制审核不同意，请修改后再送审核。") if denied else ""


def is_published(case: Case, on: date) -> str:
    """Ask that a penalty was published before its case is closed."""
    del on
    done = any(event.action == "publish" for event in case.log)
    return "" if done or case.fields.get("outcome") == "none" else _("处罚决定尚未公示，请先办理「公示」。")


PENALTY = Process(
    name="agencies.penalty",
    label=_("代理违法行政处罚"),
    version=1,
    effective_from=date(2021, 7, 15),
    law=PENALTY_LAW,
    initial="found",
    states=(
        State("found", _("线索核查")),
        State("filed", _("立案调查"), public=True),
        State("investigated", _("调查终结"), public=True),
        State("told", _("已告知权利"), public=True),
        State("hearing", _("听证"), public=True),
        State("proposed", _("已报国家知识产权局"), stops_clocks=True),
        State("decided", _("待送达"), public=True),
        State("served", _("待履行"), public=True),
        State("performed", _("已履行"), public=True),
        State("not_filed", _("不予立案"), final=True),
        State("referred", _("移送有管辖权的机关"), final=True),
        State("annulled", _("决定被撤销"), final=True),
        State("closed", _("结案"), final=True, public=True),
    ),
    actions=(
        Action(
            "find", _("发现线索"), START, "found", (OFFICER,), PENALTY_LAW.art(54),
            (
                *WHO, choice("matter", _("案由"), MATTERS), choice("source", _("来源"), SOURCES),
                day("found_on", _("发现日")), day("acted_on", _("违法行为终了之日")),
                text("facts", _("线索内容"), at_most=LONG),
            ),
            fact="penalty_found",
        ),
        Action("file", _("立案"), "found", "filed", (HEAD,), PENALTY_LAW.art(54), (OFFICERS, *WHY),
               check=two_officers, fact="penalty_filed"),
        Action("not_file", _("不予立案"), "found", "not_filed", (OFFICER, HEAD), PENALTY_LAW.art(54), WHY,
               fact="penalty_not_filed"),
        Action("refer", _("移送有管辖权的机关"), ("found", "filed"), "referred", (HEAD,), PENALTY_LAW.art(22),
               (text("to_office", _("受移送机关"), at_most=NAME), *WHY), fact="penalty_referred"),
        Action(
            "finish", _("调查终结"), "filed", "investigated", (OFFICER,), PENALTY_LAW.art(57),
            (
                text("findings", _("查明的事实和证据"), at_most=LONG),
                number("gain", _("违法所得（元）"), required=False),
                text("gain_proof", _("违法所得的证据"), required=False, at_most=LONG), flag("serious", _("情节严重")),
            ),
            fact="penalty_investigated", hint=_("无资质代理以违法所得为罚款基数，合同、发票、收款记录要写明。"),
        ),
        Action("review", _("法制审核"), ("investigated", "told", "hearing"), SAME, (LEGAL,), PENALTY_LAW.art(58),
               (choice("reviewed", _("审核结论"), REVIEWED), text("review_words", _("审核意见"), at_most=LONG)),
               fact="penalty_reviewed"),
        Action("tell", _("告知拟处罚内容和权利"), "investigated", "told", (OFFICER,), PENALTY_LAW.art(44),
               (text("intended", _("拟作出的处罚及理由、依据"), at_most=LONG), day("told_on", _("告知书送达之日"))),
               documents=("penalty_notice",), fact="penalty_told"),
        Action("hear", _("听取陈述申辩"), "told", SAME, (OFFICER, PARTY), PENALTY_LAW.art(45),
               (text("statement", _("陈述申辩及采纳情况"), at_most=LONG),), public=True, fact="penalty_answered"),
        Action("ask_hearing", _("要求听证"), "told", "hearing", (OFFICER, PARTY), PENALTY_LAW.art(64),
               (day("asked_on", _("提出之日")),), public=True, fact="penalty_hearing_asked"),
        Action("hold_hearing", _("举行听证"), "hearing", SAME, (OFFICER,), PENALTY_LAW.art(64),
               (day("hearing_on", _("听证日")), text("record", _("听证笔录要点"), at_most=LONG)),
               fact="penalty_hearing_held"),
        Action("decide", _("作出决定"), ("told", "hearing"), "decided", (HEAD,), PENALTY_LAW.art(57),
               (
                   choice("outcome", _("决定"), OUTCOMES), text("decision", _("决定内容、理由、依据"), at_most=LONG),
                   number("fine", _("罚款（元）"), required=False),
                   number("confiscated", _("没收违法所得（元）"), required=False),
               ),
               guard=may_decide_now, documents=("penalty_decision",), fact="penalty_decided"),
        Action("propose", _("报国家知识产权局停止承接新业务或吊销"), ("told", "hearing"), "proposed", (HEAD,),
               REGULATIONS.art(25), (text("proposal", _("提请事项和理由"), at_most=LONG),), guard=may_decide_now,
               documents=("suspension_proposal",), fact="suspension_proposed"),
        Action("nation_decided", _("登记国家知识产权局的决定"), "proposed", "decided", (OFFICER,),
               REGULATIONS.art(25), (text("nation_number", _("决定文号"), at_most=NAME),
                                     text("nation_words", _("决定内容"), at_most=LONG)), fact="suspension_decided"),
        Action("come_back", _("国家知识产权局未采纳，继续办理"), "proposed", "told", (OFFICER,), REGULATIONS.art(25),
               WHY, fact="suspension_refused"),
        Action("serve", _("送达决定书"), "decided", "served", (OFFICER,), PENALTY_LAW.art(61),
               (day("served_on", _("当事人收到之日")),), fact="penalty_served"),
        Action("perform", _("已履行"), "served", "performed", (OFFICER,), PENALTY_LAW.art(66), WHY,
               fact="penalty_performed"),
        Action("publish", _("公示"), AFTER, SAME, (OFFICER,), PUBLICITY.whole,
               (day("published_on", _("公示之日")), day("shown_until", _("公示至"))), fact="penalty_published"),
        Action("annul", _("决定被撤销"), AFTER, "annulled", (HEAD,), PUBLICITY.whole,
               (text("annulled_by", _("撤销机关及文号"), at_most=NAME),), fact="penalty_annulled"),
        Action("close", _("结案"), "performed", "closed", (OFFICER, HEAD), PENALTY_LAW.whole, guard=is_published,
               fact="penalty_closed"),
    ),
    clocks=(
        Clock("decide", _("办案期限"), "90d", PENALTY_LAW.art(60), "file", OPEN, whose=OFFICER),
        Clock("ask_hearing", _("要求听证期限"), "5wd", PENALTY_LAW.art(64), "tell", ("told",), from_field="told_on",
              whose=PARTY, effect=Effect.RIGHT_LOST, effect_on_lapse=_("逾期不提出的，视为放弃听证")),
        Clock("serve", _("送达期限"), "7wd", PENALTY_LAW.art(61), "decide", ("decided",), whose=OFFICER),
        Clock("pay", _("缴纳罚款期限"), "15d", PENALTY_LAW_UNREAD.art(67), "serve", ("served",),
              from_field="served_on", whose=PARTY),
        Clock("publish", _("公示期限"), "20wd", PUBLICITY.whole, ("decide", "nation_decided"), AFTER,
              met_by=("publish",), whose=OFFICER),
    ),
    roles=ROLES,
)  # fmt: skip
