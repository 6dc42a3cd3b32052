"""Permission to use the mark: under the pilot the province approved and announced; under Order 80 CNIPA announces."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Plain, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.rules.laws import MARK_RULES, ORDER_80, PILOT
from minzhi.programmes.geographical_indications.rules.tables import CORRECTABLE, TRIGGERS

OFFICER, SUPERIOR, PARTY = "officer", "superior", "party"
ROLES = ((OFFICER, _("所在地主管部门")), (SUPERIOR, _("省级审查部门")), (PARTY, _("申请人")))
NAME, LONG = 120, 4000
RIGHT_KINDS = {"product": _("地理标志产品"), "collective": _("集体商标"), "certification": _("证明商标")}
CHANGES = {
    "name": _("名称"),
    "address": _("生产地址"),
    "product": _("增加产品"),
    "licence": _("许可"),
    "other": _("其他"),
}
CORRECTION_TERM = Field("correction_term", _("改正期限"), Kind.SPAN, hint=_("没有法定天数；默认30日，可以改。"))
APPLICATION = (
    day("received_on", _("收到申请日")),
    text("indication", _("地理标志"), at_most=80),
    choice("right_kind", _("保护方式"), RIGHT_KINDS),
    text("announcement", _("公告号或注册号"), required=False, at_most=60),
    text("who", _("申请人（生产者）"), at_most=NAME),
    text("credit_code", _("统一社会信用代码"), at_most=18),
    text("address", _("生产地址"), at_most=200),
    number("longitude", _("经度")),
    number("latitude", _("纬度")),
    text("product", _("产品和规格"), at_most=NAME),
    text("standard", _("执行标准"), at_most=NAME),
    text("laboratory", _("检验机构"), at_most=NAME),
    text("accreditation", _("检验机构资质认定编号"), required=False, at_most=40),
    text("report_number", _("特色质量检验检测报告编号"), at_most=60),
    day("report_on", _("报告日期")),
    flag("report_passed", _("报告结论为合格")),
    text("yearly_output", _("预计年产量"), required=False, at_most=60),
    text("licence", _("生产许可证号"), required=False, at_most=60),
    text("contact", _("联系人和联系方式"), required=False, at_most=NAME, sensitive=True),
    flag("promise", _("承诺按标准生产、规范使用并按期报送使用情况")),
)


def right_application(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Check what can be checked of an application at once."""
    wrong = {}
    try:
        check_credit_code(str(fields.get("credit_code", "")))
    except BadNumber as bad:
        wrong["credit_code"] = str(bad)
    if str(fields.get("report_on", "")) > on.isoformat():
        wrong["report_on"] = _("报告日期在今天之后，请核对。")
    if not fields.get("report_passed"):
        wrong["report_passed"] = _("须附合格的特色质量检验检测报告。")
    if not fields.get("promise"):
        wrong["promise"] = _("使用专用标志须作出承诺。")
    return wrong


