"""A demonstration zone: proposed, publicised, built for three years with yearly reports, looked at, accepted or not."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Plain, Process, State
from minzhi.kit.process.fields import WHY, day, flag, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.rules.laws import ZONES
from minzhi.programmes.geographical_indications.rules.zones import GROUPS

OFFICER, SUPERIOR = "officer", "superior"
ROLES = ((OFFICER, _("建设单位所在地主管部门")), (SUPERIOR, _("省级主管部门")))
NAME, LONG = 120, 4000
BUILDING = ("building", "mid_term", "self_check")
FIGURES = (
    number("eligible", _("名单内生产者，家")),
    number("users", _("专用标志使用人，家")),
    number("output", _("全部产值，万元")),
    number("used_output", _("使用人产值，万元")),
)
COUNTED = day("counted_from", _("年度报告起算日"))
REPORT = (*FIGURES, COUNTED, *(text(name, label, at_most=LONG) for name, label in GROUPS.items()))
CHECKLIST = tuple(
    field
    for name, label in GROUPS.items()
    for field in (
        number(f"{name}_score", label + _("：得分")), text(f"{name}_evidence", label + _("：佐证")),
        text(f"{name}_gap", label + _("：差距"), required=False),
        day(f"{name}_due", label + _("：整改期限"), required=False),
    )
)  # fmt: skip


def sound_figures(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse a part that is larger than its whole."""
    del on
    wrong = {}
    for part, whole in (("users", "eligible"), ("used_output", "output")):
        if float(str(fields.get(part) or 0)) > float(str(fields.get(whole) or 0)):
            wrong[part] = _("部分大于全部，请核对。")
    return wrong


def gaps_have_days(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask for the day by which a gap is closed."""
    del on
    return {
        f"{name}_due": _("有差距的须写明整改期限。")
        for name in GROUPS
        if fields.get(f"{name}_gap") and not fields.get(f"{name}_due")
    }


ACTIONS = (
    Action("propose", _("申报示范区"), START, "proposed", (OFFICER,), ZONES.whole,
           (text("zone", _("示范区"), at_most=NAME), text("indication", _("地理标志"), at_most=80),
            text("builder", _("建设单位"), at_most=NAME), *FIGURES, day("protected_since", _("地理标志受保护之日")),
            flag("incident", _("三年内有重大事件")), text("policy", _("政策支持"), at_most=LONG)),
           check=sound_figures, fact="zone_proposed"),
    Action("publicise", _("推荐公示"), "proposed", "publicity", (SUPERIOR,), ZONES.whole,
           (text("why_anyway", _("条件未全部达到而仍推荐的理由"), required=False),), fact="zone_publicised"),
    Action("begin", _("列入名单，开始建设"), "publicity", "building", (SUPERIOR,), ZONES.whole,
           (text("notice_number", _("批准文号"), at_most=60), day("listed_on", _("列入名单之日")), COUNTED),
           fact="zone_begun", hint=_("年度报告起算日填上一年12月31日，每年12月31日前报告。")),
    Action("report_year", _("年度报告"), BUILDING, SAME, (OFFICER,), ZONES.whole, REPORT, check=sound_figures,
           fact="zone_reported", hint=_("年度报告起算日填本年12月31日。")),
    Action("mid_term", _("中期检查"), "building", "mid_term", (SUPERIOR,), ZONES.whole, CHECKLIST,
           check=gaps_have_days, fact="zone_looked_at", hint=_("检查表由本省拟定，不是国家规定。")),
    Action("self_check", _("验收前自查"), ("building", "mid_term", "extended"), "self_check", (OFFICER,), ZONES.whole,
           (*FIGURES, text("self_check", _("自查情况"), at_most=LONG)), check=sound_figures, fact="zone_self_checked"),
    Action("ask_acceptance", _("提请验收"), "self_check", "acceptance", (OFFICER, SUPERIOR), ZONES.whole,
           (text("acceptance_note", _("说明"), required=False, at_most=LONG),), fact="zone_put_up"),
    Action("confirm", _("确认"), "acceptance", "confirmed", (SUPERIOR,), ZONES.whole,
           (text("confirmed_by", _("确认文号"), at_most=60), day("confirmed_on", _("确认之日"))),
           fact="zone_confirmed"),
    Action("extend", _("延期建设"), "acceptance", "extended", (SUPERIOR,), ZONES.whole,
           (*WHY, day("extended_until", _("延期到"))), fact="zone_extended"),
    Action("remove", _("取消资格"), (*BUILDING, "acceptance", "extended", "confirmed"), "removed", (SUPERIOR,),
           ZONES.whole, WHY, fact="zone_removed"),
    Action("share", _("公布经验做法"), (*BUILDING, "acceptance", "extended", "confirmed"), SAME, (OFFICER,),
           ZONES.whole,
           (text("experience", _("经验名称"), at_most=NAME), text("did", _("做了什么"), at_most=LONG),
            text("results", _("成效数字"), at_most=2000), text("reusable", _("别处怎么用"), at_most=2000)),
           hint=_("本次随附的文件一起公布，人人可以下载；案卷里别的文件不公布。")),
)  # fmt: skip
ZONE = Process(
    name="geographical_indications.zone", label=_("地理标志产品保护示范区"), version=1,
    effective_from=date(2021, 2, 1), law=ZONES, initial="proposed",
    states=(
        State("proposed", _("已申报")), State("publicity", _("公示中"), public=True),
        State("building", _("建设中"), public=True), State("mid_term", _("建设中，中期检查已做"), public=True),
        State("self_check", _("验收前自查"), public=True), State("acceptance", _("验收中"), public=True),
        State("extended", _("延期建设"), public=True), State("confirmed", _("已确认"), public=True),
        State("removed", _("已取消"), final=True, public=True),
    ),
    actions=ACTIONS,
    clocks=(
        Clock("build", _("建设期"), "3y", ZONES.whole, starts="begin", from_field="listed_on", while_in=BUILDING,
              rolls=False, whose=OFFICER),
        Clock("report", _("年度报告期限"), "1y", ZONES.whole, starts=("begin", "report_year"),
              from_field="counted_from", while_in=BUILDING, rolls=False, whose=OFFICER),
    ),
    roles=ROLES,
    why_version=_("办法的名称和施行日没有核到原文；中期检查由本省拟定。"),
)  # fmt: skip
