"""Checks that the log, the database and what was published agree, and names the first leaf that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from minzhi.engines.register import agreeing
from minzhi.engines.register.growing import LogAhead, content
from minzhi.engines.register.keys import log_signer, signers_beside
from minzhi.engines.register.log.notes import Note, NoteWrong
from minzhi.engines.register.log.tiles import HEIGHT, WIDTH, Damaged, Tiles
from minzhi.engines.register.models import Checkpoint, Leaf
from minzhi.kit import merkle
from minzhi.records.facts.models import Fact


@dataclass(frozen=True)
class Finding:
    """What was compared. `fault` is empty where everything agrees, else a code with the first leaf or checkpoint."""

    leaves: int
    checkpoints: int
    fault: str = ""
    at: int | None = None
    where: str = ""


def check(folder: Path, progress: Callable[[int], None] = lambda _done: None) -> Finding:
    """Compare every leaf with the database, every file with the leaves, every checkpoint with the tree.

    Then whatever the pages show: entries, changes, certificates, signatures of witnesses.
    """
    tiles, known = Tiles(folder), Leaf.objects.count()
    published = list(Checkpoint.objects.order_by("size"))
    size = published[-1].size if published else 0
    if size > known:
        return Finding(known, len(published), "database_behind", known)
    try:
        wrong = _first_wrong(tiles, size, progress)
        if wrong is not None:
            return Finding(size, len(published), "leaf", wrong, str(tiles.path("entries", wrong // WIDTH)))
        bad = next((each for each in published if not _holds(tiles, size, each)), None)
        if bad is not None:
            return Finding(size, len(published), "checkpoint", bad.size)
        if published:
            agreeing.files(tiles, published[-1])
    except (Damaged, OSError) as damage:
        return Finding(size, len(published), "file", None, str(damage))
    fault, where = agreeing.rows()
    return Finding(size, len(published), fault, None, where)


def _first_wrong(tiles: Tiles, size: int, progress: Callable[[int], None]) -> int | None:
    """Return the first leaf whose file, tile or database row differs from the others."""
    odd = agreeing.miswritten(Fact.unscoped.all(), "uid", "subject_uid").values("pk")
    if (of_odd := Leaf.objects.filter(index__lt=size, fact__in=odd).order_by("index").first()) is not None:
        return of_odd.index
    for number, first in enumerate(range(0, size, WIDTH)):
        width = min(WIDTH, size - first)
        leaves, hashes = tiles.leaves(number, width), tiles.levels(0, number, width)[0]
        if len(leaves) < width:
            raise Damaged(f"{tiles.path('entries', number, width)}: {len(leaves)} leaves where {width} belong")
        rows = Leaf.objects.filter(index__gte=first, index__lt=first + width)
        read = agreeing.readable(rows.select_related("fact", "fact__register_change"))
        known = {row.index: row for row in read if isinstance(row, Leaf)}
        for index, (kept, hashed) in enumerate(zip(leaves, hashes, strict=True), first):
            row = known.get(index)
            if row is None or not _is(row, kept) or hashed != merkle.leaf_hash(kept):
                return index
        progress(first + width)
    return _first_wrong_above(tiles, size)


def _is(row: Leaf, kept: bytes) -> bool:
    """Tell whether a row makes the leaf in the file; one whose fact is lost may be any."""
    try:
        return row.fact_id is None or kept == content(row)
    except (*agreeing.BROKEN, LogAhead):  # a salt or a day that is none, a fact that is not there
        return False


def _first_wrong_above(tiles: Tiles, size: int) -> int | None:
    """Return the first leaf below a tile of a higher level that does not follow from the tile beneath it."""
    level, count = 1, size // WIDTH
    while count:
        for index in range(count):
            number, at = divmod(index, WIDTH)
            stored = tiles.levels(level, number, min(WIDTH, count - number * WIDTH))[0][at]
            if stored != tiles.levels(level - 1, index, WIDTH)[-1][0]:
                return index << HEIGHT * level
        level, count = level + 1, count // WIDTH
    return None


def _holds(tiles: Tiles, size: int, published: Checkpoint) -> bool:
    """Tell whether a checkpoint's root, signature and text are those of the tree."""
    try:
        note = Note.read(published.note)
        body = note.checkpoint
        own = log_signer()
        signed = own.name in note.signers([own.verifier, *(each.verifier for each in signers_beside())])
    except NoteWrong:
        return False
    root = merkle.root(tiles.reader(size), published.size)
    return signed and (body.size, body.root, published.root) == (published.size, root, root.hex())
