"""Real nodes of OpenSearch on loopback, each a process of its own that can be killed and started again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from threading import Event

import pytest
from opensearchpy import OpenSearch

ROOT = Path(__file__).parents[5]
HEAP = ("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
READY = 90
SOME_UID = 65534
"""Nobody: the server refuses to run as root."""


def server():
    """Return the folder of the program; skips where it cannot be had."""
    found = subprocess.run([ROOT / "deploy" / "opensearch"], capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    if found.returncode:
        pytest.skip(found.stderr.strip().splitlines()[-1])
    return Path(found.stdout.strip())


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Node:
    """One node in a folder of its own."""

    def __init__(self, program, folder, name, *, manager=None):
        self.program, self.folder, self.name = program, folder / name, name
        self.port, self.transport = free_port(), free_port()
        self.process = None
        self.folder.mkdir(parents=True)
        config = self.folder / "config"
        config.mkdir()
        for each in ("log4j2.properties", "jvm.options"):
            shutil.copy(program / "config" / each, config)
        leader = manager or self
        config.joinpath("opensearch.yml").write_text(
            f"cluster.name: trial-{leader.transport}\n"
            f"node.name: {name}\n"
            f"node.roles: [{'data' if manager else 'cluster_manager, data'}]\n"
            "network.host: 127.0.0.1\n"
            f"http.port: {self.port}\n"
            f"transport.port: {self.transport}\n"
            f'discovery.seed_hosts: ["127.0.0.1:{leader.transport}"]\n'
            f"cluster.initial_cluster_manager_nodes: [{leader.name}]\n"
            f"path.data: {self.folder}/data\n"
            f"path.logs: {self.folder}/logs\n"
            f"path.repo: [{folder}/snapshots]\n"
            "bootstrap.system_call_filter: false\n"
            "cluster.routing.allocation.disk.threshold_enabled: false\n",
            "utf-8",
        )

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        lowered = {"user": SOME_UID, "group": SOME_UID, "extra_groups": []} if os.getuid() == 0 else {}
        said = {
            "java.io.tmpdir": self.folder, "java.security.manager": "allow", "java.locale.providers": "SPI,COMPAT",
            "opensearch.path.home": self.program, "opensearch.path.conf": self.folder / "config",
            "opensearch.distribution.type": "zip", "log4j2.disable.jmx": "true",
        }  # fmt: skip
        with (self.folder / "said").open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 - fixed words
                [shutil.which("java"), *HEAP, *(f"-D{key}={value}" for key, value in said.items()),
                 "-cp", f"{self.program}/lib/*", "org.opensearch.bootstrap.OpenSearch"],
                cwd=self.folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL, **lowered,
            )  # fmt: skip

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class Nodes:
    """Two nodes: the first one leads and holds, the second one holds. `client` asks both."""

    def __init__(self):
        program = server()
        self.folder = Path(tempfile.mkdtemp(prefix="minzhi-nodes-"))  # pytest's own folders are closed to other users
        (self.folder / "snapshots").mkdir()
        first = Node(program, self.folder, "n1")
        self.all = [first, Node(program, self.folder, "n2", manager=first)]
        if os.getuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, SOME_UID, SOME_UID)
        for node in self.all:
            node.start()
        self.addresses = [node.address for node in self.all]
        self.client = OpenSearch(self.addresses, timeout=READY, max_retries=2, retry_on_timeout=True)
        try:
            self.await_nodes(2)
        except BaseException:
            self.stop()
            raise

    def await_nodes(self, count, *, status="yellow"):
        """Wait until so many nodes are there and the indexes are as well as `status` says."""
        self._await_leader()
        wanted = f"wait_for_nodes={count}&wait_for_status={status}&timeout={READY}s&wait_for_no_relocating_shards=true"
        with OpenSearch([self.all[0].address], timeout=READY + 5, max_retries=0) as leader:
            answer = leader.transport.perform_request("GET", f"/_cluster/health?{wanted}")
        assert not answer["timed_out"], answer

    def _await_leader(self):
        leader = self.all[0]
        for _try in range(READY * 5):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", leader.port)) == 0:
                    return
            if leader.process.poll() is not None:
                break
            Event().wait(0.2)
        raise AssertionError((leader.folder / "said").read_text()[-3000:])

    def stop(self):
        self.client.close()
        for node in self.all:
            node.kill()
        shutil.rmtree(self.folder)
