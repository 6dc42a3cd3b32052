"""Reads the plan: the list in force, the notice's sentences, the measures with their lights."""

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from ninja import Query

from minzhi.engines.tasklist import api as tasklist
from minzhi.kit import clock
from minzhi.kit.text import mark as _
from minzhi.records.units.models import Unit
from minzhi.site.api.access import router as new_router
from minzhi.site.api.shapes import Asked, Listed, MeasureFull, MeasureOut, PlanOut, SentenceOut, part

router = new_router("plan")


class SentencesAsked(Asked):
    task: int | None = None


class MeasuresAsked(SentencesAsked):
    kind: str = ""
    programme: str = ""
    lead: str = ""
    light: str = ""


def _notice() -> tasklist.Notice:
    notice = tasklist.current_notice(clock.today())
    if notice is None:
        raise Http404(gettext("还没有采用任何任务清单。请先读入通知，核对后采用。"))
    return notice


def _light(light: Any) -> dict[str, Any]:  # noqa: ANN401 - the plan's own word, behind its front door
    return {"key": light.key, "row": light.row.no, "why": gettext(light.row.why) % light.params}


@router.get("/plan", response=PlanOut, summary=_("在用的任务清单"))
def plan(request: HttpRequest) -> dict[str, Any]:
    read = tasklist.board(_notice(), on=clock.today())
    named = {name: getattr(read.notice, name) for name in ("number", "title", "year")}
    prefetch_related_objects(read.tasks, "units__unit")
    tasks = [_task(read, each) for each in read.tasks]
    return {
        **named, "on": read.on, "progress": read.progress_of(read.measures.values()), "elapsed": read.elapsed,
        "tasks": tasks,
    }  # fmt: skip


def _task(read: tasklist.Board, task: tasklist.Task) -> dict[str, Any]:
    light = read.of_task(task)
    units = [
        {"name": each.name, "key": each.unit.key if each.unit else "", "role": each.role, "presumed": each.presumed}
        for each in task.units.all()
    ]
    return {
        "no": task.no, "uid": task.uid, "title": task.title, "section": task.section.title, "units": units,
        "light": _light(light), "progress": light.situation.progress, "elapsed": light.situation.elapsed,
    }  # fmt: skip


@router.get("/sentences", response=Listed[SentenceOut], summary=_("通知原文，一句一条"))
def sentences(request: HttpRequest, asked: Query[SentencesAsked]) -> dict[str, Any]:
    rows = tasklist.Sentence.objects.filter(task__notice=_notice()).select_related("task")
    rows = rows.filter(task__no=asked.task) if asked.task else rows
    ordered = rows.prefetch_related("measures__task").order_by("task__no", "no")
    count, found = part(ordered, asked)
    return {"count": count, "items": [_sentence(each) for each in found]}


def _sentence(found: tasklist.Sentence) -> dict[str, Any]:
    given = {name: getattr(found, name) for name in ("uid", "no", "text", "start", "end")}
    return {**given, "task": found.task.no, "measures": [each.code for each in found.measures.all()]}


@router.get("/measures", response=Listed[MeasureOut], summary=_("举措，带进度和灯"))
def measures(request: HttpRequest, asked: Query[MeasuresAsked]) -> dict[str, Any]:
    read = tasklist.board(_notice(), on=clock.today())
    rows = [_measure(read, row) for row in read.measures.values() if asked.task in (None, row.measure.task.no)]
    wanted = {name: value for name in ("kind", "programme", "lead") if (value := getattr(asked, name))}
    rows = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    count, items = part([row for row in rows if asked.light in ("", row["light"]["key"])], asked)
    return {"count": count, "items": items}


def _measure(read: tasklist.Board, row: Any) -> dict[str, Any]:  # noqa: ANN401 - the plan's own word
    found = row.measure
    plain = (
        "uid", "code", "label", "kind", "programme", "local", "starts_on", "due_on", "target", "target_unit",
        "indicators",
    )  # fmt: skip
    return {
        **{name: getattr(found, name) for name in plain}, "words": read.notice.text[found.start : found.end],
        "lead": found.lead.key, "confirmed": bool(found.confirmed_by), "progress": row.progress,
        "light": _light(read.of_measure(row)),
    }  # fmt: skip


@router.get("/measures/{uuid:uid}", response=MeasureFull, summary=_("一项举措和看得见的责任"))
def measure(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    found = get_object_or_404(tasklist.Measure.objects.select_related("task__notice"), uid=uid)
    read = tasklist.board(found.task.notice, on=clock.today(), task=found.task)
    row = read.measures[found.pk]
    visible = {duty.pk: duty for duty in tasklist.Duty.objects.filter(measure=found)}
    keys = dict(Unit.objects.filter(pk__in=[duty.unit for duty in row.duties]).values_list("pk", "key"))
    duties = [
        {
            "uid": visible[duty.pk].uid, "unit": keys[duty.unit], "due_on": duty.due_on, "progress": duty.progress,
            "light": _light(read.of_duty(duty)),
        }
        for duty in row.duties if duty.pk in visible
    ]  # fmt: skip
    return {**_measure(read, row), "duties": duties}
