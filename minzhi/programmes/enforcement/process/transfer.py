"""Transfer to the police and the way back: State Council Order 310, and what follows when nobody is prosecuted."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, moment, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import HEAD, LONG, NAME, OFFICER, OFFICERS, POLICE, ROLES, two_officers
from minzhi.programmes.enforcement.rules.laws import TRANSFER as ORDER_310

CRIMES = {
    "goods_mark": _("假冒注册商标（商品）"),
    "service_mark": _("假冒注册商标（服务）"),
    "selling": _("销售假冒注册商标的商品"),
    "patent": _("假冒他人专利"),
    "other": _("其他"),
}
AT_POLICE = ("sent", "not_opened", "reconsidering", "supervised", "opened")
DAYS = (("working_days", "3wd"),)
"""Order 310 says 「3日」 without saying which days: calendar days, unless the office counts working days."""

STATES = (
    State("suspected", _("专案调查")),
    State("reported", _("待负责人决定")),
    State("approved", _("待移送")),
    State("sent", _("公安机关审查")),
    State("not_opened", _("公安不予立案")),
    State("reconsidering", _("复议中")),
    State("supervised", _("立案监督")),
    State("opened", _("公安已立案")),
    State("returned", _("反向移送")),
    State("penalised", _("已行政处罚，待回复")),
    State("refused", _("不移送"), final=True),
    State("prosecuted", _("审查起诉")),
    State("tried", _("已起诉、判决"), final=True),
    State("taken_back", _("退回行政处理"), final=True),
    State("answered", _("已回复检察机关"), final=True),
)
SENDING = (
    Action(
        "suspect", _("发现涉嫌犯罪，成立专案组"), START, "suspected", (OFFICER, HEAD), ORDER_310.art(5),
        (
            text("party", _("当事人"), at_most=NAME), choice("crime", _("涉嫌罪名"), CRIMES, required=False),
            text("facts", _("涉嫌犯罪的事实"), at_most=LONG), OFFICERS,
            number("gain", _("违法所得（元）"), required=False),
            number("turnover", _("经营或销售数额（元）"), required=False),
            number("stock", _("未销售货值（元）"), required=False),
            flag("working_days", _("「3日」按工作日计算"), _("国务院令第310号没有写明，默认按自然日。")),
        ),
        check=two_officers, fact="crime_suspected",
        hint=_("知识产权案件有合理理由怀疑涉嫌犯罪的即应移送，不以数额查清为前提（第3条第2款）。"),
    ),
    Action(
        "report", _("提出移送报告"), "suspected", "reported", (OFFICER,), ORDER_310.art(5),
        (day("reported_on", _("报告之日")), text("report", _("书面报告要点"), at_most=LONG)), fact="transfer_reported",
    ),
    Action(
        "approve", _("批准移送"), "reported", "approved", (HEAD,), ORDER_310.art(5),
        (moment("approved_at", _("批准时刻"), hint=_("不填按办理本步骤的时刻计算")),),
        fact="transfer_approved",
    ),
    Action(
        "refuse", _("不批准移送"), "reported", "refused", (HEAD,), ORDER_310.art(5), WHY, fact="transfer_refused",
        hint=_("不批准的，理由记录在案；不得以罚代刑。"),
    ),
    Action(
        "send", _("移送公安机关"), "approved", "sent", (OFFICER,), ORDER_310.art(6),
        (
            day("sent_on", _("公安机关签收之日")), text("transfer_number", _("移送书文号"), at_most=NAME),
            text("police_unit", _("公安机关"), required=False, at_most=NAME),
            text("goods", _("涉案物品清单"), at_most=LONG),
            text("reports", _("检验报告、鉴定意见"), required=False, at_most=LONG),
        ),
        documents=("transfer_letter", "transfer_report", "goods_list"), fact="transfer_sent",
        hint=_("附：移送书、调查报告、涉案物品清单、检验报告或鉴定结论、其他材料。"),
    ),
)  # fmt: skip
AT_THE_POLICE = (
    Action(
        "not_competent", _("公安机关认为不属其管辖"), "sent", SAME, (OFFICER,), ORDER_310.art(7),
        (day("told_on", _("告知之日")),), fact="police_not_competent",
    ),
    Action(
        "forward", _("公安机关已转送"), "sent", SAME, (OFFICER,), ORDER_310.art(7),
        (
            day("sent_on", _("有管辖权机关签收之日")), text("police_unit", _("公安机关"), required=False, at_most=NAME),
        ),
        fact="police_forwarded",
    ),
    Action(
        "open", _("公安机关立案"), ("sent", "reconsidering", "supervised"), "opened", (OFFICER,), ORDER_310.art(8),
        (
            day("opened_on", _("收到立案通知之日")),
            text("police_number", _("立案文号"), required=False, at_most=NAME),
        ),
        fact="police_opened",
    ),
    Action(
        "hand_goods", _("移交涉案物品"), "opened", SAME, (OFFICER,), ORDER_310.art(12),
        (day("handed_on", _("移交之日")), text("goods", _("涉案物品清单"), at_most=LONG)), documents=("goods_receipt",),
        fact="goods_handed_over",
    ),
    Action(
        "not_open", _("公安机关不予立案"), ("sent", "reconsidering"), "not_opened", (OFFICER,), ORDER_310.art(8),
        (day("notice_on", _("收到不予立案通知之日")), *WHY), fact="police_did_not_open",
    ),
    Action(
        "ask_reconsideration", _("提请公安机关复议"), "not_opened", "reconsidering", (HEAD,), ORDER_310.art(9), WHY,
        documents=("reconsideration",), fact="reconsideration_asked",
    ),
    Action(
        "ask_supervision", _("建议检察院立案监督"), "not_opened", "supervised", (HEAD,), ORDER_310.art(9), WHY,
        documents=("supervision",), fact="supervision_asked",
    ),
    Action(
        "consult", _("案件会商"), ("suspected", "reported", "approved", *AT_POLICE, "prosecuted", "returned"), SAME,
        (OFFICER, HEAD), ORDER_310.whole,
        (
            day("met_on", _("会商之日")), text("participants", _("参加单位"), at_most=NAME),
            text("words", _("会商意见"), at_most=LONG),
        ),
        fact="case_consulted",
    ),
)  # fmt: skip
AND_BACK = (
    Action(
        "prosecute", _("移送审查起诉"), "opened", "prosecuted", (OFFICER,), ORDER_310.whole,
        (text("prosecution", _("文号及结果"), at_most=NAME),), fact="crime_prosecuted",
    ),
    Action(
        "try", _("检察机关起诉"), "prosecuted", "tried", (OFFICER,), ORDER_310.whole,
        (text("outcome_number", _("起诉或判决文号"), at_most=NAME),), fact="crime_tried",
    ),
    Action(
        "take_back", _("退回行政处理"), ("not_opened", "supervised", "opened"), "taken_back", (OFFICER, HEAD),
        ORDER_310.art(10), WHY, fact="transfer_taken_back",
        hint=_("公安机关不予立案或撤案的，依法作出行政处罚。"),
    ),
    Action(
        "return", _("收到检察意见（反向移送）"), (*AT_POLICE, "prosecuted"), "returned", (OFFICER,), ORDER_310.whole,
        (
            text("no_prosecution", _("不起诉决定书文号"), required=False, at_most=NAME),
            day("opinion_on", _("收到检察意见之日")), text("opinion_number", _("检察意见书文号"), at_most=NAME),
            text("opinion", _("检察意见要点"), required=False, at_most=LONG),
        ),
        fact="opinion_received", hint=_("检察机关不起诉、认为应当给予行政处罚的，提出检察意见移送本机关。"),
    ),
    Action(
        "penalise", _("已作出行政处理"), "returned", "penalised", (OFFICER,), ORDER_310.whole,
        (text("penalty_number", _("处罚决定文号或不予处罚理由"), at_most=NAME),), fact="opinion_followed",
    ),
    Action(
        "answer", _("书面回复检察机关"), ("returned", "penalised"), "answered", (OFFICER,), ORDER_310.whole,
        (day("answered_on", _("回复之日")), text("answer_number", _("复函文号"), at_most=NAME)),
        documents=("prosecutor_answer",), fact="opinion_answered",
    ),
)  # fmt: skip

TRANSFER = Process(
    name="enforcement.transfer",
    label=_("行刑衔接"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=ORDER_310,
    initial="suspected",
    states=STATES,
    actions=(*SENDING, *AT_THE_POLICE, *AND_BACK),
    clocks=(
        Clock(
            "approve", _("负责人决定期限"), "3d", ORDER_310.art(5), "report", ("reported",), from_field="reported_on",
            instead=DAYS, whose=HEAD,
        ),
        Clock(
            "send", _("移送期限（24小时）"), "24h", ORDER_310.art(5), "approve", ("approved",),
            from_field="approved_at", rolls=False, whose=OFFICER,
        ),
        Clock(
            "police", _("公安机关审查期限"), "3d", ORDER_310.art(8), ("send", "forward"), ("sent",),
            from_field="sent_on", instead=DAYS, whose=POLICE,
        ),
        Clock(
            "forward", _("公安机关转送期限（24小时）"), "24h", ORDER_310.art(7), "not_competent", ("sent",),
            from_field="told_on", rolls=False, met_by=("forward",), whose=POLICE,
        ),
        Clock(
            "reconsider", _("提请复议期限"), "3d", ORDER_310.art(9), "not_open", ("not_opened",),
            from_field="notice_on", instead=DAYS, whose=HEAD, effect=Effect.RIGHT_LOST,
            effect_on_lapse=_("逾期不能再提请复议"),
        ),
        Clock(
            "supervise", _("建议立案监督期限"), "3d", ORDER_310.art(9), "not_open", ("not_opened",),
            from_field="notice_on", instead=DAYS, whose=HEAD, effect=Effect.RIGHT_LOST,
            effect_on_lapse=_("逾期未建议立案监督"),
        ),
        Clock(
            "reconsidered", _("公安机关复议期限"), cite=ORDER_310.art(9), starts="ask_reconsideration",
            while_in=("reconsidering",), unknown=True, whose=POLICE,
        ),
        Clock(
            "goods", _("移交涉案物品期限"), "3d", ORDER_310.art(12), "open", ("opened",), from_field="opened_on",
            instead=DAYS, met_by=("hand_goods",), whose=OFFICER,
        ),
        Clock(
            "answer", _("回复检察机关期限"), cite=ORDER_310.whole, starts="return", while_in=("returned", "penalised"),
            unknown=True, whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("反向移送的回复期限、复议期限没有查到，留空待核定。"),
)  # fmt: skip
