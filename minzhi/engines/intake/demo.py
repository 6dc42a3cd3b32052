"""Plausible sheets for the demonstration: one waits with wrong cells, one was mended, one undone; forms are out."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from minzhi.engines.intake.actions import answering, defining, mending, receiving, taking, trying
from minzhi.engines.intake.formats import format_of
from minzhi.engines.intake.models import Arrival, FormTask, Line, ReportForm
from minzhi.engines.intake.queries.forms import asked_of, unsettled
from minzhi.kit.numbers import credit_check
from minzhi.records.units.actors import Actor

CHECKED = """栏目,类型,必填,不重复,计量单位
单位名称,文字,是,否,
区划代码,文字,是,否,
商户名称,文字,是,否,
统一社会信用代码,统一社会信用代码,是,是,
检查日期,日期,是,否,
涉案金额,数字,否,否,元
"""
ACTIVITY = "栏目,类型,必填,计量单位\n单位名称,文字,是,\n活动名称,文字,是,\n参加人数,整数,是,人\n"
CITIES = ("fuzhou", "xiamen", "quanzhou", "zhangzhou", "putian")
MENDED = ((6, "检查日期", "2023-09-03"), (7, "涉案金额", "20000"))
BODY = "MADEMX0"


def demonstrate(people: Mapping[str, Actor], *, on: date) -> int:
    """Let a division and a county collect; `people` maps unit keys to officers. Returns how many sheets came in."""
    cities = [people[key] for key in CITIES]
    header = defining.Header(title="演示：假冒专利检查情况", period="2023Q3", due_on=on + timedelta(days=10), many=True)
    tasks = _sent(header, CHECKED, cities, people["protection"], on - timedelta(days=20))
    waiting, mended, undone, typed, _silent = zip(tasks, cities, strict=True)
    _tried(*waiting, on=on)
    _mended(*mended, on=on - timedelta(days=5))
    _undone(*undone, on=on - timedelta(days=3))
    _typed(*typed, on=on - timedelta(days=8))
    header = defining.Header(title="演示：所站宣传活动", period="2023Q3", due_on=on + timedelta(days=5), many=True)
    _sent(header, ACTIVITY, [people["anxi_station:station"]], people["c350524:officer"], on - timedelta(days=10))
    return int(Arrival.unscoped.count())


def _sent(header: defining.Header, fields: str, to: Sequence[Actor], by: Actor, on: date) -> list[FormTask]:
    """Return the tasks that units got with a form, in their order."""
    form: ReportForm = defining.define(header, fields.encode(), by=by, on=on)
    for field, _has in unsettled(form):
        defining.settle(field, because="演示：核对现场经营者", by=by, on=on)
    defining.send(form, [each.unit for each in to], by=by, on=on)
    tasks = FormTask.unscoped.filter(form=form).select_related("unit__place", "form__unit")
    return [tasks.get(unit=each.unit) for each in to]


def _tried(task: FormTask, by: Actor, *, on: date) -> Arrival:
    """Let a sheet come in and be tried: two of its cells are wrong."""
    of = format_of(f"{answering.PREFIX}{task.uid}")
    content, name = _book(task.unit.short), f"检查情况（{task.unit.short}，最终版）.xlsx"
    arrival = receiving.receive(content, name=name, of=of, by=by, on=on)
    if arrival.state == Arrival.State.RECEIVED:
        arrival = receiving.confirm(arrival, arrival.mapping, by=by, on=on)
    return trying.read(arrival, by=by, on=on)


def _mended(task: FormTask, by: Actor, *, on: date) -> None:
    arrival = _tried(task, by, on=on)
    fields = {field.title: field.name for field in format_of(arrival.format).fields}
    for number, title, text in MENDED:
        line = Line.unscoped.select_related("arrival").get(arrival=arrival, number=number)
        mending.mend(line, {fields[title]: text}, by=by, on=on)
    taking.take(taking.begin(arrival, by=by, on=on), by=by, on=on)
    answering.answer(task, [], by=by, on=on)


def _undone(task: FormTask, by: Actor, *, on: date) -> None:
    arrival = taking.take(taking.begin(_tried(task, by, on=on), by=by, on=on), by=by, on=on)
    taking.undo(taking.begin_undo(arrival, by=by, on=on), by=by, on=on)


def _typed(task: FormTask, by: Actor, *, on: date) -> None:
    code = f"91350600{BODY}99"
    given = {"商户名称": "演示杂货", "统一社会信用代码": code + credit_check(code), "检查日期": on.isoformat()}
    fields = {field.title: field.name for field in asked_of(task.form, task.unit)}
    row = {fields[title]: text for title, text in given.items()}
    answering.answer(task, [row], by=by, on=on)


def _book(place: str) -> bytes:
    """Return a sheet as they come: a title, two rows of heading, full-width digits, dates as people write them."""
    book = Workbook()
    page: Any = book.active
    bodies = [f"91350100{BODY}{at:02}" for at in range(5)]
    codes = [body + credit_check(body) for body in bodies]
    wide = codes[0].translate({at: at + 0xFEE0 for at in range(0x21, 0x7F)})
    for row in (
        (f"{place}假冒专利检查情况表（演示）",),
        ("商户", None, "检查情况"),
        ("名称", "信用代码", "日期", "涉案金额（元）"),
        ("演示茶庄", wide, "2023年9月1日", "５０００"),
        ("演示百货", f"’{codes[1]} ", "2023.9.2", 12500),
        ("演示五金", codes[2], "9/3/2023", 3000),
        ("演示文具", codes[3], "2023-9-5", "约两万"),
        ("演示图书", codes[4], 45173, "-"),
        ("填表人：演示　审核：演示",),
    ):
        page.append(row)
    for area in ("A1:D1", "A2:B2", "C2:D2", "A9:D9"):
        page.merge_cells(area)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
