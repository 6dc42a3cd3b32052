"""The documents that a project found, to be cleaned and labelled, and to be taken away as its data set."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.forms import LabelForm
from minzhi.programmes.navigation.queries import documents
from minzhi.programmes.navigation.queries.book import nodes_of
from minzhi.programmes.navigation.views.answering import project
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, fulfilled

A_PAGE = 50


def page(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Show what the last run found, of a node or with a label, and say something of the documents ticked."""
    case, by, day = project(uid), actor_of(request), clock.today()
    if (left := leave(request, documents.listing(case))) is not None:
        return left
    form = LabelForm(request.POST if request.method == "POST" else None)
    count: list[int] = []

    def say() -> None:
        count.append(_say(case, request.POST.getlist("uid"), form.cleaned_data, by=by, on=day))

    def said() -> str:
        return ngettext("已处理%(count)s件。", "已处理%(count)s件。", count[0]) % {"count": count[0]}

    if fulfilled(request, form, say, done=said):
        return redirect(request.get_full_path())
    asked = request.GET.dict()
    part = Paginator(documents.found(case, asked), A_PAGE).get_page(asked.get("page"))
    shown = {
        "case": case, "page": part, "rows": documents.documents(case, part.object_list), "asked": asked, "form": form,
        "nodes": nodes_of(case), "words": documents.words(case),
        "own": "officer" in casework.parts_of(case, by, on=day),
    }  # fmt: skip
    return render(request, "navigation/documents.html", shown, status=422 if form.errors else 200)


def _say(case: casework.Case, uids: list[str], given: dict[str, Any], **who: Any) -> int:  # noqa: ANN401 - who acts, and when
    act = actions.label if given["act"] in {"label", "leave_out"} else actions.unlabel
    return act(case, uids, word=given["word"], is_noise=given["act"] in {"leave_out", "take_back"}, **who)
