"""From a file to the plan: upload, preview beside the original, correct, confirm, adopt."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.tasklist import reader
from minzhi.engines.tasklist.actions import notices
from minzhi.engines.tasklist.forms import HeaderForm, MeasureForm, TitleForm, UnitForm, UploadForm
from minzhi.engines.tasklist.models import Notice, Section, Sentence, Task
from minzhi.engines.tasklist.queries import listings
from minzhi.engines.tasklist.queries.wall import read_of
from minzhi.engines.tasklist.queries.words import Piece, pieces
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.leaving import leave


def index(request: HttpRequest) -> HttpResponseBase:
    """All notices: drafts to be checked, adopted lists, dropped ones."""
    if (leaving := leave(request, listings.NOTICES)) is not None:
        return leaving
    return page(request, "notices", notices=_listed(), form=UploadForm())


def _listed() -> QuerySet[Notice]:
    """Return all notices without their text and what was read of it: a list shows neither."""
    return Notice.objects.order_by("-pk").defer("text", "reading")


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Read a file; what cannot be read is refused in plain words, and nothing is kept."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            notice = notices.upload(given.read(), name=given.name, by=actor_of(request), on=clock.today())
        except (reader.Unreadable, Refusal) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("plan:notice", notice.uid)
    return page(request, "notices", notices=_listed(), form=form, status=422)


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a draft beside its original, or the adopted notice with its words marked by state."""
    notice = get_object_or_404(Notice, uid=uid)
    if notice.state == Notice.State.ADOPTED:
        return _adopted(request, notice)
    return _draft(request, notice)


def _adopted(request: HttpRequest, notice: Notice) -> HttpResponse:
    read = read_of(notice, on=clock.today())
    said: dict[int, list[list[Piece]]] = {}
    for each in Sentence.objects.filter(task__notice=notice):
        said.setdefault(each.task_id, []).append(list(pieces(read, notice.text, each.start, each.end)))
    shown: list[tuple[Section, list[tuple[Task, list[list[Piece]]]]]] = []
    for task in read.tasks:
        if not shown or shown[-1][0] != task.section:
            shown.append((task.section, []))
        shown[-1][1].append((task, said.get(task.pk, [])))
    return page(request, "notice", notice=notice, sections=shown, head=_head(notice.text, read.tasks))


def _head(text: str, tasks: Sequence[Task]) -> str:
    """Return what stands before the first section: it is shown once, as a heading."""
    if not tasks:
        return text
    above = text[: tasks[0].start]
    place = above.rfind(tasks[0].section.title)
    return above[: above.rfind("\n", 0, place) + 1] if place >= 0 else above


def _draft(request: HttpRequest, notice: Notice, header: HeaderForm | None = None) -> HttpResponse:
    places = {id(each): place for place, each in enumerate(notice.reading["measures"])}
    by_task: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for measure in notice.reading["measures"]:
        words = notice.text[measure["start"] : measure["end"]]
        by_task.setdefault(measure["task"], []).append((places[id(measure)], {**measure, "words": words}))
    sections = [
        (section, [(task, by_task.get(task["no"], [])) for task in section["tasks"]])
        for section in notice.reading["sections"]
    ]
    waiting = sum(not each["confirmed"] for each in notice.reading["measures"])
    return page(
        request, "draft", notice=notice, sections=sections, waiting=waiting, header=header or HeaderForm.of(notice),
        tasks=sum(len(section["tasks"]) for section in notice.reading["sections"]),
        status=422 if header and header.errors else 200,
    )  # fmt: skip


@require_POST
def header(request: HttpRequest, uid: str) -> HttpResponse:
    """Correct number, title, issuer and dates."""
    notice = get_object_or_404(Notice, uid=uid)
    form = HeaderForm(request.POST)
    if not form.is_valid():
        return _draft(request, notice, form)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: notices.correct_header(notice, by=actor, on=day, seen=seen(request), **form.cleaned_data),
        done=_("已更正。"), to=notice.get_absolute_url(),
    )  # fmt: skip


