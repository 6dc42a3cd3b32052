"""Beside the hits: figures, lists of numbers, names to be resolved, subject databases, a right as PDF."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.documents import api as documents
from minzhi.engines.search import actions, analysis, exports, following, subjects
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Everything
from minzhi.engines.search.models import Strategy, SubjectBase, SubjectNode
from minzhi.engines.search.queries import class_titles, titles
from minzhi.engines.search.views.searching import ticked
from minzhi.engines.search.views.strategies import acting_or_refused
from minzhi.kit import clock
from minzhi.kit.numbers import plain
from minzhi.kit.text import mark
from minzhi.records.rights.models import NameRuling, Right
from minzhi.records.rights.names import band, doubts, rulings
from minzhi.records.scope.public import public
from minzhi.records.units.models import Unit

LONGEST_CYCLE, USUAL_CYCLE = 999, 30
LARGEST_KEY = 2**59
PDFS_A_MINUTE = 10
"""For one address; a batch leaves as a table."""
BETWEEN = re.compile(r"[\n\r\t;；、，]|,(?!\d{3}(?!\d))|(?<!\d),")
"""What stands between numbers; a comma also stands inside of one, before three digits."""
MOST_NUMBERS, MOST_NAMES, MOST_GROUPS = 5_000, 20_000, 100
CROSSINGS = (("pa", "ipc"), ("year", "ipc"), ("city", "ipc"), ("ag", "pa"))
NAMED = {
    "pa": mark("申请人"),
    "ipc": mark("分类（IPC）"),
    "year": mark("公开年"),
    "city": mark("所在地"),
    "ag": mark("代理机构"),
}


@public
def figures(request: HttpRequest) -> HttpResponse:
    """Show the trend of the answers, what occurs together in them, and suggestions of words and classes."""
    asked = request.GET.get("q", "").strip()
    try:
        tree = analysis.tree_of(asked, ticked(request)) if asked else Everything()
    except BadQuery as wrong:
        return render(request, "search/figures.html", {"asked": asked, "wrong": wrong}, status=422)
    years = analysis.trend(tree)
    top = max((count for _year, count in years), default=1)
    return render(
        request,
        "search/figures.html",
        {
            "asked": asked,
            "years": [(year, count, round(100 * count / top)) for year, count in years],
            "crossings": [_crossing(tree, *pair) for pair in CROSSINGS],
            "words": analysis.related_words(tree) if asked else [],
            "classes": analysis.suggested_classes(asked) if asked else [],
        },
    )


def _crossing(tree: Any, one: str, other: str) -> dict[str, Any]:  # noqa: ANN401 - any kind of tree
    found = analysis.crossed(tree, one, other)
    named = titles(other, found.columns)
    return {
        "title": f"{_(NAMED[one])} × {_(NAMED[other])}",
        "columns": [(column, named.get(column, "")) for column in found.columns],
        "rows": sorted(found.rows) if one == "year" else found.rows,
    }


@public
def numbers(request: HttpRequest) -> HttpResponse:
    """Show for a list of numbers a table: on the page, or as CSV."""
    text = request.POST.get("text", "")
    listed = [each for each in BETWEEN.split(text) if each.strip()]
    if len(listed) > MOST_NUMBERS:
        said = {"count": len(listed), "most": MOST_NUMBERS}
        wrong = _("共%(count)s个号码，一次最多%(most)s个，没有查。请分成几次。") % said
        return render(request, "search/numbers.html", {"text": text, "wrong": wrong}, status=422)
    found = analysis.by_numbers(listed)
    if request.POST.get("form") != "csv":
        missing = sum(each.right is None for each in found)
        return render(request, "search/numbers.html", {"text": text, "found": found, "missing": missing})
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_("所列号码"), *exports.headings()])
    for each in found:
        cells = exports.row(each.right) if each.right else [_("库中没有")]
        writer.writerow([exports.safe(cell) for cell in (each.written, *cells)])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="numbers.csv"'
    return response


@public
def as_pdf(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Give a right's page as PDF; setting one takes a while, so that each address has so many a minute."""
    if _asks_too_often(request):
        words = _("一分钟内最多下载%(most)s份PDF，请稍后再试。") % {"most": PDFS_A_MINUTE}
        return HttpResponse(words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    right = get_object_or_404(Right, uid=uid, withdrawn=False)
    said = {"right": right, "lines": _lines(right), "made_on": clock.today().isoformat()}
    content = documents.page_as_pdf(render_to_string("search/right_pdf.html", said))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{right.number or right.pk}.pdf"'
    return response


def _asks_too_often(request: HttpRequest) -> bool:
    key = f"search.pdf:{request.META.get('REMOTE_ADDR', '')}:{int(clock.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > PDFS_A_MINUTE


def _lines(right: Right) -> list[tuple[str, str]]:
    called = class_titles(right.classes.get("ipc", []))
    classes = [f"{each} {called.get(each.partition('/')[0], '')}".strip() for each in right.classes.get("ipc", [])]
    pairs = [*zip(exports.headings(), exports.row(right), strict=True), (_("分类"), "；".join(classes))]
    texts = [(_("摘要"), right.abstract), (_("权利要求"), right.claims), (_("商品和服务"), right.goods)]
    events = "\n".join(str(event) for event in right.events.filter(delivery__withdrawn_on=None))
    return [(name, text) for name, text in [*pairs, *texts, (_("法律事件"), events)] if text]


def names(request: HttpRequest) -> HttpResponse:
    """Show names of applicants that look alike, for an officer to rule on, and the rulings there are."""
    acting_or_refused(request)
    ruled = rulings()
    index = engine()
    counted = index.counts(index.compiled(Everything()), ("pa",), size=MOST_NAMES)["pa"]  # type: ignore[arg-type]  # each engine's own
    return render(
        request,
        "search/names.html",
        {
            "groups": band(counted, ruled)[:MOST_GROUPS],
            "doubts": doubts(ruled)[:MOST_GROUPS],
            "rulings": NameRuling.objects.select_related("post")[:200],
        },
    )


@require_POST
def rule(request: HttpRequest) -> HttpResponse:
    """Rule on the names that were ticked: one holder, or each apart."""
    given, by = request.POST.getlist("name"), acting_or_refused(request)
    if request.POST.get("apart"):
        actions.keep_apart(given, by=by, on=clock.today())
    else:
        actions.rule_names(given, request.POST.get("holder", ""), by=by, on=clock.today())
    return redirect("search:names")


@require_POST
def unrule(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a ruling back."""
    actions.undo_ruling(get_object_or_404(NameRuling, uid=uid), by=acting_or_refused(request), on=clock.today())
    return redirect("search:names")


@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Follow a strategy, or leave it."""
    strategy = get_object_or_404(Strategy, code=code)
    act: Callable[..., Any] = following.unfollow if request.POST.get("leave") else following.follow
    act(strategy, by=acting_or_refused(request), on=clock.today())
    return redirect(strategy.get_absolute_url())


@public
def subject_list(request: HttpRequest) -> HttpResponse:
    """Show the subject databases that the reader may use."""
    actor = getattr(request, "actor", None)
    units = Unit.objects.order_by("pk") if actor else ()
    return render(request, "search/subjects.html", {"bases": subjects.visible(actor), "units": units})


@require_POST
def open_subject(request: HttpRequest) -> HttpResponse:
    """Open a subject database."""
    base = subjects.open_subject(
        request.POST.get("title", ""),
        request.POST.get("topic", ""),
        cycle_days=plain(request.POST.get("cycle_days", ""), LONGEST_CYCLE) or USUAL_CYCLE,
        is_public=bool(request.POST.get("is_public")),
        users=list(Unit.objects.filter(pk__in=filter(None, map(_key, request.POST.getlist("users"))))),
        by=acting_or_refused(request),
        on=clock.today(),
    )
    return redirect(base.get_absolute_url())


def _key(given: str) -> int | None:
    return plain(given, LARGEST_KEY)


def _base(request: HttpRequest, code: str) -> SubjectBase:
    return get_object_or_404(subjects.visible(getattr(request, "actor", None)), code=code)


@public
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """Show a subject database: its taxonomy with numbers, each leaf a search."""
    base = _base(request, code)
    nodes = list(base.nodes.select_related("strategy"))
    actor = getattr(request, "actor", None)
    return render(
        request,
        "search/subject.html",
        {
            "base": base,
            "users": base.users.all(),
            "nodes": _ordered(nodes),
            "own": actor is not None and actor.unit.pk == base.unit_id,
        },
    )


def _ordered(nodes: list[SubjectNode], parent: int | None = None, depth: int = 0) -> list[tuple[int, SubjectNode]]:
    return [
        each
        for node in nodes
        if node.parent_id == parent
        for each in ((depth, node), *_ordered(nodes, node.pk, depth + 1))
    ]


@require_POST
def add_branch(request: HttpRequest, code: str) -> HttpResponse:
    """Grow a branch of a subject database."""
    base, by = _base(request, code), acting_or_refused(request)
    above = _key(request.POST.get("parent", ""))
    parent = get_object_or_404(base.nodes, pk=above) if above else None
    subjects.add_branch(
        base, request.POST.get("title", ""), request.POST.get("q", ""), parent=parent, by=by, on=clock.today()
    )
    return redirect(base.get_absolute_url())


@require_POST
def count_subject(request: HttpRequest, code: str) -> HttpResponse:
    """Count a subject database anew."""
    acting_or_refused(request)
    base = _base(request, code)
    subjects.count_again(base, on=clock.today())
    return redirect(base.get_absolute_url())
