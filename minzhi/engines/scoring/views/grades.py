"""Pages of grades: a subject with its reasons, leads, objections; and the subject's own page, opened by its code."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from minzhi.engines.scoring.actions import grading, leads
from minzhi.engines.scoring.force import in_force
from minzhi.engines.scoring.forms import AboutForm, DecideForm, EndForm, MarkForm, ObjectForm
from minzhi.engines.scoring.models import Graded, Lead, Mark, Objection
from minzhi.engines.scoring.proof import packed
from minzhi.engines.scoring.queries import grades as queries
from minzhi.engines.scoring.registry import declared
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.facts.models import Fact
from minzhi.records.files.actions import open_file
from minzhi.records.files.kinds import Refused
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import answer
from minzhi.records.units.answering import actor_of, attempt, seen


def graded(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an officer why a subject stands where it stands, on any day, as known at any moment."""
    found = get_object_or_404(Graded.objects.select_related("unit"), uid=uid)
    asked = AboutForm(request.GET or None)
    about, known = asked.days()
    about, actor = about or clock.today(), actor_of(request)
    shown = {
        **queries.explained(found, about, known), "asked": asked,
        "on_record": queries.standing(found, about) if known else None,
        "former": queries.former(found)[: queries.FORMER],
        "own": actor.unit.pk == found.unit_id and actor.role in grading.WORKERS,
        "mark_form": MarkForm(rules=_rules(found)), "end_form": EndForm(),
        "marks": Mark.unscoped.filter(graded=found).select_related("given_by").order_by("-pk"),
        "objections": Objection.unscoped.filter(graded=found).select_related("decided_by", "mark"),
        "room": declared(found.scheme),
    }  # fmt: skip
    return render(request, "scoring/graded.html", shown)


def _rules(found: Graded) -> list[tuple[str, str]]:
    return [(rule.key, rule.label) for rule in in_force(found.scheme, clock.today()).rules.rules]


