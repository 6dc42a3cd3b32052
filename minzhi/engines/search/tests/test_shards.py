"""Several shards answer as one index does; an installation with shards keeps them as it keeps one."""

from datetime import date

import pytest

from minzhi.engines.search import keeping
from minzhi.engines.search.brute import Brute
from minzhi.engines.search.index.shards import Shards
from minzhi.engines.search.language.native import read
from minzhi.engines.search.language.tree import Everything
from minzhi.engines.search.tests.generated import documents, queries
from minzhi.engines.search.tests.indexed import indexed, sharded
from minzhi.records.rights.actions import take_synthetic
from minzhi.records.rights.models import Right, Touched

DAY = date(2023, 9, 30)
GIVEN = documents(11, 80)


def test_three_shards_find_what_the_oracle_finds():
    index, oracle = sharded(GIVEN, 3), Brute(GIVEN)
    wrong = [tree for tree in queries(12, 300) if (index.ids(tree), index.count(tree)) != _answer(oracle, tree)]
    assert wrong == []


def _answer(oracle, tree):
    ids = oracle.ids(tree)
    return ids, len(ids)


@pytest.mark.parametrize("order", ["pd", "-pd", "-ad"])
def test_pages_of_shards_follow_the_days_as_those_of_one_index_do(order):
    days = {each.id: max(each.days[order.strip("-").upper()], default=0) for each in GIVEN}
    pages = [sharded(GIVEN, 3).find(Everything(), limit=30, offset=start, order=order).ids for start in (0, 30, 60)]
    ids = [id_ for page in pages for id_ in page]
    assert sorted(ids) == sorted(days)
    assert [days[id_] for id_ in ids] == sorted(days.values(), reverse=order.startswith("-"))


def test_facets_of_shards_add_up():
    asked = {"facets": ("city", "ipc"), "limit": 0}
    assert [
        {name: dict(values) for name, values in engine.find(Everything(), **asked).facets.items()}
        for engine in (sharded(GIVEN, 3),)
    ] == [{name: dict(values) for name, values in indexed(GIVEN).find(Everything(), **asked).facets.items()}]


@pytest.mark.django_db
def test_an_installation_divides_its_index_when_it_is_told_to(settings):
    take_synthetic(0, 40, 40, seed=1, on=DAY)
    keeping.rebuild()
    one = keeping.engine().ids(read("电池"))
    settings.SEARCH = {"shards": 3}
    parts = keeping.engine()
    assert isinstance(parts, Shards)
    assert (parts.size, parts.ids(read("电池"))) == (40, one)
    right = Right.objects.first()
    Right.objects.filter(pk=right.pk).update(title="独一无二的名称")
    Touched.objects.create(right=right)
    keeping.bring_up_to_date()
    assert (keeping.engine().ids(read("TI=独一无二")), keeping.engine().size) == ([right.pk], 40)
