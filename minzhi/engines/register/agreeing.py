"""Whether what stands beside the leaves agrees with them: the log's other files, and whatever the pages show."""

from pathlib import Path

from minzhi.engines.register import papers
from minzhi.engines.register.actions import document_of
from minzhi.engines.register.growing import content, shown
from minzhi.engines.register.log.log import JOURNAL, read_journal
from minzhi.engines.register.log.notes import Note, NoteWrong, Verifier
from minzhi.engines.register.log.tiles import HEIGHT, WIDTH, Damaged, Tiles, packed
from minzhi.engines.register.models import Certificate, Change, Checkpoint, Cosignature
from minzhi.records.files.actions import is_whole


def files(tiles: Tiles, latest: Checkpoint) -> None:
    """Compare earlier tiles, checkpoint and journal with the tree as it is; raises `Damaged`, which names the file."""
    for path in sorted(tiles.folder.glob("tile/**/*.p/*")):
        expected = _beginning(tiles, path, latest.size)
        if expected is not None and path.read_bytes() != expected:
            raise Damaged(f"{path}: not what the tree has there")
    checkpoint, journal = tiles.folder / "checkpoint", tiles.folder / JOURNAL
    if checkpoint.read_bytes() != shown(latest):
        raise Damaged(f"{checkpoint}: not what was published last")
    folded, _waiting, _good = read_journal(journal)
    if folded < latest.size:
        raise Damaged(f"{journal}: begins at leaf {folded}, but {latest.size} leaves are published")
    tiles.leaf(folded - 1, folded)


def _beginning(tiles: Tiles, path: Path, size: int) -> bytes | None:
    """Return what a partial tile must hold, as the beginning of the tile there now; None beyond the tree of `size`."""
    _tile, level, *groups, width = path.relative_to(tiles.folder).parts
    number = int("".join(groups).replace("x", "").removesuffix(".p"))
    height = 0 if level == "entries" else int(level) * HEIGHT
    now = min(WIDTH, (size >> height) - number * WIDTH)
    if now < int(width):
        return None
    if level == "entries":
        return packed(tiles.leaves(number, now)[: int(width)])
    return b"".join(tiles.levels(int(level), number, now)[0][: int(width)])


def rows() -> tuple[str, str]:
    """Return the first row that says what the log does not, as a code and its number; nothing where all agree."""
    for change in Change.objects.select_related("entry").order_by("pk").iterator():
        if not _agrees(change):
            return "entry", change.entry.number
    for made in Certificate.objects.select_related("file", "change__fact__leaf").order_by("pk").iterator():
        if not is_whole(made.file) or made.code != _code(made.change):
            return "certificate", made.code
    for line in Cosignature.objects.select_related("checkpoint", "witness").order_by("pk").iterator():
        if not _signed(line):
            return "signature", f"{line.witness} {line.checkpoint.size}"
    return "", ""


def _agrees(change: Change) -> bool:
    """Tell whether a change, and as the last one its entry, are what its document says; that is hashed into the log."""
    said, entry = change.document, change.entry
    names = ("register", "number", "status", "reason", "sequence", "changed_on")
    here = (
        entry.register, entry.number, change.status, change.reason, change.sequence, change.happened_on.isoformat(),
    )  # fmt: skip
    is_last = change.sequence >= entry.changes_count
    return tuple(said.get(name) for name in names) == here and (
        not is_last or said == document_of(entry, change.reason, change.happened_on)
    )


def _code(change: Change) -> str:
    row = change.fact.leaf
    return papers.printed(content(row), row.index)


def _signed(line: Cosignature) -> bool:
    try:
        key = Verifier.read(line.witness.key)
        return key.name in Note.read(line.checkpoint.note + line.line).signers([key])
    except NoteWrong:
        return False
