"""A tree as files that any web server or USB stick can carry: the layout of C2SP's tlog-tiles.

``tile/<L>/<N>`` holds the 256 hashes of level ``8·L``; ``tile/entries/<N>`` the 256 leaves below, each with its
length in two bytes. The last one is partial: ``….p/<W>``. N is written ``x001/x234/067``.
"""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from minzhi.kit.merkle import SIZE, parents

WIDTH = 256
HEIGHT = 8
LONGEST = 2**16 - 1  # bytes of a leaf
AT_ONCE = 16  # files that are synced one by one; more are synced with the whole disk
IN_MEMORY = 64  # tiles


class Damaged(ValueError):
    """A file of the log is missing, short, or not what it must be. The text names it."""


def place(number: int) -> str:
    """Return a tile's number as a path.

    >>> place(1234067), place(7)
    ('x001/x234/067', '007')
    """
    groups = []
    while True:
        number, rest = divmod(number, 1000)
        groups.append(f"{rest:03d}")
        if not number:
            break
    return "/".join([f"x{group}" for group in groups[:0:-1]] + groups[:1])


class Tiles:
    """Reads and writes the files of one log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._levels = lru_cache(maxsize=IN_MEMORY)(self._read_levels)

    def path(self, level: int | str, number: int, width: int = WIDTH) -> Path:
        """Return where a tile is; level ``"entries"`` holds the leaves."""
        whole = self.folder / "tile" / str(level) / place(number)
        return whole if width == WIDTH else whole.with_name(f"{whole.name}.p") / str(width)

    def reader(self, size: int) -> "Reader":
        return Reader(self, size)

    def levels(self, level: int, number: int, width: int) -> list[list[bytes]]:
        """Return the hashes of a tile and the full subtrees above them, lowest first."""
        return self._levels(level, number, width)

    def _read_levels(self, level: int, number: int, width: int) -> list[list[bytes]]:
        content = self._content(level, number, width)
        row = [content[at : at + SIZE] for at in range(0, width * SIZE, SIZE)]
        rows = [row]
        while len(row) > 1:
            row = parents(row[: len(row) // 2 * 2])
            rows.append(row)
        return rows

    def _content(self, level: int, number: int, width: int) -> bytes:
        """Return a tile's bytes: of the partial file, or of the beginning of the full one."""
        for path in (self.path(level, number, width), self.path(level, number)):
            if path.is_file():
                content = path.read_bytes()
                if len(content) < width * SIZE:
                    raise Damaged(f"{path}: {len(content)} bytes where {width * SIZE} belong")
                return content
        raise Damaged(f"{self.path(level, number, width)}: missing")

    def leaves(self, number: int, width: int) -> list[bytes]:
        """Return the leaves of one bundle."""
        for path in (self.path("entries", number, width), self.path("entries", number)):
            if path.is_file():
                return list(islice(unpacked(path.read_bytes(), path), width))
        raise Damaged(f"{self.path('entries', number, width)}: missing")

    def leaf(self, index: int, size: int) -> bytes:
        """Return one leaf of a tree of `size`."""
        if not 0 <= index < size:
            raise ValueError(f"leaf {index} is not in a tree of {size}")
        number, at = divmod(index, WIDTH)
        found = self.leaves(number, min(WIDTH, size - number * WIDTH))
        if len(found) <= at:
            raise Damaged(f"{self.path('entries', number)}: leaf {index} is missing")
        return found[at]

    def write(self, files: dict[Path, bytes]) -> None:
        """Write files so that each is whole or not there, and all are on disk when this returns."""
        few = len(files) <= AT_ONCE
        folders = {path.parent for path in files}
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            whole(path, content, sync=few)
        if few:
            for folder in folders:
                _sync(folder)
        else:
            os.sync()
        self._levels.cache_clear()


class Reader:
    """The hashes of the tree of one size."""

    def __init__(self, tiles: Tiles, size: int) -> None:
        self.tiles, self.size = tiles, size

    def __call__(self, level: int, index: int) -> bytes:
        tile, above = divmod(level, HEIGHT)
        number, at = divmod(index << above, WIDTH)
        width = min(WIDTH, (self.size >> (tile * HEIGHT)) - number * WIDTH)
        return self.tiles.levels(tile, number, width)[above][at >> above]


def packed(leaves: Sequence[bytes]) -> bytes:
    """Return leaves as a bundle; raises ValueError for one that is too long."""
    for leaf in leaves:
        if len(leaf) > LONGEST:
            raise ValueError(f"a leaf of {len(leaf)} bytes is longer than {LONGEST}")
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def unpacked(bundle: bytes, path: Path) -> Iterator[bytes]:
    at = 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if end > len(bundle):
            raise Damaged(f"{path}: ends within a leaf")
        yield bundle[at + 2 : end]
        at = end


def whole(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Write a file beside its place and move it there."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(content)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    fresh.replace(path)
    if sync:
        _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
