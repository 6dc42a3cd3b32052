"""Makes a list of hashes, and of CSV files a sketch of their rows, with Python's standard library alone.

    python3 deposit_list.py tea.csv report.pdf > minzhi-deposit.json

Nothing leaves the machine. The list is then chosen on the page of deposits instead of the files. The sketch holds the
least 256 of the rows' hashes (15 hex signs of SHA-256; cells in NFKC, trimmed, sorted): enough to tell how much two
data sets have in common, not what a row says.
"""

import csv
import hashlib
import json
import sys
import unicodedata
from pathlib import Path

KEPT, SIGNS, AT_MOST = 256, 15, 4096


def hash_of(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return {"name": path.name, "size": path.stat().st_size, "sha256": digest.hexdigest()}


def row_hash(cells):
    plain = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
    said = sorted(plain, key=lambda cell: cell.encode("utf-16-be", "surrogatepass"))
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:SIGNS]


def sketch_of(path):
    """Return the sketch of a CSV file in UTF-8 whose first row is the head; memory does not grow with the file."""
    least, count = set(), 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            if any(cell.strip() for cell in row):
                count += 1
                least.add(row_hash(row))
            if len(least) > AT_MOST:
                least = set(sorted(least)[:KEPT])
    return {"format": "minzhi-sketch-1", "rows": count, "least": sorted(least)[:KEPT]}


def main(names):
    paths = [Path(name) for name in names]
    tables = [path for path in paths if path.suffix.lower() == ".csv"]
    return {
        "format": "minzhi-deposit-list-1",
        "files": [hash_of(path) for path in paths],
        "sketch": sketch_of(tables[0]) if tables else None,
    }


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    print(json.dumps(main(sys.argv[1:]), ensure_ascii=False, indent=1))  # noqa: T201 - this is its answer
