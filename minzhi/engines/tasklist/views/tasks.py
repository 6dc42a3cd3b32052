"""A task, a measure, a duty: from the words of the notice to the records behind each figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import BigIntegerField, UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.engines.tasklist.actions import plan
from minzhi.engines.tasklist.forms import CarryForm, ItemForm, PlacesForm
from minzhi.engines.tasklist.models import Duty, Evidence, Item, Measure, Notice, Request, Sheet, Task, TaskUnit
from minzhi.engines.tasklist.queries import matrix, powers
from minzhi.engines.tasklist.queries.board import Board, MeasureRow, board
from minzhi.engines.tasklist.queries.past import unfinished_before
from minzhi.engines.tasklist.queries.terms import LightLook, looks_of
from minzhi.engines.tasklist.queries.wall import read_of
from minzhi.engines.tasklist.queries.words import pieces
from minzhi.engines.tasklist.rules.cycle import quarters
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen
from minzhi.kit import clock
from minzhi.kit.memory import Lasting, Memory
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

RECENT, SOME = 12, 3
OF_TASK = Given("task", BigIntegerField())
TASK = Composed(
    lambda: (
        Task.objects.filter(uid=Given("uid", UUIDField()))
        .select_related("notice", "section")
        .defer("notice__text", "notice__reading")
    )
)
EVIDENCE = ComposedInScope(
    lambda: Evidence.objects.filter(duty__measure__task=OF_TASK).select_related(
        "duty__unit", "duty__measure__task", "file"
    )[:RECENT]
)
SHEETS = ComposedInScope(
    lambda: Sheet.objects.filter(measure__task=OF_TASK, case__closed_on__isnull=True).select_related(
        "unit", "case", "measure__task"
    )[:SOME]
)


def task(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a task: its words with marks, its measures, what each place did in each quarter, and why its light."""
    found = next(iter(TASK(uid=uid)), None)
    if found is None:
        raise Http404
    read = read_of(found.notice, on=clock.today())
    shown = PICTURES.get((read, found.pk), lambda: picture(read, found))
    return page(
        request, "task", values=read.given, shown=shown, task=found, notice=found.notice,
        recent=EVIDENCE(task=found.pk), sheets=SHEETS(task=found.pk),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Picture(Lasting):
    """A task as every officer sees it, drawn from a board."""

    task: Task
    notice: Notice
    rows: Sequence[tuple[MeasureRow, Light, object]]
    behind: Sequence[tuple[MeasureRow, Light, object]]
    light: Light
    units: Sequence[TaskUnit]
    sentences: Sequence[list[object]]
    matrix: matrix.Matrix
    neighbours: Sequence[Task]
    looks: Mapping[str, LightLook]

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row, _light, _share in self.rows)

    @property
    def external(self) -> int:
        return sum(not row.counts for row, _light, _share in self.rows)


PICTURES: Memory[Picture] = Memory(100)


def picture(read: Board, found: Task) -> Picture:
    """Read what a task's page shows to everybody."""
    rows = [(row, read.of_measure(row), _share(read, row)) for row in read.by_task[found.pk]]
    behind = sorted((row for row in rows if row[1].key in {"red", "yellow"}), key=lambda row: row[0].progress)
    return Picture(
        task=found, notice=found.notice, rows=rows, behind=behind[:3], light=read.of_task(found),
        units=list(found.units.select_related("unit")), sentences=_sentences(read, found),
        matrix=matrix.matrix(read, found), neighbours=_neighbours(found), looks=looks_of(read.given),
    )  # fmt: skip


def _share(read: Board, row: MeasureRow) -> object:
    return None if row.settled or not row.counts else read.expected(row.measure, row.measure.due_on)


def _sentences(read: Board, found: Task) -> list[list[object]]:
    text = found.notice.text
    return [list(pieces(read, text, each.start, each.end)) for each in found.sentences.all()]


def _neighbours(found: Task) -> list[Task]:
    return list(Task.objects.filter(notice=found.notice_id, no__in=(found.no - 1, found.no + 1)))


