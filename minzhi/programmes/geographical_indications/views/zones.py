"""Demonstration zones: the list, the acceptance pack, the experience that others can use."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.programmes.geographical_indications.queries import zones as queries
from minzhi.records.files.actions import open_file
from minzhi.records.scope.public import public


def index(request: HttpRequest) -> HttpResponse:
    """Show the zones with what each still lacks."""
    day = clock.today()
    rows = [
        (case, [each for each in queries.stated(case.fields, day) if not each.holds]) for case in queries.zones()[:200]
    ]
    return render(request, "geographical_indications/zones.html", {"rows": rows})


def pack(request: HttpRequest, uid: str) -> HttpResponse:
    """Show everything acceptance asks of a zone on one page: conditions with gaps, years, mid-term, papers."""
    case, day = get_object_or_404(queries.zones(), uid=uid), clock.today()
    shown = {
        "case": case, "day": day, "conditions": queries.stated(case.fields, day), "reports": queries.reports(case),
        "coverage": queries.registered(case, day), "groups": queries.mid_term(case.fields),
        "papers": case.papers.select_related("file").order_by("number"),
    }  # fmt: skip
    return render(request, "geographical_indications/pack.html", shown)


@public
def experience(request: HttpRequest) -> HttpResponse:
    """Show everybody what zones did, with figures, and how others can use it."""
    return render(request, "geographical_indications/experience.html", {"rows": queries.experience()})


@public
def experience_paper(request: HttpRequest, uid: UUID, number: int) -> FileResponse:
    """Hand everybody a paper that was published with an experience."""
    del request
    file = queries.readable(get_object_or_404(queries.experience(), uid=uid), number)
    if file is None:
        raise Http404(_("没有公布这份文件。"))
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)
