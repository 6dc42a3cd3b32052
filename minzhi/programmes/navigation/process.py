"""The course of a navigation project: start, plan, collection, processing, analysis, filing of the result, adoption."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Process, State
from minzhi.kit.process.fields import WHY, choice, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.navigation.rules.filing import (
    DECIDERS,
    GUIDE,
    KINDS,
    LEVELS,
    OUTCOMES,
    few_conclusions,
    right_kind,
)

OFFICER, HEAD = "officer", "head"
NAME, LONG, REPORT = 120, 4000, 60_000
SINCE = date(2021, 6, 1)
AT_WORK = ("started", "collecting", "processing", "analysing")
EFFECTS = {
    "policy": _("写入规划、政策"),
    "project": _("用于立项、招商、引才"),
    "research": _("用于研发、布局"),
    "trade": _("用于并购、上市、许可、维权"),
    "other": _("其他"),
}

PROJECT = Process(
    name="navigation.project",
    label=_("专利导航项目"),
    version=1,
    effective_from=SINCE,
    law=GUIDE,
    initial="started",
    states=(
        State("started", _("已启动")),
        State("collecting", _("信息采集")),
        State("processing", _("数据处理")),
        State("analysing", _("导航分析")),
        State("produced", _("成果产出")),
        State("filing", _("备案审查")),
        State("returned", _("退回补正")),
        State("filed", _("已备案"), public=True),
        State("evaluated", _("已评价"), final=True, public=True),
        State("stopped", _("已终止"), final=True),
    ),
    actions=(
        Action(
            "start", _("启动导航项目"), START, "started", (OFFICER,), GUIDE.whole,
            (
                text("title", _("项目名称"), at_most=200), choice("decider", _("谁用来作决策"), DECIDERS),
                choice("kind", _("项目类别"), KINDS),
                text("why_kind", _("类别与决策主体不一致的理由"), required=False),
                text("client", _("委托方"), at_most=NAME), text("provider", _("承担单位"), at_most=NAME),
                text("money_source", _("经费来源"), required=False, at_most=NAME),
                number("money", _("经费（万元）"), required=False),
                text("industry", _("产业"), required=False, at_most=NAME),
                text("place", _("定位的区域（市级名称，如宁德市）"), required=False, at_most=30),
                text("boundary", _("技术边界"), at_most=LONG), day("due_on", _("计划完成日"), required=False),
            ),
            check=right_kind, fact="started",
        ),
        Action(
            "plan", _("确定方案"), "started", "collecting", (OFFICER,), GUIDE.whole,
            (
                text("schedule", _("进度安排"), at_most=LONG), text("cost", _("成本安排"), required=False),
                text("quality", _("质量控制"), at_most=LONG), text("risk", _("风险和应对"), at_most=LONG),
            ),
            fact="planned", hint=_("先在检索书页登记项目组。"),
        ),
        Action(
            "collect", _("完成信息采集"), "collecting", "processing", (OFFICER,), GUIDE.whole,
            (
                text("databases", _("专利数据库"), at_most=LONG), day("cut_off", _("数据截止日")),
                text("other_sources", _("产业、科技、政策信息来源"), required=False, at_most=LONG),
            ),
            fact="collected",
        ),
        Action(
            "process", _("完成数据处理"), "processing", "analysing", (OFFICER,), GUIDE.whole,
            (
                text("cleaning", _("清洗和去重说明"), at_most=LONG),
                text("labels", _("标引说明"), required=False, at_most=LONG),
            ),
            fact="processed",
        ),
        Action(
            "analyse", _("完成导航分析"), "analysing", "produced", (OFFICER,), GUIDE.whole,
            (text("conclusions", _("结论（一行一条，不超过10条）"), at_most=LONG),), check=few_conclusions,
            fact="analysed",
        ),
        Action(
            "file", _("报成果备案"), ("produced", "returned"), "filing", (OFFICER,), GUIDE.whole,
            (
                text("report", _("报告正文"), at_most=REPORT),
                text("data_set", _("数据集（名称、格式、存放处）"), required=False),
                choice("level", _("公开层级"), LEVELS),
            ),
            fact="filing_requested", hint=_("报告文件和数据集作为附件提交。"),
        ),
        Action(
            "return", _("退回补正"), "filing", "returned", (OFFICER, HEAD), GUIDE.whole, WHY, fact="filing_returned"
        ),
        Action(
            "accept", _("予以备案"), "filing", "filed", (HEAD,), GUIDE.whole,
            (choice("outcome", _("备案结果"), OUTCOMES), text("notice", _("有条件备案的提示"), required=False)),
            fact="filed",
        ),
        Action(
            "adopt", _("登记采用"), "filed", SAME, (OFFICER,), GUIDE.whole,
            (
                text("adopter", _("采用单位"), at_most=NAME), day("adopted_on", _("采用日")),
                choice("effect", _("用途"), EFFECTS), text("proof", _("采用证明")),
                number("worth", _("效益（万元）"), required=False),
            ),
            fact="adopted",
        ),
        Action(
            "evaluate", _("绩效评价，办结"), "filed", "evaluated", (HEAD,), GUIDE.whole,
            (text("evaluation", _("绩效评价"), at_most=LONG),), fact="evaluated",
            hint=_("办结后不再登记采用；采用回报仍在进行的，先不办结。"),
        ),
        Action(
            "stop", _("终止项目"), (*AT_WORK, "produced", "returned"), "stopped", (HEAD,), GUIDE.whole, WHY,
            fact="stopped",
        ),
    ),
    clocks=(),
    roles=((OFFICER, _("经办人")), (HEAD, _("负责人"))),
    why_version=_("阶段按《专利导航指南》的流程；备案的条件和层级是建议做法，未核定。"),
)  # fmt: skip
PROCESSES = (PROJECT,)