def measure(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a measure: the formula of its figure, each place's share, and everything that was accepted for it."""
    rows = Measure.objects.select_related("task__notice", "task__section", "sentence", "lead")
    found = get_object_or_404(rows.defer("task__notice__reading"), uid=uid)
    day, actor = clock.today(), getattr(request, "actor", None)
    read = read_of(found.task.notice, on=day)
    row = read.measures[found.pk]
    units = Unit.objects.in_bulk([duty.unit for duty in row.duties])
    visible = {duty.pk: duty for duty in Duty.objects.filter(measure=found)}
    duties = [(duty, units[duty.unit], read.of_duty(duty), visible.get(duty.pk)) for duty in row.duties]
    may_name = actor and found.local == Measure.Local.SOME and (powers.leads(actor, found) or powers.supervises(actor))
    return page(
        request, "measure", values=read.given,
        measure=found, notice=found.task.notice, row=row, light=read.of_measure(row), duties=duties,
        share=row.progress, time=read.expected(found, found.due_on),
        quarters=quarters(found.starts_on, found.due_on),
        evidence=Evidence.objects.filter(duty__measure=found).select_related("duty__unit", "file"),
        requests=Request.objects.filter(measure=found).select_related("unit", "case"),
        sheets=Sheet.objects.filter(measure=found).select_related("unit", "case", "measure__task"),
        words=list(pieces(read, found.task.notice.text, found.sentence.start, found.sentence.end)),
        may_ask=actor and powers.leads(actor, found), may_issue=actor and powers.supervises(actor),
        places=PlacesForm(found) if may_name else None, unnamed=_unnamed(row), carry=_carry(found, actor),
        carried_to=found.carried_to.select_related("task__notice"),
        **(casework.figures(request, keys=found.indicators) if actor and found.indicators else {}),
    )  # fmt: skip


def _carry(found: Measure, actor: Actor | None) -> CarryForm | None:
    """Return the form by which an earlier list's measure goes on here, where there is one and the actor may."""
    may = actor and (powers.leads(actor, found) or powers.supervises(actor))
    if not may or found.carried_from_id is not None or not unfinished_before(found.task.notice).exists():
        return None
    return CarryForm(found)


def _unnamed(row: MeasureRow) -> bool:
    return row.measure.local == Measure.Local.SOME and len(row.duties) == 1


@require_POST
def places(request: HttpRequest, uid: str) -> HttpResponse:
    """Name the places that a measure for some of them reaches."""
    found = get_object_or_404(Measure, uid=uid)
    form = PlacesForm(found, request.POST)
    form.is_valid()
    chosen = list(form.cleaned_data.get("units", []))
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: plan.name_places(found, chosen, by=actor, on=day, seen=seen(request)),
        done=_("已指定%(count)s个地方承担。") % {"count": len(chosen)}, to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def carry(request: HttpRequest, uid: str) -> HttpResponse:
    """Say which unfinished measure of an earlier list goes on here."""
    found = get_object_or_404(Measure.objects.select_related("task__notice", "lead"), uid=uid)
    form = CarryForm(found, request.POST)
    if not form.is_valid():
        messages.error(request, _("没有选择往年举措。"))
        return redirect(found)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: plan.carry_over(form.cleaned_data["old"], found, by=actor, on=day), done=_("已承接。"),
        to=found.get_absolute_url(),
    )  # fmt: skip


def duty(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what one unit owes of a measure: its steps, its quarters, its documents."""
    found = get_object_or_404(Duty.objects.select_related("measure__task__notice", "measure__lead", "unit"), uid=uid)
    return _duty_page(request, found, ItemForm(found))


@require_POST
def put_on_list(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a duty on the office's list, with the reason."""
    found, words = get_object_or_404(Duty, uid=uid), request.POST.get("words", "").strip()
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: plan.put_on_list(found, why=words, by=actor, on=day, seen=seen(request)),
        done=_("已挂牌督办。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def take_off_list(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a duty off the office's list, with the reason."""
    found, words = get_object_or_404(Duty, uid=uid), request.POST.get("words", "").strip()
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: plan.take_off_list(found, why=words, by=actor, on=day, seen=seen(request)),
        done=_("已解除挂牌督办。"), to=found.get_absolute_url(),
    )  # fmt: skip


def _duty_page(request: HttpRequest, found: Duty, form: ItemForm) -> HttpResponse:
    read = board(found.measure.task.notice, on=clock.today(), task=found.measure.task)
    row = next(each for each in read.measures[found.measure_id].duties if each.pk == found.pk)
    actor = getattr(request, "actor", None)
    return page(
        request, "duty", duty=found, notice=found.measure.task.notice, light=read.of_duty(row), form=form,
        time=read.expected(found.measure, found.due_on),
        owner=bool(actor and powers.on_duty(found, actor)), supervisor=bool(actor and powers.supervises(actor)),
        status=422 if form.errors else 200,
        items=found.items.select_related("owner"), lines=found.lines.select_related("report__case"),
        evidence=found.evidence.select_related("file"),
    )  # fmt: skip


@require_POST
def plan_item(request: HttpRequest, uid: str) -> HttpResponse:
    """Plan a step of a duty."""
    found = get_object_or_404(Duty.objects.select_related("measure__task__notice", "measure__lead", "unit"), uid=uid)
    form = ItemForm(found, request.POST)
    if not form.is_valid():
        return _duty_page(request, found, form)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: plan.plan_item(found, by=actor, on=day, **form.cleaned_data), done=_("行动项已安排。"),
        to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def item(request: HttpRequest, uid: str, step: str) -> HttpResponse:
    """Start or finish a step."""
    found = get_object_or_404(Item.objects.select_related("duty"), uid=uid)
    actor, day = actor_of(request), clock.today()
    steps = {"start": plan.start_item, "finish": plan.finish_item}
    if step not in steps:
        raise Http404
    return attempt(
        request, lambda: steps[step](found, by=actor, on=day, seen=seen(request)), done=_("已登记。"),
        to=found.duty.get_absolute_url(),
    )  # fmt: skip
