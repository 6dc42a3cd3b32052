"""The parts of the benchmark of similarity that ask how it grows: hostile texts, and Spark beside one machine."""

import os
import random
from collections.abc import Iterator
from importlib.util import find_spec
from math import log2
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.frame import Cost, Row
from minzhi.engines.similarity.filings.probing import build
from minzhi.engines.similarity.filings.screening import screen
from minzhi.engines.similarity.tests.made.filings import make

SEED, MEGABYTES, KNOWN, ON_SPARK, TABLES = 4001, (1, 2, 4, 8), 2_000, 1_000, 8
LIKE_LATIN = "АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ０１ＡＢＣⅠⅡ①②"
AGAIN = {
    "one character": "一", "commas alone": "，", "a clause again and again": "所述机架与网带固定连接，",
    "zero-width signs between all": "茶\u200b\u200d", "halves of characters": "\ud800一",
}  # fmt: skip
BY_LOT = {
    "Han without punctuation": "".join(map(chr, range(0x4E00, 0x9FA5))), "mixed scripts": "一a1я가あ😀ا，(é",
    "signs that look like others": LIKE_LATIN + "，",
}  # fmt: skip


def hostile() -> Iterator[Row]:
    """Yield what one draft of eight megabytes costs; how the time grows from one megabyte on is printed beside it."""
    made = make(KNOWN, seed=SEED)
    index = build(made.letters, made.bounds, [str(place) for place in range(KNOWN)])
    index.near(made.text(0))
    for what, signs in (AGAIN | BY_LOT).items():
        costs = []
        for size in MEGABYTES:
            text = _written(signs, size * 1_000_000, by_lot=what in BY_LOT)
            cpu, wall = process_time(), perf_counter()
            found = index.near(text)
            costs.append(Cost(process_time() - cpu, perf_counter() - wall, 0))
        growth = log2(costs[-1].cpu / costs[0].cpu) / log2(MEGABYTES[-1] / MEGABYTES[0])
        told = ", ".join(f"{cost.cpu:.2f}" for cost in costs)
        print(f"{what}: {told} s for {MEGABYTES} MB, n^{growth:.2f}, {len(found)} hits", flush=True)
        yield Row(f"a draft of {MEGABYTES[-1]} MB, {what}", costs[-1])


def _written(signs: str, size: int, *, by_lot: bool) -> str:
    """Return a text of so many bytes of UTF-8."""
    count = size * len(signs) // len(signs.encode("utf-8", "surrogatepass"))
    lot = random.Random(SEED)  # noqa: S311 - nothing secret
    return "".join(lot.choices(signs, k=count)) if by_lot else signs * (count // len(signs))


def spark() -> Iterator[Row]:
    """Yield what Spark's own MinHashLSH needs for a thousand filings, and one machine for the same; F1 beside it."""
    if find_spec("pyspark") is None:
        print("no PySpark here: the extra `spark`")
        return
    made = make(ON_SPARK, seed=SEED + 3)
    wanted = {(min(one, other), max(one, other)) for one, other, _kind in made.truth}
    screen(made.letters, made.bounds)  # compiles
    cpu, wall = process_time(), perf_counter()
    found = screen(made.letters, made.bounds)
    ours = Cost(process_time() - cpu, perf_counter() - wall, 0)
    over = found.over(found.scorer.threshold)
    _told("one machine", set(zip(over.left.tolist(), over.right.tolist(), strict=True)), wanted)
    yield Row(f"Spark: {ON_SPARK:,} filings on one machine without it", ours)
    best, cost = _by_spark([made.text(place) for place in range(ON_SPARK)], wanted)
    _told(f"Spark's MinHashLSH, {TABLES} tables, the best of three thresholds", best, wanted)
    yield Row(f"Spark: {ON_SPARK:,} filings by its MinHashLSH", ours, cost)
    yield Row(f"Spark: {ON_SPARK:,} filings by its MinHashLSH, itself", cost)


def _told(what: str, found: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> None:
    print(f"{what}: F1 {2 * len(found & wanted) / max(len(found) + len(wanted), 1):.3f}", flush=True)


def _by_spark(texts: list[str], wanted: set[tuple[int, int]]) -> tuple[set[tuple[int, int]], Cost]:
    """Join trigrams with themselves at three thresholds; returns the best pairs, and what that join took."""
    from pyspark.ml.feature import HashingTF, MinHashLSH  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    session: Any = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    rows = [(place, sorted({text[at : at + 3] for at in range(len(text) - 2)})) for place, text in enumerate(texts)]
    frame = session.createDataFrame(rows, ["place", "grams"])
    hashed = HashingTF(inputCol="grams", outputCol="signs", numFeatures=1 << 20, binary=True).transform(frame).cache()
    hashed.count()
    best: tuple[float, set[tuple[int, int]], Cost] = (-1.0, set(), Cost(0, 0, 0))
    for least in (0.3, 0.5, 0.7):
        cpu, wall = _cpu_of_java() + process_time(), perf_counter()
        model = MinHashLSH(inputCol="signs", outputCol="hashes", numHashTables=TABLES, seed=SEED).fit(hashed)
        joined = model.approxSimilarityJoin(hashed, hashed, 1 - least, distCol="far")
        pairs = {(row[0], row[1]) for row in joined.filter("datasetA.place < datasetB.place").select(
            "datasetA.place", "datasetB.place").collect()}  # fmt: skip
        cost = Cost(_cpu_of_java() + process_time() - cpu, perf_counter() - wall, 0)
        score = 2 * len(pairs & wanted) / max(len(pairs) + len(wanted), 1)
        best = max(best, (score, pairs, cost), key=lambda each: each[0])
    session.stop()
    return best[1], best[2]


def _cpu_of_java() -> float:
    """Return the CPU seconds of the Java that this process started."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        fields = rest.split()
        if "java" in name and int(fields[1]) == os.getpid():
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
