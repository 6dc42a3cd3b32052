"""Changes are counted by the database, whoever makes them; adding up changes no sum."""

import pytest

from minzhi.records.changes.actions import FEW, add_up
from minzhi.records.changes.models import Change
from minzhi.records.changes.queries import version

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted():
    """Return a topic with many changes, beside another."""
    Change.objects.bulk_create([*(Change(topic="ours") for _ in range(FEW + 1)), Change(topic="theirs")])
    return version("ours")


def test_nothing_changed_yet():
    assert version("nothing") == 0


def test_each_change_is_another_version(counted):
    Change.objects.create(topic="ours")
    assert (version("ours"), version("theirs")) == (counted + 1, 1)


def test_adding_up_keeps_the_version(counted):
    gone = add_up()
    assert (gone, version("ours"), Change.objects.filter(topic="ours").count()) == (FEW + 1, counted, 1)


def test_few_rows_stay_as_they_are(counted):  # noqa: ARG001 - the rows
    add_up()
    assert add_up() == 0
