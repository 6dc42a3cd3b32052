"""A campaign on the trade such as 蓝天: plan, launch, figures each week, end, summary with typical cases."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.process.forms import HEAD, LONG, NAME, OFFICER, ROLES
from minzhi.programmes.agencies.rules.laws import OURS

RULES = OURS.whole
FIGURES = (
    number("checked", _("检查代理机构（户次）")),
    number("self_checked", _("交回自查表（份）")),
    number("leads", _("发现线索（条）")),
    number("talks", _("约谈（次）")),
    number("corrections", _("责令改正（件）")),
    number("filed", _("立案（件）")),
    number("fines", _("罚没款（元）")),
    number("transferred", _("移送公安（件）")),
)

CAMPAIGN = Process(
    name="agencies.campaign",
    label=_("代理行业专项行动"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=OURS,
    initial="planned",
    states=(
        State("planned", _("方案待批")),
        State("running", _("进行中")),
        State("ended", _("总结中")),
        State("closed", _("已结束"), final=True),
        State("dropped", _("已取消"), final=True),
    ),
    actions=(
        Action(
            "plan", _("拟定方案"), START, "planned", (OFFICER,), RULES,
            (
                text("name", _("名称"), at_most=NAME), day("starts_on", _("开始日")), day("ends_on", _("结束日")),
                text("scope", _("范围和重点"), at_most=LONG), text("targets", _("检查对象"), at_most=LONG),
                text("lead_sources", _("线索来源"), at_most=LONG),
                Field("report_every", _("多久报一次数据"), Kind.SPAN, required=False, hint=_("每周填7d")),
            ),
            fact="campaign_planned",
        ),
        Action("launch", _("批准并部署"), "planned", "running", (HEAD,), RULES,
               (text("document", _("部署文件文号"), at_most=NAME),), documents=("campaign_plan",),
               fact="campaign_launched"),
        Action("drop", _("取消"), "planned", "dropped", (HEAD,), RULES, WHY, fact="campaign_dropped"),
        Action("report", _("报送一期数据"), "running", SAME, (OFFICER,), RULES,
               (day("until_on", _("数据截至")), *FIGURES), fact="campaign_reported"),
        Action("end", _("行动结束"), "running", "ended", (OFFICER, HEAD), RULES, fact="campaign_ended"),
        Action("summarise", _("报送总结"), "ended", "closed", (OFFICER,), RULES,
               (text("summary", _("总结"), at_most=LONG), text("typical", _("典型案例"), required=False, at_most=LONG)),
               documents=("campaign_report",), fact="campaign_closed"),
    ),
    clocks=(
        Clock("report", _("报送数据期限"), cite=RULES, starts=("launch", "report"), while_in=("running",),
              span_from="report_every", whose=OFFICER),
    ),
    roles=ROLES,
    why_version=_("没有查到统一的期限，由方案规定。"),
)  # fmt: skip
