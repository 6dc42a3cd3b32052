"""100,000 facts: pages and filters, for who sees all and for a city that sees its own."""

from collections.abc import Iterator

from bench.empty import empty_page
from bench.frame import Row, measure
from bench.ground import demonstration, facts, reader
from minzhi.records.facts.models import Fact

COUNT, LIMIT = 100_000, 0.100


def run() -> Iterator[Row]:
    demonstration()
    facts(COUNT)
    empty = empty_page(reader("ducha"))
    yield Row("empty page", empty)
    middle = Fact.unscoped.order_by("pk")[COUNT // 2].pk
    for login in ("ducha", "fuzhou"):
        client = reader(login)
        for what in (
            "",
            "?kind=tasklist.score_adopted",
            f"?before={middle}",
            f"?kind=tasklist.item_planned&before={middle}",
        ):
            cost = measure(lambda client=client, what=what: client.get(f"/facts/{what}"))
            yield Row(f"{login}: /facts/{what}", cost, empty, LIMIT)
