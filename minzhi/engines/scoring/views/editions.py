"""Pages of a grading scheme's editions: read, drafted, tried on a year's records, adopted, dropped."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.scoring import trying
from minzhi.engines.scoring.actions import grading
from minzhi.engines.scoring.force import is_the_provinces_head
from minzhi.engines.scoring.jobs import regrade_all, try_draft
from minzhi.engines.scoring.models import Edition, Graded, Trial
from minzhi.engines.scoring.queries import grades as queries
from minzhi.engines.scoring.queries import long_work
from minzhi.engines.scoring.registry import declared
from minzhi.engines.scoring.views.editing import added, changed, left, typed
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.jobs.actions import start_again
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen

AT_ONCE = 300
"""Up to so many subjects are reckoned while the person waits."""
EDITED = {"groups": ("full", "start"), "rows": ("points", "cap", "lasts"), "grades": ("at_least", "share")}


def index(request: HttpRequest, scheme: str) -> HttpResponse:
    """Show the editions of a scheme."""
    rows = queries.editions(scheme)
    if not rows:
        raise Http404(_("没有这套评级规则。"))
    return render(request, "scoring/editions.html", {"editions": rows, "scheme": declared(scheme)})


def edition(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one edition; a draft can be changed here."""
    found, wrong = get_object_or_404(Edition, uid=uid), ""
    if request.method == "POST":
        try:
            wanted = _wanted(found.document, request.POST)
            grading.change_draft(found, wanted, by=actor_of(request), on=clock.today(), seen=seen(request))
        except (Refusal, ChangedMeanwhile) as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("草案已保存。"))
            return redirect(found)
    actor = actor_of(request)
    shown = {
        "edition": found, "document": changed(found.document, request.POST, EDITED), "new": typed(request.POST, "new"),
        "wrong": wrong, "scheme": declared(found.scheme),
        "editable": found.state == Edition.State.DRAFT and actor.role in grading.WORKERS,
        "may_adopt": is_the_provinces_head(actor), **_trial(found.trials.first()),
        "regrading": long_work.of_regrading(found.scheme) if found.state == Edition.State.ADOPTED else None,
        "years": [clock.today().year - 1, clock.today().year], "day": clock.today(),
    }  # fmt: skip
    return render(request, "scoring/edition.html", shown, status=422 if wrong else 200)


def _trial(trial: Trial | None) -> dict[str, Any]:
    return {"trial": trial, "work": trial and long_work.of_trial(trial)}


def _wanted(document: dict[str, Any], given: QueryDict) -> dict[str, Any]:
    """Return a document with the numbers that the form gives, without the rows it drops, with the one it adds."""
    made = changed(document, given, EDITED)
    made["rows"] = left(made["rows"], given)
    if said := added(given, "new", ("key", "label", "group", "points", "lasts", "source")):
        made["rows"].append(
            {**said, "points": said["points"] or None, "lasts": said["lasts"] or None, "facts": [], "confirmed_by": ""}
        )
    return made


@require_POST
def begin(request: HttpRequest, scheme: str) -> HttpResponse:
    """Begin a draft from the latest edition."""
    latest = queries.editions(scheme).first()
    if latest is None:
        raise Http404(_("没有这套评级规则。"))
    title = request.POST.get("title", "").strip()[:120] or _("草案")
    try:
        made = grading.draft(scheme, title, latest.document, by=actor_of(request), on=clock.today())
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("scoring:editions", scheme)
    return redirect(made)


@require_POST
def act(request: HttpRequest, uid: str) -> HttpResponse:
    """Adopt a draft from a day on, or throw it away."""
    found, by, on = get_object_or_404(Edition, uid=uid), actor_of(request), clock.today()
    if request.POST.get("do") == "drop":
        return attempt(request, lambda: grading.drop(found, by=by, on=on, seen=seen(request)), done=_("草案已放弃。"),
                       to=found.get_absolute_url())  # fmt: skip
    return attempt(request, lambda: _adopt(request, found), done=_("已批准施行，等级正在重新计算。"),
                   to=found.get_absolute_url())  # fmt: skip


def _adopt(request: HttpRequest, found: Edition) -> None:
    on = clock.today()
    with transaction.atomic():
        grading.adopt(found, valid_from=on, by=actor_of(request), on=on, seen=seen(request))
        if Graded.unscoped.filter(scheme=found.scheme).count() <= AT_ONCE:
            grading.regrade(found.scheme, on=on)
        else:
            regrade_all.enqueue(scheme=found.scheme)


@require_POST
def try_on(request: HttpRequest, uid: str) -> HttpResponse:
    """Try a draft on a year's records: now where they are few, by the worker where they are many."""
    found, said, on = get_object_or_404(Edition, uid=uid), request.POST.get("year", ""), clock.today()
    year = int(said) if said.isascii() and said.isdigit() and len(said) == len("2023") else on.year
    actor_of(request)

    def begun() -> None:
        with transaction.atomic():
            trial = trying.begin(found, year, on=on)
            if trial.total <= AT_ONCE:
                trying.try_out(trial)
            else:
                trial.job = try_draft.enqueue(trial=trial.pk).id
                trial.save(update_fields=["job"])

    return attempt(request, begun, done=_("已开始试算。"), to=found.get_absolute_url())


def trial(request: HttpRequest, uid: str) -> HttpResponse:
    """Show how far a trial is, and its result."""
    found = get_object_or_404(Trial.objects.select_related("edition"), uid=uid)
    return render(request, "scoring/_trial.html", _trial(found))


@require_POST
def again(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin a trial anew whose job was given up."""
    found = get_object_or_404(Trial.objects.select_related("edition"), uid=uid)
    return attempt(request, lambda: _again(request, long_work.of_trial(found)), done=_("已重新开始试算。"),
                   to=found.edition.get_absolute_url())  # fmt: skip


@require_POST
def regrade_again(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin anew to grade everybody, where the job was given up."""
    found = get_object_or_404(Edition, uid=uid)
    return attempt(request, lambda: _again(request, long_work.of_regrading(found.scheme)),
                   done=_("等级正在重新计算。"), to=found.get_absolute_url())  # fmt: skip


def _again(request: HttpRequest, work: long_work.Work | None) -> None:
    if actor_of(request).role not in grading.WORKERS or work is None:
        raise Refusal(_("没有失败的任务，或您不是经办人、负责人。"))
    start_again(work.job, clock.now())
