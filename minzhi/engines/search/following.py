"""Strategies that posts follow: looked at by the calendar, and each follower is told what is new."""

import hashlib
from contextlib import suppress
from datetime import date

from django.db import transaction

from minzhi.engines.search.actions import LISTED
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.models import Following, Look, Strategy
from minzhi.engines.search.queries import understood
from minzhi.records.facts.actions import record
from minzhi.records.outbox.actions import append
from minzhi.records.outbox.models import Outgoing
from minzhi.records.units.actors import Actor


@transaction.atomic
def follow(strategy: Strategy, *, by: Actor, on: date) -> Following:
    """Let a post be told of new hits; twice is once."""
    following, made = Following.objects.get_or_create(strategy=strategy, post=by.post, defaults={"since": on})
    if made:
        record("search.strategy_followed", subject=strategy, by=by, on=on, payload={"code": strategy.code})
    return following


@transaction.atomic
def unfollow(strategy: Strategy, *, by: Actor, on: date) -> None:
    """Let a post be told no longer."""
    gone, _rows = Following.objects.filter(strategy=strategy, post=by.post).delete()
    if gone:
        record("search.strategy_unfollowed", subject=strategy, by=by, on=on, payload={"code": strategy.code})


@transaction.atomic
def look_again(strategy: Strategy, *, on: date) -> int:
    """Look what a strategy finds now, and tell its followers; returns how many are new since the last look."""
    last = strategy.versions.order_by("-number")[0]
    before: Look | None = strategy.looks.order_by("-pk").first()
    ids = engine().ids(put_in(understood(last.text).tree, {}))
    digest = hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()
    known = before or last
    if known.digest == digest:
        return 0
    fresh = len(set(ids) - set(known.ids)) if known.ids or not known.count else max(len(ids) - known.count, 0)
    kept = ids if len(ids) <= LISTED else []
    look = Look.objects.create(strategy=strategy, looked_on=on, count=len(ids), digest=digest, ids=kept, fresh=fresh)
    if fresh:
        for each in strategy.followers.select_related("post__officer"):
            told = {"title": strategy.title, "fresh": fresh, "count": look.count, "code": strategy.code}
            append(
                Outgoing.Kind.MESSAGE, "search.strategy_has_new", to=each.post.officer, on=on, parameters=told,
                once=f"look-{look.pk}-{each.pk}",
            )  # fmt: skip
    return fresh


def look_at_all(*, on: date) -> int:
    """Look at every strategy that somebody follows; returns how many have something new.

    One whose words can be read no longer, for the language has changed since, keeps none of the others from it.
    """
    count = 0
    for strategy in Strategy.objects.filter(followers__isnull=False).distinct():
        with suppress(BadQuery):
            count += look_again(strategy, on=on) > 0
    return count
