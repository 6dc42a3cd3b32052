"""The index on the cluster follows the database, is built anew under searches, is snapshot, and survives its nodes."""

import json
from contextlib import contextmanager
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import call_command

from minzhi.engines.search import keeping, queries
from minzhi.engines.search.cluster.keeping import Keeper, NotWritten
from minzhi.engines.search.language.native import read
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery, Right, Touched
from minzhi.records.rights.synthetic import patents

pytestmark = [pytest.mark.cluster, pytest.mark.django_db, pytest.mark.usefixtures("some")]
EVERYTHING = read("*")


@contextmanager
def searching(engine, expected):
    """Search without a pause meanwhile; afterwards every answer must have been one of `expected`."""
    done, seen = Event(), []

    def ask():
        while not done.is_set():
            try:
                seen.append(engine.count(EVERYTHING))
            except Exception as wrong:  # noqa: BLE001 - whatever it is, the test tells it
                seen.append(repr(wrong))

    asking = Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        done.set()
        asking.join()
    assert (set(seen) <= set(expected), len(seen) > 0) == (True, True), set(seen)


def titled(word):
    return sorted(Right.objects.filter(title__contains=word).values_list("pk", flat=True))


def retitle(right_id, title):
    Right.objects.filter(pk=right_id).update(title=title)
    Touched.objects.create(right_id=right_id)


def more(count, seed, on):
    delivery = Delivery.objects.create(format="lines", name="more", sha256=f"{seed:064}", received_on=on)
    return take_items(patents(count, seed=seed), delivery).new


def test_what_is_imported_is_found_by_the_same_command():
    out = StringIO()
    call_command("search", "TI=电池 AND CLMS=(隔膜 OR 电芯)", "--json", "--facets", "year", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["count"] == sum(each["count"] for each in answer["facets"]["year"]) > 0
    assert keeping.engine().ids(read("TI=电池")) == titled("电池")


def test_a_change_is_seen_and_struck_from_the_list():
    retitle(titled("电池")[0], "全新的名称")
    keeping.bring_up_to_date()
    assert (queries.count("TI=全新的名称"), Touched.objects.count()) == (1, 0)


def test_an_older_reading_never_replaces_a_newer_one(some, monkeypatch):
    right = titled("电池")[0]
    retitle(right, "后来的名称")
    some.bring_up_to_date()
    monkeypatch.setattr("minzhi.engines.search.cluster.keeping.moment", lambda: 1)
    retitle(right, "早先的名称")
    some.bring_up_to_date()
    assert (queries.count("TI=后来的名称"), queries.count("TI=早先的名称")) == (1, 0)


def test_what_the_cluster_does_not_take_stays_on_the_list(some, monkeypatch):
    monkeypatch.setattr(
        "minzhi.engines.search.cluster.keeping.put",
        lambda *_given: {"_op_type": "index", "_id": 1, "_source": {"unknown": 1}},
    )
    Touched.objects.create(right_id=titled("电池")[0])
    with pytest.raises(NotWritten):
        some.bring_up_to_date()
    assert Touched.objects.count() == 1


def test_an_index_is_built_anew_while_searches_and_changes_go_on(some, monkeypatch):
    right, put = titled("电池")[0], some._put_in_place  # noqa: SLF001 - the moment just before

    def changed_meanwhile(index):
        retitle(right, "其间改的名称")
        Keeper(some.said, some.client).bring_up_to_date()
        put(index)

    monkeypatch.setattr(some, "_put_in_place", changed_meanwhile)
    before = some.indexes(some.alias)
    with searching(some.engine(), [60]):
        after = some.rebuild()
    assert (some.indexes(some.alias), after in before, queries.count("TI=其间改的名称")) == ([after], False, 1)


def test_a_snapshot_brings_the_index_back(some):
    before = some.engine().ids(read("TI=电池"))
    some.snapshot("friday")
    some.client.indices.delete(index=some.indexes(some.alias)[0])
    some.restore("friday")
    some.client.cluster.health(params={"wait_for_status": "yellow"})
    assert some.engine().ids(read("TI=电池")) == before


def test_a_node_dies_while_searching_and_indexing_and_nothing_is_lost(some, nodes):
    nodes.await_nodes(2, status="green")
    with searching(some.engine(), [60, *range(61, 661)]):
        more(600, 7, Right.objects.first().filed_on)
        dying = Thread(target=nodes.all[1].kill)
        dying.start()
        some.bring_up_to_date()
        dying.join()
    ids = sorted(Right.objects.values_list("pk", flat=True))
    assert (some.engine().ids(EVERYTHING) == ids, Touched.objects.count()) == (True, 0)
    nodes.all[1].start()
    nodes.await_nodes(2, status="green")
    assert some.engine().ids(EVERYTHING) == ids


@pytest.mark.soak
def test_the_leading_node_dies_and_the_other_one_answers(some, nodes):
    nodes.await_nodes(2, status="green")
    with searching(some.engine(), [60]):
        nodes.all[0].kill()
        assert some.engine().count(EVERYTHING) == 60
    nodes.all[0].start()
    nodes.await_nodes(2, status="green")
    retitle(titled("电池")[0], "全新的名称")
    some.bring_up_to_date()
    assert queries.count("TI=全新的名称") == 1


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(11, 16))
def test_a_node_dies_again_and_again(some, nodes, seed):
    victim = nodes.all[1]
    for round_ in range(4):
        nodes.await_nodes(2, status="green")
        more(300, seed * 100 + round_, Right.objects.first().filed_on)
        dying = Thread(target=victim.kill)
        dying.start()
        some.bring_up_to_date()
        dying.join()
        assert some.engine().ids(EVERYTHING) == sorted(Right.objects.values_list("pk", flat=True))
        victim.start()
