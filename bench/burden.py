"""A year of report forms over the demonstration: how many cells people typed, beside typing all of them.

The forms are those that the domain names for the plan: the breakdown of tasks once a year, progress each quarter, the
self-assessment. What stood in quarter reports was typed there, once; those cells are counted too.
"""

from collections.abc import Iterator
from datetime import date
from time import perf_counter, process_time

from django.db import transaction
from django.db.models import Sum

from bench import ground
from bench.frame import Cost, Row
from minzhi.engines.intake import api as intake
from minzhi.engines.tasklist.models import ReportLine
from minzhi.engines.tasklist.rules.burden import KNOWN_OF_A_LINE
from minzhi.kit import clock
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post
from minzhi.records.units.queries import local_offices

DAY, AIM = date(2023, 9, 30), 0.85
UNIT = ("单位名称", "区划代码", "期次", "填报日期")
DUTY = ("任务", "举措号", "举措", "牵头单位", "举措类别", "起始日期", "完成时限", "目标值")
DONE = ("完成进度", "佐证材料", "佐证件数", "本季完成", "存在问题", "下步打算")
FORMS = (
    ("任务分解表", "2023", (*UNIT, *DUTY, "成果形式", "联系人")),
    ("季度进展表", "2023Q2", (*UNIT, *DUTY, *DONE, "自评")),
    ("季度进展表", "2023Q3", (*UNIT, *DUTY, *DONE, "自评")),
    ("年度自评表", "2023", (*UNIT, *DUTY, *DONE, "销号日期", "自评说明")),
)


def run() -> Iterator[Row]:
    ground.demonstration()
    with clock.office_day(DAY), everything(DAY, why="a benchmark"), transaction.atomic():
        total = _typed_in_reports()
        yield Row(_said("quarter reports themselves", *total), Cost(0, 0, 0))
        for title, period, fields in FORMS:
            began, wall = process_time(), perf_counter()
            found = _year(title, period, fields)
            total = total[0] + found[0], total[1] + found[1]
            yield Row(_said(f"{title} {period}", *found), Cost(process_time() - began, perf_counter() - wall, 0))
        aim = "kept" if 1 - total[1] / total[0] >= AIM else "MISSED"
        yield Row(_said(f"the year (aim 85 %: {aim})", *total), Cost(0, 0, 0))
        transaction.set_rollback(True)  # the demonstration stays as it was


def _said(what: str, asked: int, typed: int) -> str:
    share = 100 * (asked - typed) / asked if asked else 0
    return f"{what}: {asked} cells, {typed} typed, {share:.1f} % filled in"


def _typed_in_reports() -> tuple[int, int]:
    lines = ReportLine.unscoped.filter(typed__gt=0)
    typed = lines.aggregate(sum=Sum("typed"))["sum"] or 0
    return lines.count() * len(KNOWN_OF_A_LINE) + typed, typed


def _year(title: str, period: str, fields: tuple[str, ...]) -> tuple[int, int]:
    """Define a form, send it to the ten local offices, let each answer; returns cells asked and typed."""
    office = _actor(Post.objects.get(officer__account__login="protection"))
    sheet = "栏目,类型,必填\n" + "\n".join(f"{field},文字,否" for field in fields)
    header = intake.Header(title=title, period=period, due_on=date(2023, 12, 31))
    form = intake.define(header, sheet.encode(), by=office, on=DAY)
    for field in form.fields(manager="unscoped").filter(known=""):
        intake.settle(field, because="演示", by=office, on=DAY)
    intake.send(form, local_offices(on=DAY), by=office, on=DAY)
    for task in intake.FormTask.unscoped.filter(form=form).select_related("unit__place", "form"):
        by = _actor(Post.objects.get(unit=task.unit, role="officer"))
        open_ = {field.name: "演示" for field in form.fields(manager="unscoped").filter(known="")}
        rows = intake.rows_of(task, on=DAY)
        intake.answer(task, [open_] * len(rows), by=by, on=DAY)
    done = intake.burden(intake.FormTask.unscoped.filter(form=form))
    return done.asked, done.typed


def _actor(post: Post) -> Actor:
    return Actor(post.officer, post)
