"""Whether what stands beside the leaves agrees with them: the log's other files, and whatever the pages show."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from django.db.models import CharField, Max, Model, Q, QuerySet
from django.db.models.functions import Cast, Lower

from minzhi.engines.register import papers, receipts
from minzhi.engines.register.actions import document_of, kept_of
from minzhi.engines.register.growing import AT_ONCE, content, contents, shown
from minzhi.engines.register.log.log import JOURNAL, framed, read_journal
from minzhi.engines.register.log.notes import Note, NoteWrong, Verifier
from minzhi.engines.register.log.tiles import HEIGHT, WIDTH, Damaged, Tiles, packed
from minzhi.engines.register.models import (
    Certificate,
    Change,
    Checkpoint,
    Cosignature,
    Entry,
    Mirrored,
    Source,
    Witness,
)
from minzhi.records.facts.models import Fact
from minzhi.records.files.actions import is_whole, open_file
from minzhi.records.tables.rows import Row

BROKEN = (ValueError, TypeError, AttributeError, KeyError)
"""What reading a row raises that holds a day, a number or a JSON that is none."""
A_FEW = 500
AnyRow = TypeVar("AnyRow", bound=Model)


def files(tiles: Tiles, latest: Checkpoint) -> None:
    """Compare earlier tiles, checkpoint and journal with the tree as it is; raises `Damaged`, which names the file."""
    for path in sorted(tiles.folder.glob("tile/**/*.p/*")):
        expected = _beginning(tiles, path, latest.size)
        if expected is not None and path.read_bytes() != expected:
            raise Damaged(f"{path}: not what the tree has there")
    checkpoint, journal = tiles.folder / "checkpoint", tiles.folder / JOURNAL
    if checkpoint.read_bytes() != shown(latest):
        raise Damaged(f"{checkpoint}: not what was published last")
    folded, waiting, _good = read_journal(journal)
    if folded < latest.size:
        raise Damaged(f"{journal}: begins at leaf {folded}, but {latest.size} leaves are published")
    tiles.leaf(folded - 1, folded)
    written = journal.read_bytes().partition(b"\n")[2]
    expected = b"".join(map(framed, contents(folded, folded + len(waiting) + AT_ONCE))) if written else b""
    if not expected.startswith(written):  # the last write may have been cut off
        raise Damaged(f"{journal}: holds other leaves than the database after leaf {folded}")


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


def readable(rows: QuerySet[AnyRow]) -> Iterator[AnyRow | int]:
    """Return each row, or the key of one that cannot be read any more: a day that is none, a row it needs is gone."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), A_FEW):
        some = keys[first : first + A_FEW]
        try:
            found = rows.in_bulk(some)
        except BROKEN:
            found = {key: row for key in some if (row := _alone(rows, key)) is not None}
        yield from (found.get(key, key) for key in some)


def _alone(rows: QuerySet[AnyRow], key: int) -> AnyRow | None:
    try:
        return rows.filter(pk=key).first()
    except BROKEN:
        return None


def miswritten(rows: QuerySet[AnyRow], *names: str) -> QuerySet[AnyRow]:
    """Return the rows of which a uid is not in small letters: it reads the same, but nobody finds it any more."""
    asked = Q()
    for name in names:
        rows = rows.annotate(**{f"{name}_written": Cast(name, CharField())})
        asked |= ~Q(**{f"{name}_written": Lower(f"{name}_written")})
    return rows.filter(asked)


def rows() -> tuple[str, str]:
    """Return the first row that says what the log does not, as a code and its number; nothing where all agree."""
    last = dict(Change.objects.order_by().values_list("entry").annotate(Max("sequence")))
    if bare := Entry.unscoped.exclude(pk__in=Change.objects.values("entry")).only("number").first():
        return "entry", bare.number
    if odd := miswritten(Entry.unscoped.all(), "uid", "subject_uid").values_list("number", flat=True).first():
        return "entry", odd
    for change in readable(Change.objects.select_related("entry__unit", "fact")):
        if not isinstance(change, Change) or not _holds(_agrees, change, last[change.entry_id]):
            return "entry", change.entry.number if isinstance(change, Change) else f"register_change {change}"
    for made in readable(Certificate.objects.select_related("file", "change__fact__leaf")):
        if not isinstance(made, Certificate) or not _holds(_is_whole, made):
            return "certificate", made.code if isinstance(made, Certificate) else f"register_certificate {made}"
    for line in readable(Cosignature.objects.select_related("checkpoint", "witness")):
        if not isinstance(line, Cosignature) or not _signed(line):
            return "signature", f"{line.witness} {line.checkpoint.size}" if isinstance(line, Cosignature) else f"{line}"
    return _others()


