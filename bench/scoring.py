"""Grades: everybody regraded from five years' records, one new mark, a draft tried; growth by subjects."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random
from time import perf_counter, process_time
from uuid import UUID

from django.db import transaction

from bench import ground
from bench.frame import Cost, Row
from minzhi.engines.scoring import reckoning, trying
from minzhi.engines.scoring.actions.grading import give_mark
from minzhi.engines.scoring.models import Edition, Graded, Mark
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post

SIZES, ROWS, YEARS = (1_000, 10_000), 60, range(2019, 2024)
BATCH = 30_000
DAY, KNOWN = date(2023, 9, 30), datetime(2023, 9, 1, tzinfo=UTC)


def document() -> dict:
    groups = [{"key": f"g{number}", "label": f"组{number}", "full": 20} for number in range(5)]
    rows = [
        {"key": f"r{number}", "label": f"指标{number}", "group": f"g{number % 5}", "points": f"-{1 + number % 7}.5",
         "lasts": "1y"}
        for number in range(ROWS)
    ]  # fmt: skip
    limits = (("A", 90, "0.03"), ("B", 80, "0.1"), ("C", 60, "0.3"), ("D", None, "1"))
    grades = [{"key": key, "label": key, "at_least": least, "share": share} for key, least, share in limits]
    return {"groups": groups, "rows": rows, "grades": grades, "veto_grade": "D"}


def run() -> Iterator[Row]:
    ground.demonstration()
    with everything(DAY, why="benchmark"), transaction.atomic():
        for size in SIZES:
            yield from _measured(size)
        transaction.set_rollback(True)


def _measured(size: int) -> Iterator[Row]:
    scheme, by = f"bench.s{size}", _head()
    Edition.objects.create(
        scheme=scheme, title=scheme, state="adopted", valid_from=date(2019, 1, 1), document=document(), made_on=DAY
    )
    _laid(scheme, size, by)
    yield Row(
        f"{size:,} subjects × {ROWS} × {len(YEARS)} years graded",
        _cost(lambda: reckoning.keep_all(scheme, on=DAY)),
        limit=30 if size == SIZES[-1] else None,
    )
    yield Row(f"{size:,} subjects again, nothing new", _cost(lambda: reckoning.keep_all(scheme, on=DAY)))
    one = Graded.unscoped.filter(scheme=scheme, unit=by.unit).first()
    given = [_cost(lambda: give_mark(one, "r1", document="文", effective_on=DAY, by=by, on=DAY)) for _time in range(15)]
    yield Row("one new record, fact and grade", sorted(given, key=lambda cost: cost.cpu)[7], limit=0.05)
    draft = Edition.objects.create(scheme=scheme, title="draft", document=_harsher(), made_on=DAY)
    cost = _cost(lambda: trying.try_out(trying.begin(draft, YEARS[-1], on=DAY)))
    yield Row(f"a draft tried on {size:,} subjects", cost, limit=10 if size == SIZES[-1] else None)


def _harsher() -> dict:
    changed = document()
    changed["rows"][0]["points"] = -9
    return changed


def _cost(act) -> Cost:
    cpu, wall = process_time(), perf_counter()
    act()
    return Cost(process_time() - cpu, perf_counter() - wall, 0)


def _head() -> Actor:
    post = Post.objects.select_related("officer", "unit").filter(role="head").first()
    return Actor(post.officer, post)


def _laid(scheme: str, size: int, by: Actor) -> None:
    """Lay subjects with a record for every row in every year: mostly none, some one to three times."""
    chance = Random(size)  # noqa: S311 - which records
    Graded.unscoped.bulk_create(
        (
            Graded(
                scheme=scheme, unit=by.unit, subject_type="parties.party",
                subject_uid=UUID(int=chance.getrandbits(128)),
                label=f"{scheme} {number}", enrolled_on=DAY,
            )
            for number in range(size)
        ),
        batch_size=1000,
    )  # fmt: skip
    marks: list[Mark] = []
    for key in Graded.unscoped.filter(scheme=scheme).values_list("pk", flat=True):
        marks += (
            Mark(
                graded_id=key, rule=f"r{row}", amount=chance.choice((0, 0, 0, 1, 1, 2)), document="文",
                effective_on=date(year, 1, 1), ends_on=date(year, 12, 31), known_from=KNOWN, given_by=by.officer,
            )
            for row in range(ROWS) for year in YEARS
        )  # fmt: skip
        if len(marks) >= BATCH:
            Mark.unscoped.bulk_create(marks, batch_size=1000)
            marks = []
    Mark.unscoped.bulk_create(marks, batch_size=1000)
