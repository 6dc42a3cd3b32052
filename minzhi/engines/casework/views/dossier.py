"""The dossier: papers come in, are read, are served; every reading of a file is on record."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions import office, service
from minzhi.engines.casework.forms import PapersForm, ServiceForm, posted, uploads
from minzhi.engines.casework.models import Paper
from minzhi.engines.casework.views.acts import find
from minzhi.kit import clock
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.files.actions import open_file
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of


def add(request: HttpRequest, uid: str) -> HttpResponse:
    """Put papers into the dossier."""
    case, actor = find(uid), actor_of(request)
    form = PapersForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            papers = uploads(
                given["papers"], kind=given["kind"], came_from=given["came_from"], is_public=given["is_public"]
            )
            office.file_papers(case, papers, by=actor, on=clock.today())
        except (Refusal, ChangedMeanwhile) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已入卷。"))
            return redirect(case)
    shown = {"form": form, "case": case, "title": _("入卷"), "submit": _("入卷")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


def read(request: HttpRequest, uid: str) -> FileResponse:
    """Hand out a paper's file; the audit keeps who saw what."""
    paper = get_object_or_404(Paper.objects.select_related("file", "case"), uid=uid)
    note(Note.Kind.READ, on=clock.today(), actor=actor_of(request), subject=paper, what=paper.file.sha256)
    return FileResponse(
        open_file(paper.file), content_type=paper.file.media_type, as_attachment=True, filename=paper.file.name
    )


def serve(request: HttpRequest, uid: str) -> HttpResponse:
    """Put on record how a paper was served."""
    paper = get_object_or_404(Paper.objects.select_related("case__unit", "file"), uid=uid)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            service.serve(paper, by=actor_of(request), on=clock.today(), **form.cleaned_data)
        except FormWrong as wrong:
            form.add_wrong(wrong)
        except (Refusal, ChangedMeanwhile) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("送达已记录。"))
            return redirect(paper.case)
    title = _("送达　%(paper)s") % {"paper": paper}
    shown = {"form": form, "case": paper.case, "title": title, "submit": _("记录送达")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)
