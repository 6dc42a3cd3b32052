"""Reports with proof: a statement is drafted, worded, adopted; every figure opens to the records behind it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.engines.documents import api as documents
from minzhi.engines.tasklist.models import Sheet
from minzhi.engines.tasklist.models.statements import Claim, Statement
from minzhi.engines.tasklist.queries.statements import STATEMENTS
from minzhi.engines.tasklist.statements import actions
from minzhi.engines.tasklist.statements.figures import Figure, Record
from minzhi.engines.tasklist.statements.papers import values
from minzhi.engines.tasklist.statements.told import changed, proofs, told
from minzhi.engines.tasklist.views.shown import actor_of, attempt, page, seen, the_plan
from minzhi.kit import clock
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import Refusal
from minzhi.records.files.kinds import WORD
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.leaving import answer, leave
from minzhi.records.tables.listing import Column, Listing

A_PAGE = 50
OF_A_PERIOD = (Statement.Kind.BULLETIN, Statement.Kind.SUMMARY, Statement.Kind.SELF_ASSESSMENT)


class DraftForm(forms.Form):
    """Which statement, of which period."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"))
    period = forms.ChoiceField(label=gettext_lazy("期间"))

    def __init__(self, kinds: Iterable[Statement.Kind], periods: Iterable[str], *args: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined] # a choice
        self.fields["period"].choices = [(period, period) for period in periods]  # type: ignore[attr-defined] # a choice


