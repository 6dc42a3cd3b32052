"""Pages over the demonstration, against an empty page of a new Django project."""

from collections.abc import Iterator

from bench.empty import empty_page
from bench.frame import Row, measure
from bench.ground import demonstration, reader
from minzhi.engines.tasklist.api import Measure

WALL = 0.060
LISTS = ("desk", "reports", "sheets", "notices", "programmes", "year", "units", "burden", "search/?q=8.5")


def run() -> Iterator[Row]:
    demonstration()
    client = reader("ducha")
    empty = empty_page(client)
    yield Row("empty page", empty)
    yield Row("wall", measure(lambda: client.get("/")), empty, WALL)
    found = Measure.objects.select_related("task__notice").get(task__no=8, no=2)
    for row in (found, found.task, found.task.notice):
        named = type(row).__name__.lower()
        yield Row(f"{named} page", measure(lambda row=row: client.get(row.get_absolute_url())), empty)
    for name in LISTS:
        address = f"/{name}" if "?" in name else f"/{name}/"
        yield Row(f"{address}", measure(lambda address=address: client.get(address)), empty)
