"""The index of filings is kept up to date: what is new is added beside it, what went or is much makes it anew."""

import pytest

from minzhi.engines.similarity import queries
from minzhi.engines.similarity.jobs import index_anew
from minzhi.kit import clock
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery, Right
from minzhi.records.rights.synthetic import patents
from minzhi.records.rights.withdrawing import withdraw

pytestmark = pytest.mark.django_db
GIVEN = list(patents(60, seed=3))


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path


def deliver(number, items):
    given = {"format": "lines", "name": "s", "sha256": f"{number:064}", "received_on": clock.today()}
    delivery = Delivery.objects.create(origin=Delivery.Origin.SYNTHETIC, **given)
    take_items(items, delivery)
    return delivery


@pytest.fixture
def kept(monkeypatch):
    """Keep an index of fifty filings, and count what is read of filings from then on."""
    deliver(1, GIVEN[:50])
    queries.prepare()
    read = []
    monkeypatch.setattr(queries, "filing_of", lambda right: read.append(right.number) or made(right))
    return read


made = queries.filing_of


def sizes():
    index = queries.filings_index()
    return len(index.whole), len(index.later)


def test_filings_that_came_in_are_added_and_nothing_else_is_read(kept):
    deliver(2, GIVEN[50:54])
    deliver(3, GIVEN[54:56])
    assert (queries.prepare(), sizes(), len(kept)) == (6, (50, 6), 6)
    assert (queries.prepare(), len(kept)) == (0, 6)
    right = Right.objects.get(number=GIVEN[55].number)
    assert queries.filings_index().near(made(right).text)[0].key == right.number


@pytest.mark.usefixtures("kept")
def test_an_index_is_built_anew_once_an_eighth_stands_beside_it():
    deliver(2, GIVEN[50:55])
    queries.prepare()
    deliver(3, GIVEN[55:57])
    assert (queries.prepare(), sizes()) == (57, (57, 0))


@pytest.mark.usefixtures("kept")
def test_an_index_is_built_anew_when_a_filing_is_gone():
    second = deliver(2, GIVEN[50:54])
    queries.prepare()
    withdraw(second, on=clock.today())
    assert (queries.prepare(), sizes()) == (50, (50, 0))


@pytest.mark.usefixtures("kept")
def test_a_text_that_was_corrected_is_compared_as_it_is_now_from_the_next_day_on():
    right = Right.objects.order_by("pk").first()
    Right.objects.filter(pk=right.pk).update(claims="一种没有人写过的东西，包括很多没有的部件，以及另外一些部件。" * 4)
    index_anew.func()
    right.refresh_from_db()
    assert queries.filings_index().near(made(right).text)[0].key == right.number
