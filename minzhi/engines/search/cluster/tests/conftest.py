"""Two nodes for all tests of the cluster, and an installation on them."""

from io import StringIO

import pytest
from django.core.management import call_command

from minzhi.engines.search.cluster.keeping import keeper
from minzhi.engines.search.cluster.tests.nodes import Nodes
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents


@pytest.fixture(scope="session")
def nodes():
    running = Nodes()
    yield running
    running.stop()


@pytest.fixture
def said(nodes, request):
    """Return the settings of an installation of its own; its indexes are gone afterwards."""
    name = f"trial-{abs(hash(request.node.name)) % 10**9}"
    nodes.client.snapshot.create_repository(
        repository="kept", body={"type": "fs", "settings": {"location": str(nodes.folder / "snapshots")}}
    )
    yield {"nodes": nodes.addresses, "name": name, "replicas": 1, "shards": 2, "repository": "kept"}
    nodes.client.indices.delete(index=f"{name}-*")


@pytest.fixture
def installed(said, settings):
    settings.SEARCH = said
    return keeper()


@pytest.fixture
def some(installed, tmp_path):
    """Import sixty made-up patents into an installation that searches on the cluster."""
    path = tmp_path / "some.jsonl"
    path.write_text("".join(line_of(item) + "\n" for item in patents(60, seed=1)), "utf-8")
    call_command("import", "lines", str(path), "--synthetic", stdout=StringIO())
    return installed
