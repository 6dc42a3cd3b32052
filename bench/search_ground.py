"""What the benchmark of search stands on: an index of made-up patents with their texts, built once and kept.

``python -m bench.search_ground 1000000`` builds it in a process of its own; broken off, it goes on where it committed.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from inspect import getsource
from itertools import islice
from pathlib import Path
from time import process_time, thread_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
django.setup()

import tantivy  # noqa: E402 - Django first

from minzhi.engines.search.documents import Document  # noqa: E402 - as above
from minzhi.engines.search.index.running import Tantivy  # noqa: E402 - as above
from minzhi.engines.search.index.schema import build_schema, fingerprint, prepare, to_row  # noqa: E402 - as above
from minzhi.engines.search.language.fields import levels  # noqa: E402 - as above
from minzhi.records.rights import synthetic  # noqa: E402 - as above

HOME = Path(os.environ.get("MINZHI_HOME", "build/bench")) / "search"
SEED, AT_ONCE, COMMITTED, MEMORY = 1, 1_000, 200_000, 500_000_000
OURS = ("made up", "as documents", "as tokens", "texts kept")
"""Stages of our own thread; the rest of the process's time is the index's, which works in threads of its own."""
SUBCLASS = len("H01M")


@dataclass(frozen=True)
class Ground:
    """A built index: its folder, CPU seconds by stage, and its bytes."""

    folder: Path
    spent: dict[str, float]
    held: int

    @property
    def built(self) -> float:
        """CPU seconds of what an index costs: tokens and index; making patents up is the benchmark's own affair."""
        return self.spent["as tokens"] + _of_index(self.spent)

    def engine(self) -> Tantivy:
        """Return an engine that reads the texts it must read from a table, as the product does."""
        return Tantivy(tantivy.Index.open(str(self.folder / "index")), _texts(self.folder / "texts.sqlite"))


def ground(size: int) -> Ground:
    """Return the ground of so many patents; builds it in another process, so that its memory is not ours."""
    folder = HOME / str(size)
    said = _state(folder)
    if said["done"] < size:
        subprocess.run([sys.executable, "-m", "bench.search_ground", str(size)], check=True)  # noqa: S603 - ourselves
        said = _state(folder)
    held = sum(path.stat().st_size for path in (folder / "index").iterdir())
    return Ground(folder, said["spent"], held)


def build(size: int) -> None:
    """Build the ground of so many patents, from where it was left."""
    folder = HOME / str(size)
    said = _state(folder)
    if not said["done"]:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "index").mkdir(parents=True)
        tantivy.Index(build_schema(), str(folder / "index"))
    index = prepare(tantivy.Index.open(str(folder / "index")))
    writer, base, spent = index.writer(MEMORY, 1), _table(folder / "texts.sqlite"), Counter(said["spent"])
    before = spent["all"] - process_time()
    rest = islice(enumerate(synthetic.patents(size, seed=SEED), start=1), said["done"], None)
    for done, some in _timed(rest, said["done"], spent):
        _add(some, writer, base, spent)
        if done % COMMITTED == 0 or done == size:
            writer.commit()
            base.commit()
            if done == size:
                writer.wait_merging_threads()
            spent["all"] = before + process_time()
            (folder / "ground.json").write_text(json.dumps({"of": _origin(), "done": done, "spent": spent}), "utf-8")
            told = ", ".join(f"{stage} {spent[stage] / done * 1000:.2f}" for stage in OURS)
            print(f"{done:,} of {size:,}; CPU ms each: {told}, index {_of_index(spent) / done * 1000:.2f}", flush=True)


def _of_index(spent: dict[str, float]) -> float:
    return spent["all"] - sum(spent[stage] for stage in OURS)


def _state(folder: Path) -> dict:
    try:
        said = json.loads((folder / "ground.json").read_text("utf-8"))
    except FileNotFoundError:
        said = {}
    return said if said.get("of") == _origin() else {"done": 0, "spent": {}}


def _origin() -> str:
    """Return the hash of what made the ground: another one means build it anew."""
    return sha256((fingerprint() + getsource(synthetic) + getsource(document)).encode()).hexdigest()[:16]


def _timed(rest: Iterator, done: int, spent: Counter) -> Iterator[tuple[int, list]]:
    while some := _spend(spent, "made up", lambda: list(islice(rest, AT_ONCE))):
        done += len(some)
        yield done, some


def _spend(spent: Counter, stage: str, act: Callable):
    started = thread_time()
    try:
        return act()
    finally:
        spent[stage] += thread_time() - started


def _add(some: list, writer: tantivy.IndexWriter, base: sqlite3.Connection, spent: Counter) -> None:
    documents = _spend(spent, "as documents", lambda: [document(number, item) for number, item in some])
    rows = _spend(spent, "as tokens", lambda: [to_row(each) for each in documents])
    for row in rows:
        writer.add_document(row)
    kept = [(each.id, each.texts["TI"], each.texts["AB"], each.texts["CLMS"]) for each in documents]
    _spend(spent, "texts kept", lambda: base.executemany("INSERT OR REPLACE INTO t VALUES (?, ?, ?, ?)", kept))


def _table(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, TI, AB, CLMS)")
    return base


def _texts(path: Path) -> Callable:
    base = sqlite3.connect(path)

    def texts(ids, keys):
        asked = f"SELECT id, {', '.join(keys)} FROM t WHERE id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - own names
        return [(id_, dict(zip(keys, row, strict=True))) for id_, *row in base.execute(asked, ids)]

    return texts


def document(number: int, item) -> Document:
    """Return a made-up patent as it is searched."""
    fields = item.fields
    texts = {
        "TI": fields["title"],
        "AB": fields["abstract"],
        "CLMS": fields["claims"],
        "PA": "\n".join(fields["applicants"]),
        "IN": "\n".join(fields["inventors"]),
        "AG": fields.get("agency", ""),
    }
    ipc = tuple(dict.fromkeys(level for symbol in fields["classes"]["ipc"] for level in levels(symbol)))
    granted = int(fields["granted_on"].replace("-", "")) if "granted_on" in fields else 0
    published = item.said_on.year * 10000 + item.said_on.month * 100 + item.said_on.day
    state = "in_force" if granted else "pending"
    codes = {
        "IPC": ipc,
        "CITY": (fields["city"].removesuffix("市"),),
        "TY": (item.kind,),
        "ST": (state,),
        "PN": (item.publications[0].number,),
        "AN": (item.number,),
    }
    facets = {
        "ipc": tuple(each for each in ipc if len(each) == SUBCLASS),
        "year": (str(item.said_on.year),),
        "pa": tuple(fields["applicants"]),
        "city": (fields["city"],),
        "ty": (item.kind,),
        "st": (state,),
    }
    days = {"PD": (published,), "AD": (int(fields["filed_on"].replace("-", "")),), "GD": (granted,) if granted else ()}
    return Document(number, texts, codes, days, facets)


if __name__ == "__main__":
    build(int(sys.argv[1]))
