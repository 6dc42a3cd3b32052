"""One right with everything that is known of it, and two side by side."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from minzhi.engines.search.analysis import alike
from minzhi.engines.search.claims import claim_tree
from minzhi.engines.search.comparing import shared
from minzhi.engines.search.graph import picture
from minzhi.engines.search.highlights import asked_words, marked, reasons
from minzhi.engines.search.index.rows import document_of
from minzhi.engines.search.language.fields import levels
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Everything, Tree
from minzhi.engines.search.queries import cited, citing, class_titles, family_of, nice_titles, understood
from minzhi.records.rights.models import Right
from minzhi.records.rights.queries import registered, sources_of
from minzhi.records.scope.public import public

COMPARED, DEEPEST = ("title", "abstract", "claims"), 4
"""The columns that are compared; how deep claims are set in."""


@public
def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a right; where it was found by a query, with the hits marked and why it was found."""
    right = get_object_or_404(Right, uid=uid, withdrawn=False)
    tree = _asked(request)
    called = class_titles(right.classes.get("ipc", []))
    classes = [
        (symbol, [called[level] for level in levels(symbol)[1:] if level in called])
        for symbol in right.classes.get("ipc", [])
    ]
    claims = [
        (claim, marked(claim.text, asked_words(tree, "CLMS")), min(claim.depth, DEEPEST))
        for claim in claim_tree(right.claims)
    ]
    family, cites, cited_by = family_of(right), cited(right), citing(right)
    return render(
        request,
        "search/right.html",
        {
            "right": right,
            "picture": picture(right, family, cites, cited_by),
            "publications": right.publications.all(),
            "classes": classes,
            "nice": nice_titles(right.classes.get("nice", [])),
            "claims": claims,
            "family": family,
            "alike": alike(f"{right.title}\n{right.abstract}", limit=5, but=right.pk),
            "cited": cites,
            "citing": cited_by,
            "events": right.events.filter(delivery__withdrawn_on=None),
            "sources": sources_of(right),
            "registered": registered(right),
            "abstract": marked(right.abstract, asked_words(tree, "AB")),
            "title": marked(right.title, asked_words(tree, "TI") + asked_words(tree, "TM")),
            "why": reasons(tree, document_of(right, {})) if request.GET.get("q") else [],
            "asked": request.GET.get("q", ""),
        },
    )


def _asked(request: HttpRequest) -> Tree:
    try:
        return understood(request.GET["q"]).tree if request.GET.get("q") else Everything()
    except BadQuery:
        return Everything()


@public
def compare(request: HttpRequest) -> HttpResponse:
    """Show two rights side by side, what they share marked."""
    uids = request.GET.getlist("uid")[:2]
    rights = list(Right.objects.filter(uid__in=[uid for uid in uids if _is_uid(uid)]))
    rows = []
    if len(rights) == len(uids) > 1:
        one, other = rights
        rows = [(_title(name), *shared(getattr(one, name), getattr(other, name))) for name in COMPARED]
    return render(request, "search/compare.html", {"rights": rights, "rows": rows})


def _title(column: str) -> str:
    return str(getattr(Right._meta.get_field(column), "verbose_name", column))  # noqa: SLF001 - public in Django's docs


def _is_uid(written: str) -> bool:
    try:
        return bool(UUID(written))
    except ValueError:
        return False