def unit(request: HttpRequest, uid: str, task: int, place: int) -> HttpResponse:
    """Correct one unit of a task."""
    notice = get_object_or_404(Notice, uid=uid)
    tasks = {each["no"]: each for section in notice.reading["sections"] for each in section["tasks"]}
    if task not in tasks:
        raise Http404
    units = tasks[task]["units"]
    given = units[place] if place < len(units) else {"name": "", "role": "cooperate", "scope": ""}
    form = UnitForm(request.POST or None, initial=given)
    if request.method != "POST" or not form.is_valid():
        return page(
            request, "draft_unit", notice=notice, task=tasks[task], form=form, status=422 if form.errors else 200
        )
    actor, day = actor_of(request), clock.today()
    return attempt(
        request,
        lambda: notices.correct_unit(notice, task, place, by=actor, on=day, seen=seen(request), **form.cleaned_data),
        done=_("已更正。"), to=f"{notice.get_absolute_url()}#t{task}",
    )  # fmt: skip


def title(request: HttpRequest, uid: str, task: int) -> HttpResponse:
    """Correct a task's title, or take away what is no task."""
    notice = get_object_or_404(Notice, uid=uid)
    tasks = {each["no"]: each for section in notice.reading["sections"] for each in section["tasks"]}
    if task not in tasks:
        raise Http404
    form = TitleForm(request.POST or None, initial={"title": tasks[task]["title"]})
    if request.method != "POST" or not form.is_valid():
        return page(
            request, "draft_unit", notice=notice, task=tasks[task], form=form, status=422 if form.errors else 200
        )
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: notices.retitle(notice, task, by=actor, on=day, seen=seen(request), **form.cleaned_data),
        done=_("已更正。"), to=f"{notice.get_absolute_url()}#t{task}",
    )  # fmt: skip


def measure(request: HttpRequest, uid: str, place: int) -> HttpResponse:
    """Check one proposed measure: correct what is wrong, and confirm it."""
    notice = get_object_or_404(Notice, uid=uid)
    if place >= len(notice.reading["measures"]):
        raise Http404
    proposed = notice.reading["measures"][place]
    form = MeasureForm(request.POST) if request.method == "POST" else MeasureForm.of(proposed)
    if request.method != "POST" or not form.is_valid():
        words = notice.text[proposed["start"] : proposed["end"]]
        return page(
            request, "draft_measure", notice=notice, proposed=proposed, place=place, words=words, form=form,
            cuts=[(proposed["start"] + at + 1, words[: at + 1], words[at + 1 :])
                  for at, sign in enumerate(words[:-1]) if sign in "，、；"],
            status=422 if form.errors else 200,
        )  # fmt: skip
    actor, day = actor_of(request), clock.today()
    return attempt(
        request,
        lambda: notices.annotate(notice, place, by=actor, on=day, seen=seen(request), **form.annotations()),
        done=_("已确认这项举措。"), to=f"{notice.get_absolute_url()}#m{place}",
    )  # fmt: skip


@require_POST
def split(request: HttpRequest, uid: str, place: int) -> HttpResponse:
    """Cut a proposed measure in two."""
    notice = get_object_or_404(Notice, uid=uid)
    at = request.POST.get("at", "")
    actor, day = actor_of(request), clock.today()
    return attempt(
        request,
        lambda: notices.split(notice, place, int(at) if at.isdigit() else -1, by=actor, on=day, seen=seen(request)),
        done=_("已分成两项，请分别确认。"), to=f"{notice.get_absolute_url()}#m{place}",
    )  # fmt: skip


@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Confirm measures as proposed: those ticked."""
    notice = get_object_or_404(Notice, uid=uid)
    chosen = [int(each) for each in request.POST.getlist("place") if each.isdigit()]
    chosen = [place for place in chosen if place < len(notice.reading["measures"])]
    if not chosen:
        messages.error(request, _("没有勾选任何举措。"))
        return redirect(notice)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: notices.confirm(notice, chosen, by=actor, on=day, seen=seen(request)),
        done=_("已确认%(count)s项举措。") % {"count": len(chosen)}, to=notice.get_absolute_url(),
    )  # fmt: skip


@require_POST
def adopt(request: HttpRequest, uid: str) -> HttpResponse:
    """Make the draft the plan."""
    notice = get_object_or_404(Notice, uid=uid)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: notices.adopt(notice, by=actor, on=day, seen=seen(request)),
        done=_("已采用：%(notice)s。") % {"notice": notice}, to=notice.get_absolute_url(),
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a draft away."""
    notice = get_object_or_404(Notice, uid=uid)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: notices.drop(notice, by=actor, on=day, seen=seen(request)), done=_("已放弃这份草稿。"),
        to=notice.get_absolute_url(),
    )  # fmt: skip
