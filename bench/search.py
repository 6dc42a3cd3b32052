"""Search over synthetic patents: build, 39 shapes of queries, facets, ids, an update; beside four other engines.

``python -m bench.search 1000000`` runs another size; what was built is kept and used again. Under
`deploy/with-postgresql`, PostgreSQL is a peer too.
"""

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import tantivy

from bench.frame import Cost, Row, machine, show
from bench.search_ground import SEED, Ground, document, ground
from bench.search_peers import PEERS
from minzhi.engines.search.documents import FACETS
from minzhi.engines.search.index.running import Tantivy
from minzhi.engines.search.index.schema import prepare, to_row
from minzhi.engines.search.language.native import read
from minzhi.engines.search.tokens import normalise
from minzhi.records.rights.synthetic import patents

SIZES, COMPARED = (10_000, 30_000, 100_000), 30_000
PLAIN = ("电池", "隔膜", "神经网络", "锂离子电池", "茶叶加工", "权利要求", "固定连接", "循环水")
SHAPES = tuple((Path(__file__).parent / "search_queries.txt").read_text("utf-8").splitlines())
NEAR = ("CLMS=(隔膜 5D 电芯)", "CLMS=(传感器 3W 机架)", "AB=(电池 S 隔膜)", "CLMS=(电池 P 隔膜)")
EXPORTED, MEMORY = 100_000, 150
WITHIN = {"five facets over everything": 0.05, "100,000 ids": 0.15, "an update, until it is found": 1.0}


def run(sizes=SIZES, compared=COMPARED) -> Iterator[Row]:
    grown = []
    for size in sizes:
        laid, before = ground(size), _memory()
        engine = laid.engine()
        found = []
        for text in SHAPES:
            tree = read(text)
            cost = timed(lambda tree=tree, engine=engine: engine.find(tree, limit=20))
            found.append(cost)
            yield Row(f"{size:,}: {text[:40]} ({engine.count(tree):,} hits)", cost, limit=0.25)
        grown.append((size, sum(cost.cpu for cost in found), laid.built))
        yield from _beside(size, engine)
        print(_told(size, laid, found, _memory() - before), flush=True)
        yield _update(size, laid)
        if size == compared:
            yield from peers(size, engine)
    _growth(grown)


def _beside(size: int, engine: Tantivy) -> Iterator[Row]:
    everything = read("*")
    acts = {
        "five facets over everything": lambda: engine.find(everything, limit=1, facets=FACETS[:5]),
        "100,000 ids": lambda: engine.find(everything, limit=EXPORTED),
    }
    for what, act in acts.items():
        yield Row(f"{size:,}: {what}", timed(act), limit=WITHIN[what])
    for text in NEAR:
        cost = timed(lambda text=text: engine.find(read(text), limit=20), times=3)
        yield Row(f"{size:,}: {text} ({engine.count(read(text)):,} hits)", cost)


def _update(size: int, laid: Ground) -> Row:
    """Change one document as the indexer does, commit, and find it."""
    engine, item = laid.engine(), next(patents(1, seed=SEED))
    row = to_row(document(1, item))

    def update() -> None:
        index = prepare(tantivy.Index.open(str(laid.folder / "index")))
        writer = index.writer(128_000_000, 1)
        writer.delete_documents_by_term("id", 1)
        writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()
        engine.renew()
        engine.find(read("TI=电池"))

    what = "an update, until it is found"
    return Row(f"{size:,}: {what}", timed(update, times=5), limit=WITHIN[what])


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


def _told(size: int, laid: Ground, found: list[Cost], memory: float) -> str:
    costs = sorted(cost.cpu * 1000 for cost in found)
    built = f"build {laid.built / size * 1000:.2f} ms CPU and {laid.held / size:.0f} bytes a document"
    shapes = f"median {median(costs):.1f} ms, p95 {costs[int(len(costs) * 0.95)]:.1f}, worst {costs[-1]:.1f}"
    kept = "kept" if memory <= MEMORY else "BROKEN"
    return f"{size:,}: {built}; {len(costs)} shapes: {shapes}; {memory:.0f} MB beside the page cache ({MEMORY} {kept})"


def _memory() -> float:
    """Return the megabytes of this process that are no mapped files."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def _growth(grown: list[tuple[int, float, float]]) -> None:
    (small, queries, build), (large, more, longer) = grown[0], grown[-1]
    if small != large:
        grown_by = [math.log(b / a) / math.log(large / small) for a, b in ((queries, more), (build, longer))]
        print(f"growth {small:,} → {large:,}: queries n^{grown_by[0]:.2f}, build n^{grown_by[1]:.2f}")


def peers(size: int, engine: Tantivy) -> Iterator[Row]:
    """Yield what the same plain words cost in other engines, title, abstract and claims in one column."""
    ours = _sum(timed(lambda word=word: engine.find(read(f"TIABC={word}"), limit=20)) for word in PLAIN)
    keys = ("title", "abstract", "claims")
    texts = [normalise("\n".join(item.fields[key] for key in keys)) for item in patents(size, seed=SEED)]
    for name, (build, elsewhere) in PEERS.items():
        if search := build(texts):
            theirs = _sum(timed(lambda word=word, search=search: search(word), times=3) for word in PLAIN)
            # what another process works costs us no CPU: only wall time tells
            both = [Cost(each.wall, each.wall, 0) if elsewhere else each for each in (theirs, ours)]
            yield Row(f"{size:,}: 8 words, {name}", *both)


def _sum(costs) -> Cost:
    found = list(costs)
    return Cost(sum(each.cpu for each in found), sum(each.wall for each in found), 0)


if __name__ == "__main__":
    print(machine())
    wanted = tuple(int(each) for each in sys.argv[1:]) or SIZES
    show(run(wanted, max((size for size in wanted if size <= COMPARED), default=0)))
