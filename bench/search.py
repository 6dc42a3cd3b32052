"""Search over synthetic patents: build, 39 shapes of queries, facets, ids; beside FTS5 and PostgreSQL.

``python -m bench.search 1000000`` runs another size. Under `deploy/with-postgresql`, PostgreSQL is a peer too.
"""

import math
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
django.setup()

import tantivy  # noqa: E402 - as above
from django.db import connection  # noqa: E402 - only after Django is ready

from bench.frame import Cost, Row, machine, table  # noqa: E402 - as above
from minzhi.engines.search.documents import FACETS, Document  # noqa: E402 - as above
from minzhi.engines.search.index.running import Tantivy  # noqa: E402 - as above
from minzhi.engines.search.index.schema import build_schema, prepare, to_row  # noqa: E402 - as above
from minzhi.engines.search.language.fields import levels  # noqa: E402 - as above
from minzhi.engines.search.language.native import read  # noqa: E402 - as above
from minzhi.engines.search.tokens import normalise, tokens  # noqa: E402 - as above
from minzhi.records.rights.synthetic import patents  # noqa: E402 - as above

SIZES, COMPARED = (10_000, 30_000, 100_000), 30_000
HOME = Path(os.environ.get("MINZHI_HOME", "build/bench")) / "search"
PLAIN = ("电池", "隔膜", "神经网络", "锂离子电池", "茶叶加工", "权利要求", "固定连接", "循环水")
SHAPES = tuple((Path(__file__).parent / "search_queries.txt").read_text("utf-8").splitlines())
NEAR = ("CLMS=(隔膜 5D 电芯)", "CLMS=(传感器 3W 机架)", "AB=(电池 S 隔膜)")


def document(number: int, item) -> Document:
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


def built(size: int) -> tuple[Tantivy, float, int]:
    """Return an engine over so many made-up patents, CPU seconds of its building, and its bytes."""
    folder = HOME / str(size)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = prepare(tantivy.Index(build_schema(), str(folder)))
    writer, spent, claims = index.writer(500_000_000, 1), 0.0, {}
    for number, item in enumerate(patents(size, seed=1), start=1):
        given = document(number, item)
        if size <= KEPT:
            claims[number] = (given.texts["AB"], given.texts["CLMS"])
        started = process_time()
        writer.add_document(to_row(given))
        spent += process_time() - started
    started = process_time()
    writer.commit()
    writer.wait_merging_threads()
    spent += process_time() - started
    index.reload()
    texts = lambda ids, keys: [(id_, {key: claims[id_][0 if key == "AB" else 1] for key in keys}) for id_ in ids]  # noqa: E731 - one line
    return Tantivy(index, texts), spent, sum(path.stat().st_size for path in folder.iterdir())


def timed(act, *, times: int = 7) -> Cost:
    """Return the median cost of an act, warm."""
    act()
    cpus, walls = [], []
    for _run in range(times):
        cpu, wall = process_time(), perf_counter()
        act()
        cpus.append(process_time() - cpu)
        walls.append(perf_counter() - wall)
    return Cost(median(cpus), median(walls), 0)


def shapes(engine: Tantivy) -> list[tuple[str, int, Cost]]:
    trees = [(text, read(text)) for text in SHAPES]
    return [(text, engine.count(tree), timed(lambda tree=tree: engine.find(tree, limit=20))) for text, tree in trees]


def summary(what: str, found: list[tuple[str, int, Cost]], times: str = "cpu") -> str:
    costs = sorted(getattr(cost, times) * 1000 for _text, _count, cost in found)
    return f"{what}: median {median(costs):.1f} ms, p95 {costs[int(len(costs) * 0.95)]:.1f}, worst {costs[-1]:.1f}"


SUBCLASS = len("H01M")
KEPT = 100_000
"""Texts of larger collections are not kept in memory: nearness that needs them is not measured there."""


