import pytest

from minzhi.records.audit.tests.cast import DAY
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.facts.queries import of, page
from minzhi.records.scope.ambient import Scope, Unscoped, everything, scoped
from minzhi.records.scope.queries import scope_of

QUERIES = 1


@pytest.fixture
def order(lin, province):
    """Return what the province's office did."""
    return record("facts.visited", subject=province, by=lin, on=DAY)


@pytest.mark.django_db
def test_nobody_reads_facts_without_a_scope():
    with pytest.raises(Unscoped):
        Fact.objects.count()


def test_the_province_reads_all_and_a_city_its_own(visit, order, lin, chen):
    seen = {}
    for actor in (lin, chen):
        with scoped(scope_of([actor], on=DAY)):
            seen[actor.officer.name] = page()
    assert seen == {"林督查": [order, visit], "陈经办": [visit]}


@pytest.mark.usefixtures("visit", "order")
def test_the_public_reads_none():
    with scoped(Scope(on=DAY)):
        assert page() == []


@pytest.mark.usefixtures("order")
def test_the_facts_of_a_subject_come_the_latest_first(visit, count, quanzhou):
    with everything(DAY, why="a test"):
        assert list(of(quanzhou)) == [count, visit]


def test_a_page_holds_one_kind_or_one_unit(visit, count, order, quanzhou):
    with everything(DAY, why="a test"):
        assert (page(kind="facts.counted"), page(unit=quanzhou.pk)) == ([count], [count, visit])
        assert page(kind="facts.visited") == [order, visit]


def test_pages_follow_one_another_without_gap_or_repetition(chen, quanzhou):
    written = [record("facts.visited", subject=quanzhou, by=chen, on=DAY) for _n in range(5)]
    read, before = [], None
    with everything(DAY, why="a test"):
        while found := page(before=before, size=2):
            read, before = [*read, *found], found[-1].pk
    assert read == written[::-1]


def test_a_page_is_one_query_however_many_rows(chen, quanzhou, django_assert_num_queries):
    for _n in range(3):
        record("facts.visited", subject=quanzhou, by=chen, on=DAY)
    with scoped(scope_of([chen], on=DAY)), django_assert_num_queries(QUERIES):
        assert [str(fact.post) + str(fact.unit) for fact in page()] == ["泉州　陈经办泉州市局"] * 3


def test_a_page_is_read_along_an_index_without_collecting_everything_first(lin):
    with scoped(scope_of([lin], on=DAY)):
        assert "TEMP B-TREE" not in Fact.objects.order_by("-pk")[:50].explain()
