"""Report forms: defined as a sheet, settled, sent; answered by each unit once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.intake.actions import answering, defining
from minzhi.engines.intake.forms import AnswerForm, DefineForm
from minzhi.engines.intake.models import Answer, FormField, FormTask, ReportForm
from minzhi.engines.intake.queries import listings
from minzhi.engines.intake.queries.forms import asked_of, burden, prefilled, targets, who_has
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.models import Unit


def index(request: HttpRequest) -> HttpResponseBase:
    """Forms that went out, who answered, and how much was filled in for them."""
    if (leaving := leave(request, listings.TASKS)) is not None:
        return leaving
    rows: Page[Any] = Paginator(listings.tasks({}), 50).get_page(request.GET.get("page"))
    tasks = FormTask.objects.filter(answered_on__isnull=False)
    asked = request.GET.get("field", "").strip()
    shown = {
        "rows": rows, "forms": ReportForm.objects.all()[:50], "burden": burden(tasks), "asked": asked,
        "has": who_has(asked) if asked else [],
    }  # fmt: skip
    return render(request, "intake/forms.html", shown)


def new(request: HttpRequest) -> HttpResponse:
    """Define a form from its sheet."""
    form = DefineForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, _name = form.content()
        try:
            made = defining.define(form.header(), content, by=actor_of(request), on=clock.today())
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(made)
    return render(
        request, "intake/form_new.html", {"form": form, "fields": defining.ROWS}, status=422 if form.errors else 200
    )


def show(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Show a form: its fields with who has each already, to whom it goes or went, and what was answered."""
    found = get_object_or_404(ReportForm.objects.select_related("unit"), uid=uid)
    if (leaving := leave(request, listings.answers(found))) is not None:
        return leaving
    if request.method == "POST":
        return _settle(request, found)
    fields = list(found.fields(manager="unscoped").all())
    draft = found.state == ReportForm.State.DRAFT
    shown = {
        "form": found, "draft": draft, "kinds": Unit.Kind.choices,
        "fields": [(field, who_has(field.title, but=found) if draft else []) for field in fields],
        "tasks": found.tasks(manager="unscoped").select_related("unit"),
    }  # fmt: skip
    return render(request, "intake/form.html", shown)


def _settle(request: HttpRequest, form: ReportForm) -> HttpResponse:
    field = get_object_or_404(FormField.objects.select_related("form__unit"), uid=request.POST.get("field"), form=form)
    known, because = request.POST.get("known", ""), request.POST.get("because", "")
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: defining.settle(field, known=known, because="" if known else because, by=actor, on=day),
        done=_("已核定「%(field)s」。") % {"field": field}, to=form.get_absolute_url(),
    )  # fmt: skip


@require_POST
def send(request: HttpRequest, uid: str) -> HttpResponse:
    """Send a form to all units of the chosen kinds."""
    found = get_object_or_404(ReportForm.objects.select_related("unit"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    units = targets(actor, request.POST.getlist("kind"))
    return attempt(
        request, lambda: defining.send(found, units, by=actor, on=day, seen=version),
        done=_("已下发。"), to=found.get_absolute_url(),
    )  # fmt: skip


def task(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer a form: what is known stands there, the rest is asked; or send a sheet."""
    found = get_object_or_404(FormTask.objects.select_related("unit__place", "form__unit"), uid=uid)
    fields = asked_of(found.form, found.unit)
    rows = _rows(found, fields, request)
    if request.method == "POST" and found.answered_on:  # a page that was open since before
        return finish(request, uid)
    if request.method == "POST" and all(form.is_valid() for _known, form in rows):
        return _answer(request, found, [form for _known, form in rows])
    answers = Answer.unscoped.filter(task=found, withdrawn_on__isnull=True)
    given = [(answer, [(field, answer.values.get(field.name, "")) for field in fields]) for answer in answers[:50]]
    bad = any(form.errors for _known, form in rows)
    shown = {
        "task": found,
        "fields": fields,
        "rows": rows,
        "given": given,
        "count": answers.count(),
        "format_key": f"{answering.PREFIX}{found.uid}",
    }
    return render(request, "intake/task.html", shown, status=422 if bad else 200)


def _rows(found: FormTask, fields: list[FormField], request: HttpRequest) -> list[tuple[list[Any], forms.Form]]:
    if found.answered_on:
        return []
    known = prefilled(found, fields, on=clock.today())
    rows = known if found.form.rows_from else known[:1]
    sent = request.POST if request.method == "POST" and "finish" not in request.POST else None
    open_ = [field for field in fields if not field.known]
    return [
        (
            [(field, row.get(field.name, "")) for field in fields if field.known],
            AnswerForm(open_, sent, prefix=f"r{at}"),
        )
        for at, row in enumerate(rows)
    ]


def _answer(request: HttpRequest, found: FormTask, given: list[forms.Form]) -> HttpResponse:
    actor, day, version = actor_of(request), clock.today(), seen(request)
    values = [form.cleaned_data for form in given]
    try:
        if found.form.many:
            answering.add_row(found, values[0], by=actor, on=day)
            messages.success(request, _("已填一行。"))
        else:
            answering.answer(found, values, by=actor, on=day, seen=version)
            messages.success(request, _("已报送。"))
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    return redirect(found)


@require_POST
def finish(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer for good with the rows that were given."""
    found = get_object_or_404(FormTask.objects.select_related("unit", "form"), uid=uid)
    actor, day = actor_of(request), clock.today()
    version = None if found.answered_on else seen(request)  # who comes second is told who came first
    return attempt(
        request, lambda: answering.answer(found, [], by=actor, on=day, seen=version),
        done=_("已报送。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def withdraw_row(request: HttpRequest, uid: str) -> HttpResponse:
    """Take one row back."""
    row = get_object_or_404(Answer.objects.select_related("task__unit", "task__form"), uid=uid)
    actor, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: answering.withdraw_row(row, by=actor, on=day),
        done=_("已撤回这一行。"), to=row.task.get_absolute_url(),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an answer back."""
    found = get_object_or_404(FormTask.objects.select_related("unit", "form"), uid=uid)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    return attempt(
        request, lambda: answering.withdraw(found, by=actor, on=day, seen=version),
        done=_("已撤回。"), to=found.get_absolute_url(),
    )  # fmt: skip
