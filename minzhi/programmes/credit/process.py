"""Dishonesty found: notice, objection, finding, publicity, measures, repair, end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from minzhi.kit.process import BEFORE, CLOCK, SAME, START, Action, Case, Clock, Effect, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.credit.rules.laws import CNIPA, REPAIR
from minzhi.programmes.credit.rules.publicity import MAY, WEIGHTS, ends, may_be_left_out, shown_of
from minzhi.programmes.credit.rules.scheme import ACTS

OFFICER, HEAD, PARTY = "officer", "head", "party"
ROLES = ((OFFICER, _("经办人")), (HEAD, _("负责人")), (PARTY, _("当事人")))
NAME, LONG = 120, 4000
MEASURES = _("从严审批财政资金和费用减缴、优先审查；不予评优；列为重点监管对象；不适用告知承诺")


def may_leave_out(case: Case, on: date) -> str:
    """Let dishonesty be not recorded only where the table says that it may."""
    found = may_be_left_out(
        str(case.fields.get("act") or ""), withdrawn=bool(case.fields.get("withdrawn")),
        repaid=bool(case.fields.get("repaid")), on=on,
    )  # fmt: skip
    return "" if found.result == MAY else _("不能不记入：%(why)s。") % {"why": found.why}


def may_ask_repair(case: Case, on: date) -> str:
    """Refuse repair before the least period is over."""
    first = shown_of(case.fields).repair_on
    return _("最短公示期未满，自%(day)s起可以申请修复。") % {"day": first} if on < first else ""


def may_lapse(case: Case, on: date) -> str:
    """Refuse to close what was not shown before its longest time is over; earlier it ends by repair or annulment."""
    last = shown_of(case.fields).stops_on
    return _("最长期限到%(day)s；在此之前只能经修复或撤销了结。") % {"day": last} if on <= last else ""


def is_written_as_codes_are(fields: Mapping[str, Any], on: date) -> dict[str, str]:
    """Refuse a number that no graded subject could have: it would put the finding on nobody."""
    del on
    number = str(fields.get("number") or "")
    plain = "".join(number.split()).upper()
    return {} if number == plain else {"number": _("编号里的字母须大写，不留空格：%(number)s。") % {"number": plain}}


def duties_done(fields: Mapping[str, Any], on: date) -> dict[str, str]:
    """Ask for what repair needs: duties done and a public promise."""
    del on
    missing = _("没有完成的，不能申请修复。")
    return {name: missing for name in ("duty_done", "promised") if not fields.get(name)}


def may_be_shown(fields: Mapping[str, Any], on: date) -> dict[str, str]:
    """Refuse to show longer than the law lets it, or what is minor without a reason."""
    del on
    wrong, days, since = {}, shown_of(fields), date.fromisoformat(str(fields["document_on"]))
    if (term := str(fields.get("term") or "")) and ends(since, term) > days.stops_on:
        wrong["term"] = _("最长只能公示到%(day)s，请缩短。") % {"day": days.stops_on}
    if not days.by.result.shown and not fields.get("why_shown"):
        wrong["why_shown"] = _("轻微失信不公示；确需公示的写明理由，不超过三个月。")
    return wrong


FINDING = Process(
    name="credit.finding",
    label=_("失信行为认定和修复"),
    version=1,
    effective_from=date(2022, 1, 24),
    law=CNIPA,
    initial="found",
    states=(
        State("found", _("线索核实")),
        State("told", _("已告知")),
        State("objected", _("异议处理")),
        State("decided", _("已认定"), public=True),
        State("published", _("公示中"), public=True),
        State("repairing", _("修复审核"), public=True),
        State("not_recorded", _("不记入"), final=True),
        State("dropped", _("不予认定"), final=True),
        State("repaired", _("已修复"), final=True),
        State("ended", _("公示期满"), final=True),
    ),
    actions=(
        Action(
            "find", _("收到依据文书"), START, "found", (OFFICER,), CNIPA.whole,
            (
                text("party", _("当事人"), at_most=NAME), text("number", _("统一社会信用代码或机构代码"), at_most=60),
                choice("act", _("失信行为"), ACTS), choice("weight", _("失信程度"), WEIGHTS),
                text("document", _("依据文书"), at_most=NAME), day("document_on", _("文书生效日")),
                text("facts", _("事实"), at_most=LONG), flag("withdrawn", _("非正常申请在期限内全部撤回")),
                flag("repaid", _("费用减缴款已退缴")),
            ),
            check=is_written_as_codes_are, fact="found",
        ),
        Action("tell", _("告知拟认定内容和权利"), "found", "told", (OFFICER,), CNIPA.whole,
               (text("intended", _("拟认定的内容和依据"), at_most=LONG), day("told_on", _("送达日"))),
               documents=("finding_notice",),
               fact="told"),
        Action("object", _("提出异议"), "told", "objected", (OFFICER, PARTY), CNIPA.whole,
               (text("objection", _("异议和证据"), at_most=LONG),), public=True, fact="objected"),
        Action("answer", _("答复异议"), "objected", "told", (OFFICER,), CNIPA.whole,
               (text("answer", _("答复"), at_most=LONG),), documents=("objection_answer",),
               fact="objection_answered"),
        Action("leave_out", _("不记入"), ("found", "told", "objected"), "not_recorded", (OFFICER, HEAD),
               CNIPA.whole, WHY,
               guard=may_leave_out, documents=("not_recorded",), fact="left_out",
               hint=_("规则允许不记入时由经办人选择，写明理由。不公示。")),
        Action("drop", _("不予认定"), ("found", "told", "objected"), "dropped", (HEAD,), CNIPA.whole, WHY,
               fact="dropped"),
        Action("decide", _("认定"), "told", "decided", (HEAD,), CNIPA.whole,
               (text("decision", _("认定决定和理由"), at_most=LONG), text("measures", _("管理措施"), at_most=LONG),
                Field("repeats", _("此前的认定仍在公示期内的次数"), Kind.NUMBER, required=False,
                      hint=_("依据2022年规定的，每次加一年，三年为限（未核定）。"))),
               documents=("finding_decision",), fact="decided", hint=MEASURES),
        Action("publish", _("公示"), "decided", "published", (OFFICER,), REPAIR.whole,
               (day("published_on", _("公示日")), Field("term", _("最长公示期"), Kind.SPAN),
                text("why_shown", _("轻微失信确需公示的理由"), required=False)),
               check=may_be_shown, fact="published"),
        Action("share", _("告知共享单位"), ("decided", "published"), SAME, (OFFICER,), CNIPA.whole,
               (text("recipients", _("共享单位（每行一个单位标识或名称）"), at_most=LONG),), fact="shared"),
        Action("ask_repair", _("申请信用修复"), ("decided", "published"), "repairing", (OFFICER, PARTY), REPAIR.whole,
               (flag("duty_done", _("已纠正并履行义务")), flag("promised", _("已公开作出信用承诺"))),
               guard=may_ask_repair, check=duties_done, public=True, fact="repair_asked"),
        Action("refuse_repair", _("不予修复"), "repairing", BEFORE, (HEAD,), REPAIR.whole, WHY,
               documents=("repair_refusal",), fact="repair_refused"),
        Action("repair", _("准予修复"), "repairing", "repaired", (HEAD,), REPAIR.whole, WHY,
               documents=("repair_decision",), fact="repaired",
               hint=_("准予修复当天停止公示、共享和使用，等级当天重算。")),
        Action("end", _("公示期满停止公示"), ("published", "repairing"), "ended", (CLOCK,), REPAIR.whole, fact="ended"),
        Action("lapse", _("期满了结"), "decided", "ended", (OFFICER,), REPAIR.whole, guard=may_lapse, fact="ended",
               hint=_("没有公示的，最长期限满了以后了结。")),
        Action("annul", _("依据文书被撤销"), ("decided", "published", "repairing"), "dropped", (HEAD,),
               CNIPA.whole, WHY, documents=("removal",), fact="annulled"),
    ),
    clocks=(
        Clock("report", _("报送期限"), "5wd", CNIPA.whole, "find", ("found",), whose=OFFICER),
        Clock("object", _("异议期限"), cite=CNIPA.whole, starts="tell", while_in=("told",), unknown=True, whose=PARTY),
        Clock("shown", _("最长公示期"), cite=REPAIR.whole, starts="publish", while_in=("published", "repairing"),
              span_from="term", from_field="document_on", on_expiry="end", rolls=False, suspendable=False,
              effect=Effect.DEEMED, whose=OFFICER),
        Clock("check", _("修复审核期限"), "10wd", CNIPA.whole, "ask_repair", ("repairing",), whose=OFFICER),
    ),
    roles=ROLES,
    why_version=_("2022年规定只见到摘要，期限未核定；公示、修复期限按文书生效日适用当时的规定。"),
)  # fmt: skip
PROCESSES = (FINDING,)
