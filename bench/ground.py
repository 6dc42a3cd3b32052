"""What the benchmarks stand on: the demonstration, made once in MINZHI_HOME, and more facts where they are wanted."""

from datetime import timedelta

from django.core.management import call_command
from django.test import Client

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.records.facts.kinds import kinds
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import new_uid
from minzhi.records.units.models import Post
from minzhi.site.demo import demonstrate

BATCH = 5_000


def demonstration() -> None:
    """Make the demonstration, if it is not there yet (about a minute)."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    demonstrate(lambda _done, _of: None)


def reader(login: str) -> Client:
    """Return a client that somebody of the demonstration is signed in with."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.get(login=login))
    return client


def facts(count: int) -> None:
    """Fill up to so many facts, over all posts and kinds, as if years had gone by. Not sealed."""
    posts = list(Post.objects.select_related("officer", "unit"))
    paths = dict(Fact.unscoped.values_list("unit", "path"))
    posts = [post for post in posts if post.unit_id in paths]
    named, now = sorted(kinds()), clock.now()
    missing = range(Fact.unscoped.count(), count)
    for start in range(missing.start, missing.stop, BATCH):
        Fact.unscoped.bulk_create(
            _fact(posts[number % len(posts)], named[number % len(named)], number, now, paths)
            for number in range(start, min(start + BATCH, missing.stop))
        )


def _fact(post: Post, kind: str, number: int, now: object, paths: dict[int, str]) -> Fact:
    return Fact(
        kind=kind, subject_type="tasklist.duty", subject_uid=new_uid(), officer=post.officer, post=post, unit=post.unit,
        path=paths[post.unit_id], happened_on=now.date() - timedelta(days=number % 900), recorded_at=now,
    )  # fmt: skip
