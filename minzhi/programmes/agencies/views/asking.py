"""How pages of the room show lists and do what their forms ask."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.files.actions import open_file
from minzhi.records.files.kinds import Refused
from minzhi.records.files.models import StoredFile
from minzhi.records.tables.listing import Listing
from minzhi.records.tables.rows import ChangedMeanwhile, Row
from minzhi.records.units.answering import actor_of

AT_ONCE = 100


@dataclass(frozen=True)
class Ask:
    """One form of a page: its name, the word on its button, and what it does with what was filled in."""

    name: str
    title: str
    form: forms.Form
    do: Callable[[dict[str, Any]], object]


def ask(
    request: HttpRequest, name: str, title: str, form: type[forms.Form], do: Callable[[dict[str, Any]], object],
    initial: dict[str, Any] | None = None, **more: Any,  # noqa: ANN401 - what a form's class asks for
) -> Ask:  # fmt: skip
    """Return a form of a page, filled with what was posted for it."""
    mine = request.method == "POST" and request.POST.get("asked") == name
    data, files = (request.POST, request.FILES) if mine else (None, None)
    return Ask(name, title, form(data, files, initial=initial, auto_id=f"id_{name}_%s", **more), do)


def carried_out(request: HttpRequest, asks: Sequence[Ask], *, done: Any = "") -> bool:  # noqa: ANN401 - words, or lazy ones
    """Do what one of the forms asks; where it is wrong, that form says so and nothing was changed."""
    for each in asks:
        if not each.form.is_bound or not each.form.is_valid():
            continue
        try:
            each.do(each.form.cleaned_data)
        except FormWrong as wrong:
            for name, sentence in wrong.fields.items():
                each.form.add_error(name if name in each.form.fields else None, sentence)
        except (Refusal, Refused, ChangedMeanwhile) as refused:
            each.form.add_error(None, str(refused))
        else:
            messages.success(request, done or _("已保存。"))
            return True
    return False


def page(request: HttpRequest, template: str, asks: Sequence[Ask], **shown: object) -> HttpResponse:
    """Show a page with its forms; 422 where one of them is wrong."""
    wrong = shown.get("wrong") or any(each.form.errors for each in asks)
    return render(request, f"agencies/{template}.html", {"asks": asks, **shown}, status=422 if wrong else 200)


def handed_out(request: HttpRequest, row: Row, files: Iterable[StoredFile], number: int) -> FileResponse:
    """Hand an officer one file of a row, the first is 1; the audit keeps who saw what."""
    file = next((each for place, each in enumerate(files, 1) if place == number), None)
    if file is None:
        raise Http404(_("没有这份附件。"))
    note(Note.Kind.READ, on=clock.today(), actor=actor_of(request), subject=row, what=file.sha256)
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)


def listed(request: HttpRequest, listing: Listing, rows: Any, *, link: Callable[[Any], str]) -> dict[str, Any]:  # noqa: ANN401 - rows of any kind
    """Return what `agencies/_table.html` shows: one page of a list, each row with its address ("" for none)."""
    part = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    return {
        "listing": listing,
        "part": part,
        "rows": [(link(row), [(column, column.value(row)) for column in listing.columns]) for row in part],
    }
