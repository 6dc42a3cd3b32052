"""Grades: everybody regraded from five years' records, one new mark, a draft tried; growth. A tree's page drilled."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from random import Random
from time import perf_counter, process_time
from uuid import UUID

from django.db import connection, transaction
from django.test import Client

from bench import ground
from bench.frame import Cost, Row, measure
from minzhi.engines.scoring import reckoning, trying
from minzhi.engines.scoring.actions.grading import give_mark
from minzhi.engines.scoring.models import Amount, Edition, Graded, IndicatorTree, Mark
from minzhi.engines.scoring.queries.trees import drill
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import new_uid
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post, Unit

SIZES, ROWS, YEARS = (1_000, 10_000), 60, range(2019, 2024)
PLACES, INDICATORS = 10, 200
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
        yield from _drilled()
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
    given = [
        _cost(partial(give_mark, one, "r1", document=f"文{time}", effective_on=DAY, by=by, on=DAY))
        for time in range(15)
    ]
    yield Row("one new record, fact and grade", sorted(given, key=lambda cost: cost.cpu)[7], limit=0.05)
    draft = Edition.objects.create(scheme=scheme, title="draft", document=_harsher(), made_on=DAY)
    cost = _cost(lambda: trying.try_out(trying.begin(draft, YEARS[-1], on=DAY)))
    yield Row(f"a draft tried on {size:,} subjects", cost, limit=10 if size == SIZES[-1] else None)


def _drilled() -> Iterator[Row]:
    """Measure what a reader waits for who looks at a tree: each of 200 indicators divides one quantity by another."""
    places, years = list(Unit.objects.filter(kind=Unit.Kind.CITY))[:PLACES], [str(2014 + back) for back in range(10)]
    names = [f"q{number}" for number in range(INDICATORS + 1)]
    tree = IndicatorTree.objects.create(
        key="bench.tree", title="bench", valid_from=DAY,
        document={
            "quantities": [{"key": name, "label": name, "facts": ["scoring.drawn"]} for name in names],
            "indicators": [
                {"key": name, "label": name, "expression": f"{name} / q{INDICATORS} * 100", "weight": 1 + at % 3,
                 "baseline": 0, "target": 100}
                for at, name in enumerate(names[:-1])
            ],
        },
    )  # fmt: skip
    Amount.unscoped.bulk_create(
        (Amount(tree=tree, quantity=name, unit=unit, period=year, amount=Decimal(1 + at % 97), facts=["x"])
         for at, name in enumerate(names) for unit in places for year in years),
        batch_size=2000,
    )  # fmt: skip
    what = f"{len(places)} places × {len(years)} years × {INDICATORS} indicators"
    yield Row(f"{what}, computed", measure(lambda: drill(tree, places, years)), limit=0.3)
    reader = Client()
    reader.force_login(Post.objects.filter(unit__kind=Unit.Kind.DIVISION, role="head")[0].officer.account)
    yield Row(f"{what}, the page", measure(lambda: reader.get(tree.get_absolute_url())), limit=0.3)


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
    ids = list(Graded.unscoped.filter(scheme=scheme).order_by("pk").values_list("pk", flat=True))
    _put_marks(ids, by, chance)


def _put_marks(ids: list[int], by: Actor, chance: Random) -> None:
    """Write marks past the models, whose making would take ten times as long as all that is measured."""
    fixed = [
        {
            "rule": f"r{row}", "document": "文", "effective_on": date(year, 1, 1), "ends_on": date(year, 12, 31),
            "known_from": KNOWN, "why": "", "given_by_id": by.officer.pk,
        }
        for row in range(ROWS) for year in YEARS
    ]  # fmt: skip
    options = Mark._meta  # noqa: SLF001 - public in Django's docs
    ready = [
        tuple(options.get_field(name).get_db_prep_save(value, connection) for name, value in each.items())
        for each in fixed
    ]
    uid, columns = options.get_field("uid"), ", ".join(("uid", "graded_id", "amount", *fixed[0]))
    signs = ", ".join(["%s"] * (3 + len(fixed[0])))
    with connection.cursor() as cursor:
        for key in ids:
            amounts = chance.choices((0, 0, 0, 1, 1, 2), k=len(ready))
            rows = [
                (uid.get_db_prep_save(new_uid(), connection), key, amount, *each)
                for amount, each in zip(amounts, ready, strict=True)
            ]
            cursor.executemany(f"INSERT INTO {options.db_table} ({columns}) VALUES ({signs})", rows)  # noqa: S608 - names of ours
