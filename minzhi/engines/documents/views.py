"""Pages of papers: the list, one paper with its versions and files, the templates."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.documents import archive as archives
from minzhi.engines.documents import papers
from minzhi.engines.documents.actions import drafting
from minzhi.engines.documents.actions.labelling import label, may_label
from minzhi.engines.documents.actions.templates import may_replace, replace_template
from minzhi.engines.documents.forms import IssueForm, LabelForm, TemplateForm
from minzhi.engines.documents.jobs import render as render_files
from minzhi.engines.documents.models import Document, Template
from minzhi.engines.documents.pdf.setting import why_not
from minzhi.engines.documents.queries.documents import renditions, word, words
from minzhi.engines.documents.queries.listings import PAPERS, TEMPLATES
from minzhi.engines.documents.queries.templates import content_of, latest
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.files.actions import open_file
from minzhi.records.files.kinds import WORD
from minzhi.records.tables.leaving import answer, leave
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.roles import Role

A_PAGE, REASON = 50, 200
SIGNERS = frozenset({Role.HEAD, Role.SUPERVISOR})


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the papers that the reader may see, the latest first."""
    if (leaving := leave(request, PAPERS)) is not None:
        return leaving
    page = Paginator(PAPERS.rows({}), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/documents.html", {"page": page})


def document(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one paper: what it says, its versions, who signed, its files. Reading a sensitive one goes on record."""
    found = _found(uid)
    if found.is_sensitive:
        note(Note.Kind.OPENED, on=clock.today(), actor=actor_of(request), subject=found, what=found.kind)
    return _page(request, found)


def _found(uid: str) -> Document:
    found: Document = get_object_or_404(Document.objects.select_related("unit", "drafted_by__officer"), uid=uid)
    return found


def _page(request: HttpRequest, found: Document, form: IssueForm | None = None) -> HttpResponse:
    paper, issued = papers.get(found.kind), found.issued
    said = words(found)
    shown = {
        "document": found,
        "issue": issued,
        "files": renditions(found),
        "why_not": why_not(),
        "revisions": found.revisions(manager="unscoped").select_related("post__officer", "post__unit"),
        "words": [(_(field.label), said.get(field.key), field) for field in paper.fields if said.get(field.key)],
        "form": form or IssueForm(found) if not issued and _may_sign(request, found) else None,
        "label_form": LabelForm(initial={"label": found.label}) if may_label(actor_of(request), found) else None,
    }
    return render(request, "documents/document.html", shown, status=422 if form else 200)


def _may_sign(request: HttpRequest, found: Document) -> bool:
    """Tell whether the reader may sign here; a paper of a room is signed where its room says."""
    actor = actor_of(request)
    return not papers.get(found.kind).signed_in_room and actor.role in SIGNERS and actor.unit == found.unit


@require_POST
def issue(request: HttpRequest, uid: str) -> HttpResponse:
    """Sign a paper."""
    found = _found(uid)
    if not _may_sign(request, found):
        raise Http404
    form = IssueForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    actor, day, version = actor_of(request), clock.today(), seen(request)
    prefix = form.cleaned_data["head"]
    return attempt(
        request, lambda: drafting.issue(found, prefix=prefix, by=actor, on=day, seen=version), done=_("已签发。"),
        to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def relabel(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a paper another security label."""
    found, actor, day, version = _found(uid), actor_of(request), clock.today(), seen(request)
    chosen, why = request.POST.get("label", ""), request.POST.get("why", "")[:REASON]
    return attempt(
        request, lambda: label(found, as_=chosen, why=why, by=actor, on=day, seen=version),
        done=_("安全标记已变更。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def render_again(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask the worker for the files that are missing."""
    del request
    found = _found(uid)
    if not found.issued:
        raise Http404
    render_files.enqueue(str(found.uid))
    return redirect(found)


def file(request: HttpRequest, uid: str, form: str) -> HttpResponseBase:
    """Give a paper as Word or PDF; Word is made now where the worker has not made it yet."""
    del request
    found = _found(uid)
    if made := renditions(found).get(form):
        return FileResponse(open_file(made.file), as_attachment=True, filename=_name(found, form))
    if form == "word":
        return answer(word(found), WORD, _name(found, form))
    raise Http404(_("这件公文还没有这种文件：后台任务正在生成，请稍后再试。"))


def _name(found: Document, form: str) -> str:
    issued = found.issued
    number = f"{issued.number} " if issued and issued.number else ""
    return f"{number}{found.title}.{'docx' if form == 'word' else form}"


def archive(request: HttpRequest, uid: str) -> HttpResponse:
    """Give one issued paper packed for the archive."""
    del request
    found = _found(uid)
    if not found.issued:
        raise Http404
    return answer(archives.archive(found.title, [found]), "application/zip", f"{found.title}.zip")


def templates(request: HttpRequest) -> HttpResponseBase:
    """Show all kinds of papers with the template that holds."""
    if (leaving := leave(request, TEMPLATES)) is not None:
        return leaving
    rows = [(paper, _(paper.title), latest(paper)) for paper in papers.registered()]
    return render(request, "documents/templates.html", {"rows": rows, "why_not": why_not()})


def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the fields and versions of a template; take a new one in."""
    paper = _paper(kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _taken_in(request, paper, form):
        return redirect("documents:template", kind)
    shown = {
        "paper": paper,
        "title": _(paper.title),
        "fields": [(field, _(field.label)) for field in paper.all_fields()],
        "versions": Template.objects.filter(kind=kind).select_related("uploaded_by__officer"),
        "form": form if may_replace(actor_of(request)) else None,
    }
    return render(request, "documents/template.html", shown, status=422 if form.errors else 200)


def _taken_in(request: HttpRequest, paper: papers.Paper, form: TemplateForm) -> bool:
    """Try the template; what is wrong with it is said at the form, line by line."""
    given = form.cleaned_data["file"]
    try:
        replace_template(
            paper.key, given.read(), name=given.name, note=form.cleaned_data["note"], by=actor_of(request),
            on=clock.today(),
        )  # fmt: skip
    except Refusal as refused:
        form.add_error("file", str(refused).splitlines())
        return False
    return True


def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give a template as Word: the one that holds, a version by ``?no=3``, the shipped one by ``?no=0``."""
    paper, no = _paper(kind), request.GET.get("no", "")
    found = get_object_or_404(Template, kind=kind, no=no) if no.isdigit() and int(no) else latest(paper)
    return answer(content_of(paper, None if no == "0" else found), WORD, f"{_(paper.title)}.docx")


def _paper(kind: str) -> papers.Paper:
    try:
        return papers.get(kind)
    except papers.Unknown as unknown:
        raise Http404 from unknown
