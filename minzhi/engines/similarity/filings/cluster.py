"""Candidates from a Spark cluster: the kernels of one machine on many, with the very same pairs."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np

from minzhi.engines.similarity.filings import screening
from minzhi.engines.similarity.filings.basis import Basis
from minzhi.engines.similarity.filings.screening import CHANNELS, COMMON, Join, sketched
from minzhi.engines.similarity.kernels.hashing import DOCUMENTS, SHIFT
from minzhi.engines.similarity.kernels.joining import emit, often

SPLITS = 8
NAMES = list(CHANNELS)
Keyed = tuple[int, bytes]


def on_spark(master: str) -> Join:
    """Return what finds candidates on a cluster; raises `ModuleNotFoundError` without PySpark, the extra `spark`."""
    builder: Any = import_module("pyspark.sql").SparkSession.builder
    return partial(joined, builder.master(master).appName("minzhi").config("spark.ui.enabled", "false").getOrCreate())


def joined(
    spark: Any,  # noqa: ANN401 - PySpark is an extra
    letters: np.ndarray, bounds: np.ndarray, basis: Basis, *, splits: int = SPLITS,
) -> np.ndarray:  # fmt: skip
    """Return the candidate pairs of a corpus, packed and sorted, as `screening.joined` does.

    Parts are sketched where they lie; all words of one key meet on one worker, all occurrences of one pair on another.
    A worker that is lost costs its work, not the result.
    """
    context, count = spark.sparkContext, len(bounds) - 1
    shared = context.broadcast((basis.rarity, basis.words))
    rows = list(_rows(letters, bounds))
    keyed = context.parallelize(rows, max(len(rows), 1)).flatMap(partial(_keys, shared, splits))
    pairs = keyed.groupByKey(splits).flatMap(partial(_pairs, max(64, int(COMMON * count)), splits))
    found = pairs.groupByKey(splits).map(partial(_often, splits)).collect()
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *(np.frombuffer(each, np.uint64) for each in found)]))


def _rows(letters: np.ndarray, bounds: np.ndarray) -> Iterator[tuple[int, bytes, bytes]]:
    for begin in range(0, len(bounds) - 1, screening.PART):
        ends = bounds[begin : begin + screening.PART + 1]
        yield begin, letters[ends[0] : ends[-1]].tobytes(), (ends - ends[0]).astype(np.int64).tobytes()


def _keys(shared: Any, splits: int, row: tuple[int, bytes, bytes]) -> Iterator[Keyed]:  # noqa: ANN401 - a broadcast
    begin, letters, bounds = row
    given = np.frombuffer(letters, np.uint16).copy(), np.frombuffer(bounds, np.int64).copy()
    part = sketched(*given, begin, Basis(*shared.value))
    for number, channel in enumerate(NAMES):
        packed = part[channel]
        of_key = (packed >> SHIFT) % np.uint64(splits)
        for split in range(splits):
            yield number * splits + split, packed[of_key == split].tobytes()


def _pairs(most: int, splits: int, row: tuple[int, Iterable[bytes]]) -> Iterator[Keyed]:
    number, packed = row[0] // splits, np.sort(_whole(row[1]))
    every, near, _least = CHANNELS[NAMES[number]]
    longest = int(DOCUMENTS) if NAMES[number] == "documents" else most
    none = np.empty(0, np.uint64)
    for turn in range(splits):
        pairs = np.empty(emit(packed, every, near, longest, none, splits, turn), np.uint64)
        emit(packed, every, near, longest, pairs, splits, turn)
        yield number * splits + turn, pairs.tobytes()


def _often(splits: int, row: tuple[int, Iterable[bytes]]) -> bytes:
    least = CHANNELS[NAMES[row[0] // splits]][2]
    return bytes(np.asarray(often(np.sort(_whole(row[1])), least)).tobytes())


def _whole(parts: Iterable[bytes]) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.uint64), *(np.frombuffer(each, np.uint64) for each in parts)])
