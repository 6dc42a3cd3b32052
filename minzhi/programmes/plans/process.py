"""A work point: set, reported, done, closed by the unit that keeps the group's office; never by who does the work."""

from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.plans.rules.laws import WORK

OFFICER, HEAD = "officer", "head"
LONG = 2000
OPEN = ("open", "done")
POINT = Process(
    name="plans.point",
    label=_("工作要点办理"),
    version=1,
    effective_from=date(2023, 1, 1),
    law=WORK,
    initial="open",
    states=(
        State("open", _("推进中")),
        State("done", _("已报完成（待销号）")),
        State("standing", _("已转常态化"), final=True),
        State("closed", _("已销号"), final=True),
        State("dropped", _("已取消"), final=True),
    ),
    actions=(
        Action(
            "set", _("下达"), START, "open", (OFFICER, HEAD), WORK.whole,
            (
                text("group", _("工作机制")), text("words", _("工作要点"), at_most=LONG),
                text("lead", _("责任单位"), at_most=120), text("deliverable", _("成果形式"), at_most=200),
                day("due_on", _("完成时限")), day("counted_from", _("起算日（时限的前一日）")),
            ),
            fact="point_set",
        ),
        Action("report", _("报进展"), "open", SAME, (OFFICER,), WORK.whole,
               (text("progress", _("进展"), at_most=LONG), text("problems", _("问题"), required=False, at_most=LONG)),
               fact="point_reported"),
        Action("finish", _("报完成"), "open", "done", (OFFICER,), WORK.whole,
               (text("outcome", _("成果（名称、文号）"), at_most=LONG),), fact="point_done",
               hint=_("附上成果文件；没有成果文件的不能销号。")),
        Action("return", _("退回"), "done", "open", (HEAD,), WORK.whole, WHY, fact="point_returned"),
        Action("close", _("销号"), "done", "closed", (HEAD,), WORK.whole,
               (text("checked", _("核对了什么")),), fact="point_closed"),
        Action("postpone", _("同意延期"), "open", SAME, (HEAD,), WORK.whole,
               (Field("more", _("延长多久"), Kind.SPAN), *WHY), extends="due", extend_from="more",
               fact="point_postponed"),
        Action("continue", _("转常态化"), OPEN, "standing", (HEAD,), WORK.whole, WHY, fact="point_continued"),
        Action("drop", _("取消"), OPEN, "dropped", (HEAD,), WORK.whole, WHY, fact="point_dropped"),
    ),
    clocks=(
        Clock("due", _("完成时限"), "1d", WORK.whole, "set", OPEN, from_field="counted_from", rolls=False,
              extend_by="3m", max_extensions=9, whose=OFFICER),
    ),
    roles=((OFFICER, _("经办人")), (HEAD, _("负责人"))),
    why_version=_("办理规则是建议稿，没有文件依据。"),
)  # fmt: skip
PROCESSES = (POINT,)
