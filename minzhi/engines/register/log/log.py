"""An append-only log on disk: a leaf is safe when `append` returns; `fold` makes tiles of what was appended.

The journal takes leaves with one sync a batch. Folding writes tiles, then a fresh journal: killed in between, it is
done again with the same outcome, since tiles follow from the leaves alone.
"""

import os
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from minzhi.engines.register.log.tiles import LONGEST, WIDTH, Damaged, Tiles, packed, whole
from minzhi.kit import merkle

JOURNAL = "journal"
HEADER = b"minzhi journal from leaf "
FOLD_AT = 16 * 1024  # leaves that wait in the journal at most


class Log:
    """One log in one folder. One process writes; any number may read the tiles.

    `folded` leaves are in tiles; `size` also counts those that wait in the journal.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tiles = Tiles(folder)
        self._journal = folder / JOURNAL
        folder.mkdir(parents=True, exist_ok=True)
        if not self._journal.exists():
            whole(self._journal, HEADER + b"0\n")
        self.folded, self._waiting, good = read_journal(self._journal)
        if self._journal.stat().st_size > good:  # a write that was cut off was never acknowledged
            os.truncate(self._journal, good)
        self._file = self._journal.open("ab", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        return self.folded + len(self._waiting)

    def append(self, leaves: Iterable[bytes]) -> range:
        """Add leaves and return their places once they are on disk. Raises ValueError for a leaf that is too long."""
        fresh = list(leaves)
        if (longest := max(map(len, fresh), default=0)) > LONGEST:
            raise ValueError(f"a leaf of {longest} bytes is longer than {LONGEST}")
        first = self.size
        self._file.write(b"".join(map(framed, fresh)))
        os.fdatasync(self._file.fileno())
        self._waiting += fresh
        if len(self._waiting) >= FOLD_AT:
            self.fold()
        return range(first, first + len(fresh))

    def fold(self) -> int:
        """Make tiles of what waits; returns the number of leaves that are then in tiles."""
        if self._waiting:
            self.tiles.write(_grown(self.tiles, self.folded, self._waiting))
            size = self.size
            whole(self._journal, HEADER + f"{size}\n".encode())
            self._file.close()
            self._file = self._journal.open("ab", buffering=0)
            self.folded, self._waiting = size, []
        return self.folded

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` folded leaves."""
        size = self.folded if size is None else size
        return merkle.root(self.tiles.reader(self.folded), size)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return merkle.inclusion(self.tiles.reader(self.folded), index, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        return merkle.consistency(self.tiles.reader(self.folded), old, new)

    def leaf(self, index: int) -> bytes:
        return self.tiles.leaf(index, self.folded)


def framed(leaf: bytes) -> bytes:
    """Return a leaf as the journal holds it: its length, its checksum, the leaf."""
    return len(leaf).to_bytes(2, "big") + zlib.crc32(leaf).to_bytes(4, "big") + leaf


def read_journal(journal: Path) -> tuple[int, list[bytes], int]:
    """Return where the journal begins, its whole leaves, and how many of its bytes are good."""
    content = journal.read_bytes()
    line, _newline, rest = content.partition(b"\n")
    if not line.startswith(HEADER) or not line.removeprefix(HEADER).isdigit():
        raise Damaged(f"{journal}: not a journal of this log")
    leaves: list[bytes] = []
    at = 0
    while at + 6 <= len(rest):
        end = at + 6 + int.from_bytes(rest[at : at + 2], "big")
        leaf = rest[at + 6 : end]
        if end > len(rest) or zlib.crc32(leaf) != int.from_bytes(rest[at + 2 : at + 6], "big"):
            break
        leaves.append(leaf)
        at = end
    return int(line.removeprefix(HEADER)), leaves, len(line) + 1 + at


def _grown(tiles: Tiles, size: int, leaves: Sequence[bytes]) -> dict[Path, bytes]:
    """Return every tile that changes when `leaves` follow a tree of `size`."""
    files = _bundles(tiles, size, leaves)
    level, first = 0, size
    fresh = [merkle.leaf_hash(leaf) for leaf in leaves]
    while fresh:
        number, filled = divmod(first, WIDTH)
        row = tiles.levels(level, number, filled)[0] + fresh if filled else fresh
        fresh = []
        for at in range(0, len(row), WIDTH):
            part = row[at : at + WIDTH]
            files[tiles.path(level, number + at // WIDTH, len(part))] = b"".join(part)
            if len(part) == WIDTH:
                fresh.append(_top(part))
        level, first = level + 1, number
    return files


def _bundles(tiles: Tiles, size: int, leaves: Sequence[bytes]) -> dict[Path, bytes]:
    number, filled = divmod(size, WIDTH)
    row = [*(tiles.leaves(number, filled) if filled else []), *leaves]
    return {
        tiles.path("entries", number + at // WIDTH, len(part)): packed(part)
        for at in range(0, len(row), WIDTH)
        if (part := row[at : at + WIDTH])
    }


def _top(row: Sequence[bytes]) -> bytes:
    while len(row) > 1:
        row = merkle.parents(row)
    return row[0]
