"""A campaign: scope, targets, self-checks, figures each week, typical cases. Its periods are those of its own plan."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import HEAD, LONG, NAME, OFFICER, ROLES
from minzhi.programmes.enforcement.rules.laws import CAMPAIGN as RULES

FIGURES = (
    number("checked", _("检查主体（户次）")),
    number("leads", _("发现线索（条）")),
    number("filed", _("立案（件）")),
    number("closed", _("办结（件）")),
    number("fines", _("罚没款（元）")),
    number("transferred", _("移送公安（件）")),
)

CAMPAIGN = Process(
    name="enforcement.campaign",
    label=_("专项行动"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=RULES,
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
            "plan", _("拟定方案"), START, "planned", (OFFICER,), RULES.whole,
            (
                text("name", _("名称"), at_most=NAME), day("starts_on", _("开始日")), day("ends_on", _("结束日")),
                text("scope", _("范围和重点"), at_most=LONG), text("targets", _("检查对象"), at_most=LONG),
                text("lead_sources", _("线索来源"), at_most=LONG),
                Field("report_every", _("多久报一次数据"), Kind.SPAN, required=False),
                Field("summary_term", _("结束后多久报总结"), Kind.SPAN, required=False),
            ),
            fact="campaign_planned",
        ),
        Action(
            "launch", _("批准并部署"), "planned", "running", (HEAD,), RULES.whole,
            (text("document", _("部署文件文号"), at_most=NAME),), documents=("campaign_plan",),
            fact="campaign_launched",
        ),
        Action("drop", _("取消"), "planned", "dropped", (HEAD,), RULES.whole, WHY, fact="campaign_dropped"),
        Action(
            "report", _("报送一期数据"), "running", SAME, (OFFICER,), RULES.whole,
            (day("until_on", _("数据截至")), *FIGURES), fact="campaign_reported",
        ),
        Action("end", _("行动结束"), "running", "ended", (OFFICER, HEAD), RULES.whole, fact="campaign_ended"),
        Action(
            "summarise", _("报送总结"), "ended", "closed", (OFFICER,), RULES.whole,
            (
                text("summary", _("总结"), at_most=LONG),
                text("typical", _("典型案例"), required=False, at_most=LONG),
            ),
            fact="campaign_closed",
        ),
    ),
    clocks=(
        Clock(
            "report", _("报送数据期限"), cite=RULES.whole, starts=("launch", "report"), while_in=("running",),
            span_from="report_every", whose=OFFICER,
        ),
        Clock(
            "summary", _("报送总结期限"), cite=RULES.whole, starts="end", while_in=("ended",),
            span_from="summary_term", whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("没有查到统一的期限，由方案规定。"),
)  # fmt: skip
