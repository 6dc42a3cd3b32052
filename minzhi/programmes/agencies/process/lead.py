"""A lead about an agency or an attorney: those concerned are asked first, an officer checks, and only then acts."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Case, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.process.forms import HEAD, LONG, NAME, OFFICER, PARTY, ROLES, SOURCES, WHO
from minzhi.programmes.agencies.rules.laws import MEASURES, OURS, PENALTY_LAW
from minzhi.programmes.agencies.rules.penalties import MATTERS
from minzhi.programmes.agencies.rules.signals import KINDS

RULES = OURS.whole


def was_asked(case: Case, on: date) -> str:
    """Let nobody's lead be judged before those concerned were asked and had their time to answer."""
    asked = [event for event in case.log if event.action == "ask"]
    if not asked:
        return _("还没有询问当事人：先发询问函，听取说明，再登记核查结论。")
    if any(event.action == "reply" for event in case.log):
        return ""
    until = date.fromisoformat(str(case.fields["answer_by"]))
    return _("当事人说明的期限到%(day)s，没有收到说明的，期满再登记结论。") % {"day": until} if on <= until else ""


LEAD = Process(
    name="agencies.lead",
    label=_("代理监管线索"),
    version=1,
    effective_from=date(2019, 5, 1),
    law=OURS,
    initial="found",
    states=(
        State("found", _("待询问")),
        State("asked", _("已询问"), public=True),
        State("checked", _("已核查")),
        State("talked", _("已约谈"), public=True),
        State("rectifying", _("责令改正中"), public=True),
        State("done", _("办结"), final=True, public=True),
        State("transferred", _("移送其他机关"), final=True),
        State("punished", _("转为处罚"), final=True),
        State("listed", _("转为提出列入异常名录"), final=True),
        State("cleared", _("说明成立，不采用"), final=True, public=True),
    ),
    actions=(
        Action(
            "find", _("登记线索"), START, "found", (OFFICER,), RULES,
            (
                *WHO, choice("kind", _("线索类别"), KINDS), choice("source", _("来源"), SOURCES),
                day("found_on", _("发现日")), text("reasons", _("理由（每行一条）"), at_most=LONG),
                text("unchecked", _("没有核对的"), required=False, at_most=LONG),
                text("attorney", _("涉及的专利代理师"), required=False, at_most=NAME, sensitive=True),
            ),
            fact="lead_found", hint=_("只列理由，不作结论；数据没有的写在“没有核对的”。"),
        ),
        Action(
            "ask", _("询问"), ("found", "asked"), "asked", (OFFICER,), RULES,
            (
                text("asked_whom", _("询问对象（每行一个）"), at_most=LONG),
                text("question", _("询问内容"), at_most=LONG),
                day("answer_by", _("说明期限")),
            ),
            documents=("inquiry",), fact="lead_asked",
        ),
        Action("reply", _("当事人说明"), "asked", SAME, (OFFICER, PARTY), RULES,
               (text("replied_by", _("说明人"), at_most=NAME), text("reply", _("说明和证据"), at_most=LONG)),
               public=True, fact="lead_answered"),
        Action("check", _("登记核查结论"), "asked", "checked", (OFFICER,), RULES,
               (text("findings", _("核查结论和依据"), at_most=LONG),), guard=was_asked, fact="lead_checked"),
        Action("clear", _("说明成立，不采用"), ("found", "asked", "checked"), "cleared", (OFFICER, HEAD), RULES, WHY,
               fact="lead_cleared"),
        Action(
            "call", _("约谈"), "checked", "talked", (OFFICER,), RULES,
            (
                day("talk_on", _("约谈日")), text("talk_place", _("地点"), at_most=NAME),
                text("talk_about", _("约谈事项"), at_most=LONG),
            ),
            documents=("talk_notice",), fact="called_to_talk",
        ),
        Action("note_talk", _("登记约谈记录"), "talked", SAME, (OFFICER,), RULES,
               (text("talk_record", _("约谈情况"), at_most=LONG),), documents=("talk_record",), fact="talk_held"),
        Action(
            "order", _("责令改正"), ("checked", "talked"), "rectifying", (HEAD,), MEASURES.art(37),
            (
                text("correction", _("改正要求"), at_most=LONG),
                Field("correction_term", _("改正期限"), Kind.SPAN, hint=_("如30d、15wd")),
            ),
            documents=("correction_order",), fact="correction_ordered",
        ),
        Action("mend", _("已改正"), "rectifying", "done", (OFFICER,), RULES, WHY, fact="correction_done"),
        Action("finish", _("办结"), "talked", "done", (OFFICER, HEAD), RULES, WHY, fact="lead_closed"),
        Action("propose_listing", _("期满未改正，提出列入异常名录"), "rectifying", "listed", (OFFICER,),
               MEASURES.art(37), WHY, fact="lead_to_list"),
        Action("transfer", _("移送有管辖权的机关"), "checked", "transferred", (HEAD,), PENALTY_LAW.art(22),
               (text("to_office", _("受移送机关"), at_most=NAME), *WHY), fact="lead_transferred"),
        Action("punish", _("转为处罚"), ("checked", "rectifying"), "punished", (HEAD,), PENALTY_LAW.art(54),
               (choice("matter", _("案由"), MATTERS), *WHY), fact="lead_to_penalty"),
    ),
    clocks=(
        Clock("correct", _("改正期限"), cite=MEASURES.art(37), starts="order", while_in=("rectifying",),
              span_from="correction_term", whose=PARTY),
    ),
    roles=ROLES,
    why_version=_("线索办理的步骤是工作规则（建议稿），期限由承办人写明。"),
)  # fmt: skip