def run(sizes=SIZES, compared=COMPARED) -> Iterator[Row]:
    grown = []
    for size in sizes:
        engine, spent, held = built(size)
        found = shapes(engine)
        cost = f"build {spent / size * 1000:.2f} ms CPU and {held / size:.0f} bytes a document"
        print(f"{size:,}: {cost}; {summary(f'{len(found)} shapes', found)}", flush=True)
        grown.append((size, sum(cost.cpu for _text, _count, cost in found), spent))
        everything = read("*")
        yield Row(
            f"{size:,}: five facets over everything",
            timed(lambda e=engine, q=everything: e.find(q, limit=1, facets=FACETS[:5])),
            limit=0.05,
        )
        yield Row(f"{size:,}: all ids", timed(lambda e=engine, q=everything: e.ids(q), times=3), limit=0.15)
        for text in NEAR if size <= KEPT else NEAR[:1]:
            yield Row(
                f"{size:,}: {text} ({engine.count(read(text)):,} hits)",
                timed(lambda e=engine, text=text: e.find(read(text), limit=20), times=3),
            )
        for text, count, cost in sorted(found, key=lambda each: -each[2].cpu)[:5]:
            yield Row(f"{size:,}: {text[:40]} ({count:,} hits)", cost, limit=0.25)
        if size == compared:
            yield from peers(size, engine)
    (small, queries, build), (large, more, longer) = grown[0], grown[-1]
    if small != large:
        grown_by = [math.log(b / a) / math.log(large / small) for a, b in ((queries, more), (build, longer))]
        print(f"growth {small:,} → {large:,}: queries n^{grown_by[0]:.2f}, build n^{grown_by[1]:.2f}")


def peers(size: int, engine: Tantivy) -> Iterator[Row]:
    """Yield what the same plain words cost in other engines, title, abstract and claims in one column."""
    ours = {word: timed(lambda word=word: engine.find(read(f"TIABC={word}"), limit=20)) for word in PLAIN}
    texts = [
        normalise("\n".join(item.fields[key] for key in ("title", "abstract", "claims")))
        for item in patents(size, seed=1)
    ]
    for name, search in (
        ("FTS5 trigram", trigram(texts)),
        ("FTS5 bigrams", bigrams(texts)),
        ("PostgreSQL bigrams, GIN", postgresql(texts)),
    ):
        if search is None:
            continue
        total = Cost(0, 0, 0)
        for word in PLAIN:
            cost = timed(lambda word=word, search=search: search(word), times=3)
            total = Cost(total.cpu + cost.cpu, total.wall + cost.wall, 0)
        mine = Cost(sum(cost.cpu for cost in ours.values()), sum(cost.wall for cost in ours.values()), 0)
        on_server = name.startswith("PostgreSQL")  # its work is done by another process: only wall time tells
        shown = Cost(total.wall, total.wall, 0) if on_server else total
        yield Row(f"{size:,}: 8 words, {name}", shown, Cost(mine.wall, mine.wall, 0) if on_server else mine)


SHORTEST_GRAM = 3


def trigram(texts):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram', detail=full)")
    base.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))

    def search(word):
        if len(word) == SHORTEST_GRAM - 1:  # the tokeniser finds no shorter ones
            base.execute("SELECT count(*) FROM t WHERE x LIKE ?", (f"%{word}%",)).fetchone()
            return base.execute("SELECT rowid FROM t WHERE x LIKE ? LIMIT 20", (f"%{word}%",)).fetchall()
        base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{word}"',)).fetchone()
        return base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (f'"{word}"',)).fetchall()

    return search


def bigrams(texts):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
    base.executemany("INSERT INTO t VALUES (?)", ((tokens(text),) for text in texts))

    def search(word):
        phrase = '"' + " ".join(word[at : at + 2] for at in range(len(word) - 1)) + '"'
        base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,)).fetchone()
        return base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (phrase,)).fetchall()

    return search


def postgresql(texts):
    if connection.vendor != "postgresql":
        return None
    cursor = connection.cursor()
    cursor.execute("CREATE TEMPORARY TABLE bench_t (id serial, x tsvector)")
    for text in texts:
        words = " ".join(f"'{token}':{place}" for place, token in enumerate(tokens(text).split(), start=1))
        cursor.execute("INSERT INTO bench_t (x) VALUES (%s::tsvector)", (words,))
    cursor.execute("CREATE INDEX ON bench_t USING gin (x)")
    cursor.execute("ANALYZE bench_t")

    def search(word):
        pairs = " <-> ".join(f"'{word[at : at + 2]}'" for at in range(len(word) - 1))
        cursor.execute("SELECT count(*) FROM bench_t WHERE x @@ %s::tsquery", (pairs,))
        cursor.fetchone()
        ranked = "SELECT id FROM bench_t WHERE x @@ %s::tsquery ORDER BY ts_rank(x, %s::tsquery) DESC LIMIT 20"
        cursor.execute(ranked, (pairs, pairs))
        return cursor.fetchall()

    return search


if __name__ == "__main__":
    print(machine())
    wanted = tuple(int(each) for each in sys.argv[1:]) or SIZES
    print(table(run(wanted, max((size for size in wanted if size <= COMPARED), default=0))))
