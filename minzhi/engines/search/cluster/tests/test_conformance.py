"""The cluster answers what reading everything answers, and what the index beside the database answers."""

import pytest
from opensearchpy.helpers import bulk

from minzhi.engines.search.brute import Brute
from minzhi.engines.search.cluster import rows
from minzhi.engines.search.cluster.running import Cluster
from minzhi.engines.search.language.native import read
from minzhi.engines.search.tests.generated import documents, queries
from minzhi.engines.search.tests.indexed import indexed, texts_by_id
from minzhi.engines.search.tests.test_conformance_real import asked, real
from minzhi.engines.search.tests.test_conformance_real import differing as wrong

pytestmark = pytest.mark.cluster


def on_cluster(nodes, name, given):
    body = {"settings": rows.settings(shards=2, replicas=0), "mappings": rows.mapping("trial")}
    nodes.client.indices.create(index=name, body=body)
    bulk(nodes.client, ({"_id": each.id, "_source": rows.to_row(each)} for each in given), index=name, refresh=True)
    return Cluster(nodes.client, name, texts_by_id(given))


def differing(nodes, name, seed, *, documents_count, queries_count):
    given = documents(seed, documents_count)
    cluster, oracle, beside = on_cluster(nodes, name, given), Brute(given), indexed(given)
    asked = queries(seed + 1, queries_count)
    answers = [(tree, cluster.ids(tree), oracle.ids(tree), beside.ids(tree)) for tree in asked]
    assert len({len(found) for _tree, found, _oracle, _beside in answers}) > documents_count / 2, "all alike"
    return [answer for answer in answers if not answer[1] == answer[2] == answer[3]]


def test_the_cluster_finds_what_the_oracle_finds(nodes):
    assert differing(nodes, "conformance", 1, documents_count=80, queries_count=150) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 105))
def test_the_cluster_finds_what_the_oracle_finds_for_many_seeds(nodes, seed):
    assert differing(nodes, f"conformance-{seed}", seed, documents_count=400, queries_count=2500) == []


def test_counts_of_facets_and_orders_agree(nodes):
    given = documents(3, 80)
    cluster, oracle = on_cluster(nodes, "facets", given), Brute(given)
    found, expected = (
        engine.find(read("*"), limit=100, order="-pd", facets=("city", "ipc")) for engine in (cluster, oracle)
    )
    assert (found.count, sorted(found.ids)) == (80, sorted(expected.ids))
    assert {name: dict(values) for name, values in found.facets.items()} == {
        name: dict(values) for name, values in expected.facets.items()
    }


def test_all_ids_come_page_by_page(nodes, monkeypatch):
    monkeypatch.setattr("minzhi.engines.search.cluster.running.A_PAGE", 7)
    given = documents(5, 40)
    assert on_cluster(nodes, "paged", given).ids(read("*")) == list(range(1, 41))


def test_words_longer_than_the_engine_takes_are_found_whole(nodes):
    given = documents(5, 3)
    gene = "acgt" * 100
    long = type(given[0])(9, {"TI": f"序列{gene}和{gene}a"})
    cluster = on_cluster(nodes, "long", [*given, long])
    assert [cluster.ids(read(f"TI={word}")) for word in (gene, f"序列{gene}", f"{gene}c", f"{gene}和{gene}a")] == [
        [9],
        [9],
        [],
        [9],
    ]


def test_the_cluster_finds_real_rows_and_statutes_too(nodes, real_data):
    given = real(real_data)
    assert wrong(on_cluster(nodes, "real", given), given, asked(given, 11, 90)) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(12, 17))
def test_the_cluster_finds_real_rows_and_statutes_for_many_seeds(nodes, real_data, seed):
    given = real(real_data)
    assert wrong(on_cluster(nodes, f"real-{seed}", given), given, asked(given, seed, 400)) == []
