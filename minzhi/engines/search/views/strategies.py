"""Strategies with addresses of their own: every version, what changed in the words, and what is new since."""

from difflib import ndiff

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from minzhi.engines.search import actions
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.models import Strategy
from minzhi.engines.search.queries import A_PAGE, understood
from minzhi.kit import clock
from minzhi.kit.numbers import plain
from minzhi.kit.refusal import NotYours
from minzhi.records.rights.queries import in_order
from minzhi.records.scope.public import public
from minzhi.records.units.actors import Actor

LAST_VERSION, NEVER = 10**9, -1
"""What is no version is none that ever was."""


@public
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a strategy, its versions, and what its last wording finds now."""
    strategy = get_object_or_404(Strategy.objects.select_related("unit"), code=code)
    versions = list(strategy.versions.select_related("post"))
    last = versions[-1]
    now = engine().ids(put_in(understood(last.text).tree, {}))
    fresh = sorted(set(now) - set(last.ids), reverse=True) if last.ids or not last.count else []
    gone = len(set(last.ids) - set(now))
    return render(
        request,
        "search/strategy.html",
        {
            "strategy": strategy,
            "last": last,
            "count": len(now),
            "fresh": in_order(fresh[:A_PAGE]),
            "fresh_count": len(fresh),
            "gone": gone,
            "looks": strategy.looks.order_by("-pk")[:10],
            "follows": _follows(request, strategy),
            "versions": [
                (version, _diff(before.text if before else "", version.text))
                for before, version in zip([None, *versions], versions, strict=False)
            ],
        },
    )


def _follows(request: HttpRequest, strategy: Strategy) -> bool:
    actor: Actor | None = getattr(request, "actor", None)
    return actor is not None and strategy.followers.filter(post=actor.post).exists()


def _diff(before: str, after: str) -> list[tuple[str, str]]:
    """Return the words of both wordings: ``+`` new, ``-`` gone, `` `` in both."""
    return [(line[0], line[2:]) for line in ndiff(before.split(), after.split()) if line[0] in "+- "] if before else []


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a query under a name."""
    strategy = actions.save_strategy(
        request.POST.get("title", ""), request.POST.get("q", ""), by=acting_or_refused(request), on=clock.today()
    )
    return redirect(strategy.get_absolute_url())


@require_POST
def reword(request: HttpRequest, code: str) -> HttpResponse:
    """Give a strategy another wording."""
    strategy = get_object_or_404(Strategy, code=code)
    given = request.POST.get("version", "")
    seen = (plain(given, LAST_VERSION) or NEVER) if given else None
    actions.reword_strategy(
        strategy, request.POST.get("q", ""), by=acting_or_refused(request), on=clock.today(), seen=seen
    )
    return redirect(strategy.get_absolute_url())


def acting_or_refused(request: HttpRequest) -> Actor:
    """Return who acts; raises `NotYours` where nobody does."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined] # set by the middleware
    if actor is None:
        raise NotYours("")
    return actor