def _holds(look: Callable[..., bool], *what: object) -> bool:
    """Tell what a look finds; what cannot be looked at does not hold."""
    try:
        return look(*what)
    except BROKEN:
        return False


def _is_whole(made: Certificate) -> bool:
    return is_whole(made.file) and made.code == _code(made.change) == _carried(made)


def _others() -> tuple[str, str]:
    """Return the first witness, source or mirrored entry that is not what was named or taken."""
    for witness in Witness.objects.order_by("pk"):
        if not _was_named(witness, "witness_named", witness.key):
            return "witness", witness.name
    keys: dict[str, list[Verifier]] = {}
    for source in Source.objects.order_by("pk"):
        keys[source.origin] = _named_for(source)
        if not _was_named(source, "source_named", source.key) or not _seen(source, keys[source.origin]):
            return "source", source.origin
    for row in Mirrored.objects.order_by("pk").iterator():
        if row.receipt and not _is_as_taken(row, keys.get(row.origin, [])):
            return "mirrored", f"{row.origin} {row.number}"
    return "", ""


def _agrees(change: Change, last: int) -> bool:
    """Tell whether a change, and as the last one its entry, are what its document says; that is hashed into the log."""
    said, entry = change.document, change.entry
    names = ("register", "number", "status", "reason", "sequence", "changed_on")
    here = (
        entry.register, entry.number, change.status, change.reason, change.sequence, change.happened_on.isoformat(),
    )  # fmt: skip
    if tuple(said.get(name) for name in names) != here or change.fact.subject_uid != entry.uid:
        return False
    if change.sequence < last:
        return True
    kept = change.fact.payload.get("kept")  # entries of before have none
    return said == document_of(entry, change.reason, change.happened_on) and (kept is None or kept == kept_of(entry))


def _code(change: Change) -> str:
    row = change.fact.leaf
    return papers.printed(content(row), row.index)


def _carried(made: Certificate) -> str:
    """Return the code of the receipt that a certificate's file carries."""
    with open_file(made.file) as file:
        content = file.read()
    try:
        receipt = receipts.read(papers.attached(content))
        return papers.printed(receipt["leaf"].encode(), receipt["index"])
    except (receipts.ReceiptWrong, KeyError, ValueError, TypeError):
        return ""


def _was_named(row: Row, kind: str, key: str) -> bool:
    """Tell whether the last fact about a witness or a source names its key; facts are in the log."""
    named = Fact.unscoped.filter(kind=f"register.{kind}", subject_uid=row.uid).order_by("-pk").first()
    return named is not None and named.payload.get("key") == key


def _named_for(source: Source) -> list[Verifier]:
    """Return every key that a source ever had, by the facts that named it."""
    facts = Fact.unscoped.filter(kind="register.source_named", subject_uid=source.uid).order_by("-pk")
    return [Verifier.read(each.payload["key"]) for each in facts]


def _seen(source: Source, keys: list[Verifier]) -> bool:
    """Tell whether the note seen last of a source carries the source's signature."""
    try:
        return not source.note or source.origin in Note.read(source.note).signers(keys)
    except NoteWrong:
        return False


def _is_as_taken(row: Mirrored, keys: list[Verifier]) -> bool:
    """Tell whether a mirrored entry is what its receipt proves under a key of its source."""
    try:
        verdict = receipts.verify(row.receipt, keys)
    except (receipts.ReceiptWrong, KeyError, TypeError):
        return False
    said = verdict.document
    return (verdict.trusted, row.document, row.leaf) == (True, said, verdict.index) and (
        (row.register, row.number, row.status) == (said["register"], said["number"], said["status"])
    )


def _signed(line: Cosignature) -> bool:
    try:
        key = Verifier.read(line.witness.key)
        return key.name in Note.read(line.checkpoint.note + line.line).signers([key])
    except NoteWrong:
        return False
