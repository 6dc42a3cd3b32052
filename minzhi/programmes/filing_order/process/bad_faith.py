"""A filer or agent of marks that may act in bad faith: verified, talked to, handed on as a lead to a penalty."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import HEAD, LONG, MANY, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.filing_order.process.guards import day_in_order
from minzhi.programmes.filing_order.rules.laws import COMPLAINTS, ORDER_17, OURS, TRADEMARK_LAW
from minzhi.programmes.filing_order.rules.mark_penalties import ACTS

SOURCES = {"own": _("本局监测"), "handed_down": _("国家局、省局转交"), "complaint": _("投诉举报"), "other": _("其他")}
OPEN = ("found", "verified", "talked")

BAD_FAITH = Process(
    name="filing_order.bad_faith",
    label=_("商标恶意申请和代理线索"),
    version=1,
    effective_from=date(2019, 12, 1),
    law=ORDER_17,
    initial="found",
    states=(
        State("found", _("核实中")),
        State("verified", _("已核实")),
        State("talked", _("已约谈")),
        State("handed_on", _("已移送查处"), final=True),
        State("closed", _("不构成，已关闭"), final=True),
        State("settled", _("约谈后办结"), final=True),
    ),
    actions=(
        Action(
            "find", _("发现线索"), START, "found", (OFFICER,), ORDER_17.art(8),
            (
                day("found_on", _("发现或收到之日")), choice("source", _("线索来源"), SOURCES),
                choice("act", _("行为"), ACTS), text("party", _("当事人"), at_most=NAME),
                text("linked", _("关联主体"), required=False, at_most=LONG),
                Field("marks", _("涉及商标件数"), Kind.NUMBER, required=False),
                day("acted_on", _("最近一次申请日")), text("situations", _("符合的情形"), required=False, at_most=MANY),
                text("facts", _("线索内容"), at_most=LONG),
            ),
            check=day_in_order, fact="bad_faith_found",
        ),
        Action(
            "extend", _("延长核实期限"), "found", SAME, (HEAD,), COMPLAINTS.art(23), WHY, extends="verify",
            extend_by="15wd", times=1, fact="bad_faith_extended",
        ),
        Action(
            "hear", _("听取当事人说明"), OPEN, SAME, (OFFICER, PARTY), OURS.whole,
            (day("answered_on", _("收到说明之日")), text("answer", _("总的说明"), at_most=LONG)),
            check=day_in_order, fact="bad_faith_answered", public=True,
        ),
        Action(
            "verify", _("核实完毕"), "found", "verified", (OFFICER,), ORDER_17.art(8),
            (
                text("findings", _("核实情况"), at_most=LONG),
                Field("gain", _("违法所得（元）"), Kind.NUMBER, required=False),
                Field("offered", _("公开兜售件数"), Kind.NUMBER, required=False),
                flag("has_products", _("有对应的经营")), flag("adverse", _("造成不良影响")),
                flag("serious", _("情节严重")),
            ),
            documents=("bad_faith_report",), fact="bad_faith_verified",
        ),
        Action(
            "talk", _("约谈"), ("found", "verified"), "talked", (OFFICER,), OURS.whole,
            (day("talked_on", _("约谈日")), text("with_whom", _("参加人"), at_most=NAME, sensitive=True),
             text("record", _("约谈内容"), at_most=LONG), flag("promised", _("签了承诺书"))),
            check=day_in_order, documents=("talk",), fact="bad_faith_talked",
        ),
        Action(
            "promise", _("签订诚信申请承诺书"), OPEN, SAME, (OFFICER,), OURS.whole,
            (day("promised_on", _("签订之日")), text("promised_by", _("签字人"), at_most=NAME, sensitive=True)),
            check=day_in_order, documents=("promise",), fact="promise_signed",
        ),
        Action(
            "hand_on", _("移送查处"), ("verified", "talked"), "handed_on", (HEAD,), TRADEMARK_LAW.art(68),
            (text("to_whom", _("移送机关"), at_most=NAME), text("why", _("理由"), at_most=LONG)),
            documents=("transfer",), fact="penalty_lead_given",
        ),
        Action("close", _("不构成，关闭"), OPEN, "closed", (HEAD,), ORDER_17.whole, WHY, fact="bad_faith_closed"),
        Action("settle", _("约谈后办结"), "talked", "settled", (HEAD,), OURS.whole, WHY, fact="bad_faith_settled"),
    ),
    clocks=(
        Clock(
            "verify", _("核实期限"), "15wd", COMPLAINTS.art(23), "find", ("found",), from_field="found_on",
            max_extensions=1, whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("核实期限参照投诉举报办法第23条；2027年起依新法第54条、第67条处罚。"),
)  # fmt: skip