@require_POST
def mark(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a subject a mark from a document."""
    found = get_object_or_404(Graded.objects.select_related("unit"), uid=uid)
    form, by, on = MarkForm(request.POST, rules=_rules(found)), actor_of(request), clock.today()
    if not form.is_valid():
        messages.error(request, "；".join(str(each) for errors in form.errors.values() for each in errors))
        return redirect(found)
    return attempt(
        request, lambda: grading.give_mark(found, **form.cleaned_data, by=by, on=on),
        done=_("已记入，等级已重新计算。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def end(request: HttpRequest, uid: str) -> HttpResponse:
    """End a mark after a day, or annul it."""
    found = get_object_or_404(Mark.objects.select_related("graded"), uid=uid)
    form, by, on = EndForm(request.POST), actor_of(request), clock.today()
    if not form.is_valid():
        messages.error(request, _("请写明理由和日期。"))
        return redirect(found.graded)
    why, last = form.cleaned_data["why"], form.cleaned_data["last_on"]
    if last:
        return attempt(request, lambda: grading.end_mark(found, last_on=last, why=why, by=by, on=on),
                       done=_("已终止，等级已重新计算。"), to=found.graded.get_absolute_url())  # fmt: skip
    return attempt(
        request, lambda: grading.annul_mark(found, why=why, by=by, on=on),
        done=_("已撤销，等级已重新计算。"), to=found.graded.get_absolute_url(),
    )  # fmt: skip


def proof(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out what a subject's grade rests on: its facts with their seals, and the files behind them."""
    actor_of(request)
    found = get_object_or_404(Graded.objects.select_related("unit"), uid=uid)
    objections = Objection.unscoped.filter(graded=found).values("uid")
    marked = Mark.unscoped.filter(graded=found, fact__isnull=False).values("fact")
    about = Q(subject_uid=found.uid) | Q(subject_uid__in=objections) | Q(pk__in=marked)
    facts = Fact.objects.filter(about).select_related("seal")
    return answer(packed(str(found), facts), "application/zip", f"{found}.zip")


@require_POST
def code(request: HttpRequest, uid: str) -> HttpResponse:
    """Give the subject a new code for its own page; it is shown once."""
    found = get_object_or_404(Graded.objects.select_related("unit"), uid=uid)
    given = grading.give_code(found, by=actor_of(request), on=clock.today())
    return render(request, "scoring/code.html", {"whose": found, "code": given})


def index(request: HttpRequest) -> HttpResponse:
    """Show the leads and objections that wait for an officer."""
    shown = {"leads": queries.open_leads(), "objections": queries.open_objections(), "own": actor_of(request).unit.pk}
    return render(request, "scoring/leads.html", shown)


def lead(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one lead with its reasons and inputs; confirm it, or leave it alone."""
    found = get_object_or_404(Lead.objects.select_related("graded", "fact__unit", "unit", "edition"), uid=uid)
    by, on = actor_of(request), clock.today()
    if request.method == "POST":
        why, whose = request.POST.get("why", ""), found.graded
        if asked := request.POST.get("whose", "").strip():
            whose = Graded.objects.filter(scheme=found.scheme, number=asked).select_related("unit").first()
        if request.POST.get("do") == "confirm":
            return attempt(
                request, lambda: leads.confirm(found, why=why, graded=whose, by=by, on=on, seen=seen(request)),
                done=_("已确认，等级已重新计算。"), to="scoring:leads",
            )  # fmt: skip
        return attempt(request, lambda: leads.dismiss(found, why=why, by=by, on=on, seen=seen(request)),
                       done=_("已记录不采用的理由。"), to="scoring:leads")  # fmt: skip
    rule = found.edition.rules.rule(found.rule)
    return render(request, "scoring/lead.html", {"lead": found, "rule": rule, "own": by.unit.pk == found.unit_id})


def objection(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what a subject says with its evidence, and decide."""
    rows = Objection.objects.select_related("graded__unit", "mark", "against", "decided_by")
    found = get_object_or_404(rows, uid=uid)
    form, wrong = DecideForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        try:
            leads.decide_objection(
                found, upheld=form.cleaned_data["upheld"] == "yes", reason=form.cleaned_data["reason"],
                by=actor_of(request), on=clock.today(), seen=seen(request),
            )  # fmt: skip
        except Refusal as refused:
            wrong = str(refused)
        else:
            messages.success(request, _settled(form.cleaned_data["upheld"] == "yes"))
            return redirect(found)
    shown = {"objection": found, "form": form, "wrong": wrong, "own": actor_of(request).unit.pk == found.graded.unit_id}
    return render(request, "scoring/objection.html", shown, status=422 if wrong or form.errors else 200)


def _settled(upheld: bool) -> str:  # noqa: FBT001 - what was decided
    """Return what came of a decision on an objection."""
    if upheld:
        return _("已处理，等级已重新计算，收到过该记录的单位已收到撤回通知。")
    return _("已处理：不成立，记录和等级不变；理由显示在对方的页面上，对方可以申诉。")


def evidence(request: HttpRequest, uid: str, number: int) -> FileResponse:
    """Hand an officer one file that came with an objection; the audit keeps who saw what."""
    found = get_object_or_404(Objection.objects.select_related("graded"), uid=uid)
    file = get_object_or_404(StoredFile, sha256=dict(enumerate(found.evidence, 1)).get(number, ""))
    note(Note.Kind.READ, on=clock.today(), actor=actor_of(request), subject=found, what=file.sha256)
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)


@public
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Show a subject its own grade with all reasons, opened by its code; take what it says against it."""
    given = request.POST.get("code", "")
    found = Graded.unscoped.filter(code=grading.hashed(given)).select_related("unit").first() if given else None
    wrong, taken = "", None
    form = ObjectForm(request.POST, request.FILES) if found and request.POST.get("words") is not None else ObjectForm()
    if found and form.is_bound and form.is_valid():
        files = [(str(file.name), file.read()) for file in request.FILES.getlist("files")]
        try:
            taken = leads.hear(found, form.cleaned_data, files=files, on=clock.today())
        except (Refusal, Refused) as refused:
            wrong = str(refused)
    if given and not found:
        wrong = _("查询码不对，请核对纸质告知书上的12位查询码。")
    shown: dict[str, Any] = {"code": given, "wrong": wrong, "taken": taken, "form": form}
    if found:
        asked = AboutForm(request.POST if {"about", "known"} & set(request.POST) else None)
        shown |= queries.for_subject(found, clock.today(), asked)
    return render(request, "scoring/own.html", shown, status=422 if wrong or form.errors else 200)
