"""What a run says, the report from the live figures, samples and their judges."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.forms import DrawForm, KnownForm
from minzhi.programmes.navigation.models import Drawn, Member, Run, Sample
from minzhi.programmes.navigation.queries.analysing import chain_balance, standings
from minzhi.programmes.navigation.queries.book import limits, placed, runs_of
from minzhi.programmes.navigation.queries.listings import said
from minzhi.programmes.navigation.queries.pictures import pictures
from minzhi.programmes.navigation.queries.results import adoptions, drawn_of, kappa, last_measure, measured, waiting
from minzhi.programmes.navigation.queries.word import as_word
from minzhi.programmes.navigation.rules.analysis import STANDINGS
from minzhi.programmes.navigation.rules.filing import KINDS, LEVELS, OUTCOMES
from minzhi.programmes.navigation.rules.measuring import settled
from minzhi.programmes.navigation.views.answering import project
from minzhi.records.units.answering import actor_of, attempt, fulfilled

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _read(run: Run) -> dict[str, object]:
    day = clock.today()
    return {
        "run": run,
        "standings": [(row, _(STANDINGS[row.verdict])) for row in standings(run, day)],
        "balance": chain_balance(run), "limits": limits(day), "pictures": pictures(run, day),
    }  # fmt: skip


def analysis(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what a run says: the standing of each node, the balance of the chain, pictures with their numbers."""
    run = get_object_or_404(Run.objects.select_related("case"), uid=uid)
    return render(request, "navigation/analysis.html", {"case": run.case, **_read(run)})


def report(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the report of a project, its figures taken from the last run."""
    case = project(uid)
    runs = runs_of(case)
    words = {name: said(case, name, table) for name, table in
             (("kind", KINDS), ("level", LEVELS), ("outcome", OUTCOMES))}  # fmt: skip
    shown = {
        "case": case, **words, "team": Member.objects.filter(case=case), "tree": placed(case),
        "precision": last_measure(case, Sample.Kind.PRECISION), "recall": last_measure(case, Sample.Kind.RECALL),
        "conclusions": str(case.fields.get("conclusions", "")).splitlines(), "adoptions": adoptions(case),
        **(_read(runs[0]) if runs else {}),
    }  # fmt: skip
    return render(request, "navigation/report.html", shown)


def report_word(request: HttpRequest, uid: str) -> HttpResponse:
    """Give the report as a Word file, with the figures of the last run."""
    del request
    case = project(uid)
    answer = HttpResponse(as_word(case, clock.today()), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="navigation-{case.pk}.docx"'
    return answer


def measure(request: HttpRequest, uid: str) -> HttpResponse:
    """Draw a sample, or look for known documents."""
    case, by, day = project(uid), actor_of(request), clock.today()
    asked = request.POST.get("asked", "") if request.method == "POST" else ""
    drawing = DrawForm(request.POST if asked == "draw" else None)
    known = KnownForm(request.POST if asked == "known" else None)
    made: list[Sample] = []
    if fulfilled(
        request, drawing, lambda: made.append(actions.draw(case, by=by, on=day, **drawing.cleaned_data))
    ) or fulfilled(
        request, known,
        lambda: made.append(
            actions.look_for(case, numbers=known.cleaned_data["numbers"].split("\n"), by=by, on=day)
        ),
    ):  # fmt: skip
        return redirect(made[0])
    shown = {"case": case, "draw_form": drawing, "known_form": known}
    return render(request, "navigation/measure.html", shown, status=422 if drawing.errors or known.errors else 200)


def sample(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a sample: its measure with the interval, and the next document for whoever judges."""
    found = get_object_or_404(Sample.objects.select_related("case", "run"), uid=uid)
    by, day = actor_of(request), clock.today()
    own = "officer" in casework.parts_of(found.case, by, on=day)
    rows = drawn_of(found)
    open_rows = [row for row in rows if settled(each.is_relevant for each in row.judgements.all()) is None]
    shown = {
        "sample": found, "case": found.case, "share": measured(found), "kappa": kappa(found), "size": len(rows),
        "open": len(open_rows), "next": waiting(found, by.post) if own else None,
    }  # fmt: skip
    return render(request, "navigation/sample.html", shown)


def judge(request: HttpRequest, uid: str) -> HttpResponse:
    """Say whether one document of a sample is relevant."""
    found = get_object_or_404(Drawn.objects.select_related("sample__case"), uid=uid)
    if request.method != "POST" or request.POST.get("verdict") not in {"yes", "no"}:
        messages.error(request, _("请选「相关」或「不相关」。"))
        return redirect(found.sample)
    is_relevant = request.POST["verdict"] == "yes"
    return attempt(
        request, lambda: actions.judge(found, is_relevant=is_relevant, by=actor_of(request), on=clock.today()),
        done=_("已判读第%(order)s件。") % {"order": found.order}, to=found.sample.get_absolute_url(),
    )  # fmt: skip
