"""Row sketches: how much two data sets have in common, told from a few hundred hashes made on the applicant's side.

A sketch is ``{format, rows, least}``: how many rows were read, and the least 256 different hashes (15 hex signs of
SHA-256 of each row, its cells trimmed and sorted). No row can be read from it; whoever guesses a row whole can tell
whether it is among the 256. Pure.
"""

import hashlib
import heapq
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark as _

FORMAT, SIZE, SIGNS = "minzhi-sketch-1", 256, 15
LARGEST = 16**SIGNS


class SketchWrong(Refusal):
    """A text is no sketch. The text is shown."""


@dataclass(frozen=True)
class Overlap:
    """Estimated shares in percent: of all rows of both, and of the smaller set."""

    common: int
    of_smaller: int


def row_hash(cells: Sequence[str]) -> str:
    """Return the hash of a row, whatever the order of its columns.

    >>> row_hash(["23.5", " 武夷山 "]) == row_hash(["武夷山", "23.5"])
    True
    """
    said = sorted((unicodedata.normalize("NFKC", cell).strip() for cell in cells), key=_as_browsers_sort)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:SIGNS]


def _as_browsers_sort(cell: str) -> bytes:
    return cell.encode("utf-16-be", "surrogatepass")


def sketch(rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Return the sketch of a table's rows (without its head)."""
    count, different = 0, set[str]()
    for row in rows:
        if any(cell.strip() for cell in row):
            count += 1
            different.add(row_hash(row))
    return {"format": FORMAT, "rows": count, "least": heapq.nsmallest(SIZE, different)}


def read(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a sketch that somebody sent in; raises `SketchWrong`."""
    least = given.get("least")
    rows = given.get("rows")
    if given.get("format") != FORMAT or not isinstance(least, list) or not isinstance(rows, int) or rows < len(least):
        raise SketchWrong(_("这不是数据集的行摘要。"))
    if len(least) > SIZE or any(not _is_hash(each) for each in least) or sorted(set(least)) != least:
        raise SketchWrong(_("行摘要的内容不成样子。"))
    return {"format": FORMAT, "rows": rows, "least": least}


def _is_hash(each: object) -> bool:
    return isinstance(each, str) and len(each) == SIGNS and not set(each) - set("0123456789abcdef")


def different_rows(given: Mapping[str, Any]) -> float:
    """Estimate how many different rows a set has, from the greatest of its least hashes."""
    least = given["least"]
    return len(least) if len(least) < SIZE else (SIZE - 1) * LARGEST / int(least[-1], 16)


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> Overlap:
    """Estimate how much two sets have in common: the share of the least hashes of both that both have."""
    if not one["least"] or not other["least"]:
        return Overlap(0, 0)
    both = heapq.nsmallest(SIZE, {*one["least"], *other["least"]})
    shared = len(set(both) & set(one["least"]) & set(other["least"]))
    jaccard = shared / len(both)
    sizes = different_rows(one), different_rows(other)
    common = jaccard * sum(sizes) / (1 + jaccard)
    return Overlap(round(100 * jaccard), min(100, round(100 * common / min(sizes))))
