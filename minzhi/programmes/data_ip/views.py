"""The room's own pages: deposits, publicity, one application under several rules, quality, the pilot."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.data_ip import actions, queries
from minzhi.programmes.data_ip.forms import DepositForm, EvidenceForm, SampleForm, StageForm, WorkForm
from minzhi.programmes.data_ip.models import Deposit, Work
from minzhi.programmes.data_ip.rules.quality import report
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.files.actions import open_file
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import answer, leave
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.roles import Role

OFFLINE = (
    "minzhi/deposit-offline.html", "minzhi/vendor/js-sha256-1.0.0.min.js", "minzhi/sketch.js", "minzhi/offline.js",
)  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """Show the room: what there is to do, what ends soon, and figures of a period, each opening to its records."""
    shown = casework.figures(request, "data_ip")
    shown["ending"] = queries.ending_soon(clock.today())
    return render(request, "data_ip/room.html", shown)


@public
def deposit(request: HttpRequest) -> HttpResponse:
    """Keep the hashes that somebody's own browser computed; the files stay where they are."""
    day = clock.today()
    form = DepositForm(queries.registries(day), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            made = actions.deposit(on=day, files=given.pop("hashes"), **given)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "data_ip/deposited.html", {"deposit": made})
    return render(request, "data_ip/deposit.html", {"form": form}, status=422 if form.errors else 200)


@public
def offline(request: HttpRequest) -> HttpResponse:
    """Give the page that computes hashes and row sketches without any server."""
    del request
    shell, *scripts = (Path(str(finders.find(name))).read_text("utf-8") for name in OFFLINE)
    page = shell.replace("{{ scripts }}", "\n".join(scripts))
    return answer(page.encode(), "text/html; charset=utf-8", "minzhi-deposit.html")


@public
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Give the signed receipt of a deposit: number, hash and moment, nothing of a person."""
    del request
    found = get_object_or_404(Deposit.unscoped.all(), number=number)
    return answer(found.receipt.encode(), "text/plain; charset=utf-8", f"{number}.txt")


def deposits(request: HttpRequest) -> HttpResponseBase:
    """Show the deposits that officers of the registry may see; the list can be taken away."""
    if (left := leave(request, queries.LISTINGS[0])) is not None:
        return left
    words = request.GET.get("q", "").strip()
    return render(request, "data_ip/deposits.html", {"deposits": queries.deposits(words)[:200], "words": words})


@public
def publicity(request: HttpRequest) -> HttpResponse:
    """Show everybody the applications that are or were publicised."""
    rows = [(case, *queries.publicity_of(case)) for case in queries.publicised()[:200]]
    return render(request, "data_ip/publicity.html", {"rows": rows})


@public
def publicised(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is public of an application, what became of it, and how to object."""
    case = get_object_or_404(queries.publicised(), number=number)
    since, until = queries.publicity_of(case)
    shown = {
        "case": case, "fields": queries.shown_publicly(case), "since": since, "until": until,
        "may_object": case.state in {"publicised", "objection"}, "entry": queries.entry_of(case),
        "objections": queries.objections_to(case).exclude(state="withdrawn"),
    }  # fmt: skip
    return render(request, "data_ip/publicised.html", shown)


def _case(uid: str) -> casework.Case:
    found: casework.Case = get_object_or_404(casework.Case.objects.filter(process=queries.REGISTRATION), uid=uid)
    return found


def compare(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one application under the rules of every province there is a pack of, and what differs."""
    case = _case(uid)
    shown = {"case": case, "rows": queries.compared(case, clock.today())}
    return render(request, "data_ip/compare.html", shown)


def quality(request: HttpRequest, uid: str) -> HttpResponse:
    """Report on the quality of the data from a sample in the dossier; that it was read is on record."""
    case = _case(uid)
    form = SampleForm(case, request.GET or None)
    shown = {"case": case, "form": form, "declared": case.fields.get("structure", ""), "rows": case.fields.get("rows")}
    if form.is_bound and form.is_valid():
        paper = case.papers.select_related("file").get(number=form.cleaned_data["paper"])
        note(Note.Kind.READ, on=clock.today(), actor=actor_of(request), subject=paper, what=paper.file.sha256)
        try:
            shown |= {"report": report(queries.sample_of(paper)), "paper": paper}
        except ValueError:
            form.add_error("paper", _("样例里没有数据行，第一行须是字段名。"))
    return render(request, "data_ip/quality.html", shown)


def pilot(request: HttpRequest) -> HttpResponseBase:
    """Show the works of the pilot and begin another; the list can be taken away."""
    if (left := leave(request, queries.LISTINGS[1])) is not None:
        return left
    form = WorkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(by=actor_of(request), on=clock.today(), **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已登记。"))
            return redirect(made)
    shown = {"works": queries.works(request.GET.get("kind", "")), "form": form, "kinds": Work.Kind.choices}
    return render(request, "data_ip/pilot.html", shown, status=422 if form.errors else 200)


def work(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a work of the pilot; put evidence to it, bring it on."""
    found, actor, day = get_object_or_404(queries.works(), uid=uid), actor_of(request), clock.today()
    asked = request.POST.get("asked", "") if request.method == "POST" else ""
    evidence = EvidenceForm(*((request.POST, request.FILES) if asked == "evidence" else (None, None)))
    stage = StageForm(found, request.POST if asked == "stage" else None)
    form = {"evidence": evidence, "stage": stage}.get(asked)
    if form is not None and form.is_valid():
        try:
            if asked == "stage":
                actions.bring_on(found, by=actor, on=day, seen=seen(request), **form.cleaned_data)
            else:
                file = form.cleaned_data["papers"]
                actions.add_evidence(found, [(file.name, file.read())], by=actor, on=day, seen=seen(request))
        except (Refusal, ChangedMeanwhile) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已登记。"))
            return redirect(found)
    shown = {
        "work": found, "evidence_form": evidence, "stage_form": stage, "own": found.unit_id == actor.unit.pk,
        "may_publish": actor.role == Role.HEAD and found.kind == Work.Kind.PACK and not found.published_on,
    }  # fmt: skip
    return render(request, "data_ip/work.html", shown, status=422 if form is not None else 200)


@require_POST
def publish(request: HttpRequest, uid: str) -> HttpResponse:
    """Let everybody read an experience."""
    found = get_object_or_404(queries.works(), uid=uid)
    return attempt(
        request,
        lambda: actions.publish(
            found, request.POST.getlist("papers"), by=actor_of(request), on=clock.today(), seen=seen(request)
        ),
        done=_("已公布。"), to=found.get_absolute_url(),
    )  # fmt: skip


def evidence(request: HttpRequest, uid: str, sha256: str) -> FileResponse:
    """Hand out a paper that proves a work; the audit keeps who saw what."""
    found = get_object_or_404(queries.works(), uid=uid)
    file = found.evidence.filter(sha256=sha256).first()
    if file is None:
        raise Http404(_("没有这份证明材料。"))
    note(Note.Kind.READ, on=clock.today(), actor=actor_of(request), subject=found, what=sha256)
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)


@public
def experience(request: HttpRequest) -> HttpResponse:
    """Show everybody the experience that others can use."""
    return render(request, "data_ip/experience.html", {"works": queries.published_experience()})


@public
def experience_paper(request: HttpRequest, uid: UUID, sha256: str) -> FileResponse:
    """Hand everybody a paper that was published with an experience, and no other."""
    del request
    found = get_object_or_404(queries.published_experience(), uid=uid)
    file = found.evidence.filter(sha256=sha256).first() if sha256 in found.open_papers else None
    if file is None:
        raise Http404(_("没有公布这份文件。"))
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)
