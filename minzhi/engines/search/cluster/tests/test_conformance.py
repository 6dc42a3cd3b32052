"""The cluster answers what reading everything answers, and what the index beside the database answers."""

from pathlib import Path

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
from minzhi.kit import clock

pytestmark = pytest.mark.cluster
REPORTS = Path(__file__).parents[5] / "docs" / "soak"
SEEDS, MANY = 3, 20


def on_cluster(nodes, name, given):
    body = {"settings": rows.settings(shards=2, replicas=0), "mappings": rows.mapping("trial")}
    nodes.client.indices.create(index=name, body=body)
    bulk(nodes.client, ({"_id": each.id, "_source": rows.to_row(each)} for each in given), index=name, refresh=True)
    return Cluster(nodes.client, name, texts_by_id(given))


def differing(nodes, name, given, asked):
    """Return the queries that the cluster, the index beside the database and the oracle do not answer alike."""
    cluster, oracle, beside = on_cluster(nodes, name, given), Brute(given), indexed(given)
    answers = [(tree, cluster.ids(tree), oracle.ids(tree), beside.ids(tree)) for tree in asked]
    assert len({len(found) for _tree, found, _oracle, _beside in answers}) > MANY, "all alike"
    return [answer for answer in answers if not answer[1] == answer[2] == answer[3]]


def test_the_cluster_finds_what_the_oracle_finds(nodes):
    assert differing(nodes, "conformance", documents(1, 80), queries(2, 150)) == []


def written(rows):
    """Return the report of a soak: what was searched, how many queries, how many were answered differently."""
    title = f"# The same answers three ways on {clock.real_today()}\n"
    what = (
        "Generated queries (all operators, nested) were answered by two nodes of OpenSearch, by tantivy, and by reading"
        " every document; ids and counts were compared.\n"
    )
    head = "| documents | how many | queries | answered differently |\n|--|--|--|--|"
    lines = [f"| {name} | {count:,} | {asked:,} | {faults:,} |" for name, count, asked, faults in rows]
    return "\n".join([title, what, head, *lines, ""])


@pytest.mark.soak
def test_thousands_of_queries_are_answered_alike_three_ways(nodes, real_data):
    rows = []
    for seed in range(100, 100 + SEEDS):
        made, published = documents(seed, 400), real(real_data)
        for name, given, queries_ in (
            ("made up", made, queries(seed + 1, 1000)),
            ("gazette rows, statutes, abstracts", published, asked(published, seed, 300)),
        ):
            faults = differing(nodes, f"conformance-{len(rows)}", given, queries_)
            rows.append((name, len(given), len(queries_), len(faults)))
    (REPORTS / f"{clock.real_today()}-search-three-ways.md").write_text(written(rows), "utf-8")
    assert [faults for *_rest, faults in rows] == [0] * len(rows)


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
