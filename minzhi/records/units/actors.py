"""Who acts: an officer in a post, of their own or lent to them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, DateField, OuterRef, QuerySet, Subquery

from minzhi.records.accounts.models import Account
from minzhi.records.tables.composed import Composed, Given
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Officer, Placement, Post, Unit
from minzhi.records.units.roles import Role


@dataclass(frozen=True)
class Actor:
    """The person who answers for an act, and the post it is done in (another's while delegated)."""

    officer: Officer
    post: Post

    def __str__(self) -> str:
        return str(self.post) if self.post.officer_id == self.officer.pk else f"{self.post}（{self.officer}）"

    @property
    def unit(self) -> Unit:
        return self.post.unit

    @property
    def role(self) -> Role:
        return Role(self.post.role)


def _posts() -> QuerySet[Post]:
    """Return the posts of an account's officer on a day, own and lent, with where their units stand."""
    day, account = Given("day", DateField()), Given("account", BigIntegerField())
    stands = Placement.objects.filter(valid_on(day), unit=OuterRef("unit"))
    lent = Post.objects.filter(valid_on(day), valid_on(day, "delegations__"), delegations__to__account=account)
    own = Post.objects.filter(valid_on(day), officer__account=account)
    posts = Post.objects.filter(pk__in=own.values("pk").union(lent.values("pk"))).select_related("unit", "officer")
    return posts.annotate(path=Subquery(stands.values("path")[:1]))


POSTS = Composed(_posts)


def actors(officer: Officer, *, on: date) -> list[Actor]:
    """Return every part an officer may play on a day: own posts first, then posts lent to them. One query."""
    return actors_of(officer.account, on=on)


def actors_of(account: Account, *, on: date) -> list[Actor]:
    """Return every part that the officer behind an account may play on a day, as `actors` does. One query."""
    posts = POSTS(day=on, account=account.pk)
    ranked = sorted(posts, key=lambda post: (post.officer.account_id != account.pk, post.pk))
    if not ranked:
        return []
    first = ranked[0].officer
    officer = first if first.account_id == account.pk else account.officer
    return [Actor(officer, post) for post in ranked]
