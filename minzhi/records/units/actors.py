"""Who acts: an officer in a post, of their own or lent to them."""

from dataclasses import dataclass
from datetime import date

from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Officer, Post, Unit
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


def actors(officer: Officer, *, on: date) -> list[Actor]:
    """Return every part an officer may play on a day: own posts first, then posts lent to them. One query."""
    lent = Post.objects.filter(valid_on(on), valid_on(on, "delegations__"), delegations__to=officer)
    own = Post.objects.filter(valid_on(on), officer=officer)
    posts = Post.objects.filter(pk__in=own.values("pk").union(lent.values("pk"))).select_related("unit", "officer")
    ranked = sorted(posts, key=lambda post: (post.officer_id != officer.pk, post.pk))
    return [Actor(officer, post) for post in ranked]