def index(request: HttpRequest) -> HttpResponseBase:
    """Show the statements that the reader may see, and begin one."""
    if (leaving := leave(request, STATEMENTS)) is not None:
        return leaving
    notice, actor, day = the_plan(), actor_of(request), clock.today()
    kinds = [kind for kind in OF_A_PERIOD if actions.may_draft(kind, actor)]
    now = Period.of(day)
    periods = [str(Period(now.year, no)) for no in range(now.quarter, 0, -1)] + [str(Period(now.year))]
    form = DraftForm(kinds, periods, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begun(request, form.cleaned_data["kind"], form.cleaned_data["period"], None)
    return page(
        request, "statements", notice=notice, rows=STATEMENTS.rows({}), form=form if kinds else None,
        status=422 if form.errors else 200,
    )  # fmt: skip


def _begun(request: HttpRequest, kind: str, period: str, sheet: Sheet | None) -> HttpResponse:
    try:
        made = actions.draft(kind, the_plan(), period, by=actor_of(request), on=clock.today(), sheet=sheet)
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect(sheet or "plan:statements")
    return redirect(made)


@require_POST
def of_sheet(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """Begin the paper of a supervision sheet, or of its reply."""
    sheet = get_object_or_404(Sheet.objects.select_related("unit", "measure__task", "case"), uid=uid)
    if kind not in {Statement.Kind.SHEET, Statement.Kind.REPLY}:
        raise Http404
    before = Statement.objects.filter(sheet=sheet, kind=kind, unit=actor_of(request).unit).first()
    return redirect(before) if before else _begun(request, kind, sheet.period, sheet)


def _found(uid: str) -> Statement:
    rows = Statement.objects.select_related("unit", "notice", "document__issue", "sheet__measure__task", "sheet__case")
    found: Statement = get_object_or_404(rows, uid=uid)
    return found


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a statement, its figures as links; whoever writes it may change the words around them."""
    found, actor, day = _found(uid), actor_of(request), clock.today()
    return page(
        request, "statement", statement=found, notice=found.notice, told=told(found, on=day),
        changed=changed(found, on=day), writes=actions.may_word(found, actor), signs=actions.may_adopt(found, actor),
        heads=documents.letterheads(found.unit), why_not=documents.why_not(),
    )  # fmt: skip


def figure(request: HttpRequest, uid: str, no: int) -> HttpResponseBase:
    """Show the records behind one figure: as frozen, as they are now, and the documents that prove them."""
    found, day = _found(uid), clock.today()
    shown = next((each for said in told(found, on=day) for number, each in said.numbered if number == no), None)
    if shown is None:
        raise Http404(_("这份报告没有这个编号的数。"))
    claim = next(said.claim for said in told(found, on=day) if no in dict(said.numbered))
    open_ones = _visible(shown.records)
    rows = [record for record in shown.records if record.uid in open_ones]
    if (leaving := leave(request, _listing(shown, rows))) is not None:
        return leaving
    pages = Paginator(rows, A_PAGE)
    return page(
        request, "figure", statement=found, notice=found.notice, figure=shown, no=no, claim=claim,
        hidden=len(shown.records) - len(rows), difference=changed(found, on=day).get(no),
        pieces=proofs([uid for record in rows for uid in record.beneath]),
        shown=pages.get_page(request.GET.get("page")),
        facts=sum(len(record.facts) for record in shown.records),
    )  # fmt: skip


def _listing(shown: Figure, rows: list[Record]) -> Listing:
    """Return the records behind a figure as a list that can be taken away."""
    columns = (
        Column(gettext_lazy("记录"), lambda record: record.label),
        Column(gettext_lazy("内容"), lambda record: record.says),
        Column(gettext_lazy("佐证"), lambda record: len(record.beneath), "number"),
        Column(gettext_lazy("编号"), lambda record: record.uid),
    )
    return Listing(
        "tasklist.figure", f"{_(shown.formula)}　{shown.amount}", "plan:figure", columns, lambda _asked: rows
    )


def _visible(records: Iterable[Record]) -> set[str]:
    """Return the uids of the records that the reader may see; sums are for all, single records stay in scope."""
    by_kind: dict[str, set[str]] = {}
    for record in records:
        by_kind.setdefault(record.kind, set()).add(record.uid)
    found: set[str] = set()
    for kind, uids in by_kind.items():
        model = apps.get_model(kind)
        if issubclass(model, Scoped):
            found |= {str(uid) for uid in model.objects.filter(uid__in=uids).values_list("uid", flat=True)}
        else:
            found |= uids
    return found


def word(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a draft as Word, as it would look today; an adopted one lies with its paper."""
    found = _found(uid)
    if found.document:
        return redirect("documents:file", found.document.uid, "word")
    said = values(found, told(found, on=clock.today()), address=request.build_absolute_uri("/"))
    content = documents.preview(f"tasklist.{found.kind}", said, issuer=found.unit.name)
    return answer(content, WORD, f"{found.title}.docx")


@require_POST
def claim(request: HttpRequest, uid: str, claim: str, act: str) -> HttpResponse:
    """Change the words of a sentence, or leave it out."""
    found = get_object_or_404(Claim.objects.select_related("statement"), uid=claim, statement=_found(uid))
    actor, day, version = actor_of(request), clock.today(), seen(request)
    to = found.statement.get_absolute_url()
    if act == "drop":
        return attempt(
            request, lambda: actions.drop(found, by=actor, on=day, seen=version), done=_("已删去这一句。"), to=to
        )
    words = request.POST.get("words", "").strip()
    return attempt(
        request, lambda: actions.reword(found, words, by=actor, on=day, seen=version), done=_("已保存。"),
        to=f"{to}#c{found.pk}",
    )  # fmt: skip


@require_POST
def add(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a sentence without figures."""
    found, actor, day = _found(uid), actor_of(request), clock.today()
    heading, words = request.POST.get("heading", ""), request.POST.get("words", "").strip()
    return attempt(
        request, lambda: actions.add(found, heading, words, by=actor, on=day), done=_("已加入。"),
        to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def adopt(request: HttpRequest, uid: str) -> HttpResponse:
    """Sign a statement: it becomes a numbered paper."""
    found, actor, day, version = _found(uid), actor_of(request), clock.today(), seen(request)
    prefix, address = request.POST.get("prefix", ""), request.build_absolute_uri("/")
    return attempt(
        request,
        lambda: actions.adopt(found, prefix=prefix, address=address, by=actor, on=day, seen=version),
        done=_("已签发，数据和依据已冻结。"), to=found.get_absolute_url(),
    )  # fmt: skip