def struck_for(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Article 31: two of the triggers lead to a proposal only after a correction was asked for in vain."""
    del on
    if fields.get("trigger") in CORRECTABLE and not fields.get("correction_term"):
        return {"trigger": _("这一情形须先责令限期改正，逾期不改的才提请注销。")}
    return {}


def says_where(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask where a new place of production lies: it is compared with the area like the first one."""
    del on
    if fields.get("what") != "address":
        return {}
    missing = _("变更生产地址的，须写明新地址的经度和纬度。")
    return {name: missing for name in ("new_longitude", "new_latitude") if fields.get(name) in {None, ""}}


TRIGGER = choice("trigger", _("情形"), TRIGGERS)
STATES = (
    State("submitted", _("收到申请")),
    State("correcting", _("待补正")),
    State("accepted", _("已受理"), public=True),
    State("verified", _("产地已核验"), public=True),
    State("reviewed", _("省级已审查"), public=True),
    State("in_use", _("使用中"), public=True),
    State("rectifying", _("限期改正"), public=True),
    State("proposed", _("已提请注销"), public=True),
    State("cancelled", _("已注销"), final=True, public=True),
    State("refused", _("不予核准"), final=True),
    State("withdrawn", _("已撤回"), final=True),
)
ACTIONS = (
    Action("submit", _("申请使用专用标志"), START, "submitted", (OFFICER,), ORDER_80.art(20), APPLICATION, public=True,
           check=right_application, fact="use_asked"),
    Action("ask_correction", _("通知补正"), "submitted", "correcting", (OFFICER,), ORDER_80.art(20),
           (text("items", _("须补正的全部事项"), at_most=LONG), Field("supplement_term", _("补正期限"), Kind.SPAN)),
           fact="correction_asked"),
    Action("correct", _("补正"), "correcting", "submitted", (OFFICER,), ORDER_80.art(20),
           (text("correction", _("补正说明"), at_most=LONG),), public=True, fact="supplemented"),
    Action("accept", _("受理"), "submitted", "accepted", (OFFICER,), ORDER_80.art(20), fact="use_accepted"),
    Action("verify", _("产地核验"), "accepted", "verified", (OFFICER,), ORDER_80.art(20),
           (day("visited_on", _("实地核验日")), text("found", _("核验情况"), at_most=LONG)), fact="place_verified",
           hint=_("生产地点须在公告的地域范围内；范围外的不能通过，除非另有范围变更公告。")),
    Action("review", _("省级审查"), "verified", "reviewed", (SUPERIOR,), ORDER_80.art(20),
           (text("opinion", _("审查意见"), at_most=LONG),), fact="use_reviewed"),
    Action("announce", _("登记公告"), "reviewed", "in_use", (SUPERIOR,), ORDER_80.art(20),
           (text("notice_number", _("国家知识产权局公告号"), at_most=60), day("announced_on", _("公告日"))),
           fact="use_announced", hint=_("由国家知识产权局登记公告；凭公告录入。")),
    Action("refuse", _("不予核准"), ("submitted", "correcting", "accepted", "verified"), "refused", (OFFICER, SUPERIOR),
           ORDER_80.art(20), WHY, fact="use_refused"),
    Action("record_use", _("记录使用"), ("in_use", "rectifying"), "in_use", (OFFICER,), ORDER_80.art(24),
           (text("use", _("使用情况"), required=False),), fact="mark_used"),
    Action("change", _("登记事项变更"), "in_use", SAME, (OFFICER,), ORDER_80.art(24),
           (choice("what", _("变更事项"), CHANGES), text("changed", _("变更后的内容")),
            number("new_longitude", _("新地址的经度"), required=False),
            number("new_latitude", _("新地址的纬度"), required=False)),
           check=says_where, fact="use_changed", hint=_("新的生产地址须在公告的地域范围内。")),
    Action("order_correction", _("责令限期改正"), "in_use", "rectifying", (OFFICER,), ORDER_80.art(31),
           (TRIGGER, *WHY, CORRECTION_TERM), fact="use_correction_ordered"),
    Action("corrected", _("已改正"), "rectifying", "in_use", (OFFICER,), ORDER_80.art(31), WHY, fact="use_corrected"),
    Action("propose", _("提请注销"), ("in_use", "rectifying"), "proposed", (OFFICER, SUPERIOR), ORDER_80.art(31),
           (TRIGGER, *WHY), check=struck_for, fact="cancellation_proposed"),
    Action("not_cancelled", _("不予注销"), "proposed", "in_use", (SUPERIOR,), ORDER_80.art(31), WHY,
           fact="cancellation_refused"),
    Action("cancel", _("注销公告"), "proposed", "cancelled", (SUPERIOR,), ORDER_80.art(31),
           (text("notice_number", _("国家知识产权局公告号"), at_most=60), day("announced_on", _("公告日"))),
           fact="use_cancelled"),
    Action("withdraw", _("撤回申请"), ("submitted", "correcting", "accepted", "verified"), "withdrawn", (OFFICER,),
           ORDER_80.art(20), WHY, public=True, fact="use_withdrawn"),
)  # fmt: skip
CLOCKS = (
    Clock("verification", _("核验、审查期限"), cite=ORDER_80.art(20), starts="accept",
          while_in=("accepted", "verified"), unknown=True, whose=OFFICER),
    Clock("supplement", _("补正期限"), cite=ORDER_80.art(20), starts="ask_correction", while_in=("correcting",),
          span_from="supplement_term", whose=PARTY),
    Clock("non_use", _("连续两年未使用"), "2y", ORDER_80.art(31), starts=("announce", "record_use"),
          while_in=("in_use",), whose=PARTY, rolls=False),
    Clock("correction", _("改正期限"), cite=ORDER_80.art(31), starts="order_correction", while_in=("rectifying",),
          span_from="correction_term", whose=PARTY),
)  # fmt: skip
ORDER_80_USE = Process(
    name="geographical_indications.use", label=_("专用标志使用核准"), version=2, effective_from=date(2024, 2, 1),
    law=ORDER_80, initial="submitted", states=STATES, actions=ACTIONS, clocks=CLOCKS, roles=ROLES,
    why_version=_("受理和审查没有查到法定天数；国家知识产权局是否委托福建省审查待确认。"),
)  # fmt: skip
OWN_NOTICE = text("notice_number", _("省局公告号"), at_most=60)


def _by_pilot(action: Action) -> Action:
    """Return an act as the pilot had it: the province approves, announces and strikes off under its own number."""
    cite = MARK_RULES.whole if action.cite else None
    if action.name not in {"announce", "cancel"}:
        return replace(action, cite=cite)
    form = tuple(OWN_NOTICE if field.name == "notice_number" else field for field in action.form)
    hint = _("试点期间由省局核准并公告。") if action.name == "announce" else ""
    return replace(action, cite=PILOT.whole, form=form, hint=hint)


PILOT_USE = replace(
    ORDER_80_USE, version=1, effective_from=date(2020, 4, 3), effective_to=date(2024, 1, 31), law=MARK_RULES,
    actions=tuple(map(_by_pilot, ACTIONS)), clocks=tuple(replace(clock, cite=MARK_RULES.whole) for clock in CLOCKS),
    why_version=_("试点省份由省级部门核准并公告；试点文件的文号和起止日期未核，2024年2月1日起按第80号令。"),
)  # fmt: skip
