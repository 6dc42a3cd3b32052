"""Keeps the index beside the database: follows its changes, and is built anew into a folder of its own.

One index, or several shards of it in folders below: a right is in the shard that its id leaves as rest.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from uuid import uuid4

import tantivy
from django.conf import settings

from minzhi.engines.search.index.rows import document_of, texts_of
from minzhi.engines.search.index.running import Tantivy
from minzhi.engines.search.index.schema import build_schema, fingerprint, prepare, to_row
from minzhi.engines.search.index.shards import Shards
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.names import rulings

MEMORY, LEAST = 128_000_000, 15_000_000
"""Of all writers together, and of one at least: less the index does not take."""
AT_ONCE = 200
FORGOTTEN_AT_ONCE = 10_000
LOCKED = "LockBusy"


class Busy(RuntimeError):
    """Another process is writing the index; what waits will be in it when that one is done."""


def home() -> Path:
    """Return the folder of all indexes of this installation."""
    return Path(settings.HOME) / "index"


def current() -> Path | None:
    """Return the folder of the index in use, nothing where there is none or it was made by another version."""
    try:
        said = json.loads((home() / "current.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    folder = home() / said["folder"]
    fits = said["fingerprint"] == fingerprint() and said.get("shards", 1) == shards()
    return folder if fits and folder.is_dir() else None


def shards() -> int:
    """Return into how many shards the index of this installation is divided."""
    return max(int(settings.SEARCH.get("shards", 1)), 1)


def _folders(folder: Path) -> list[Path]:
    return [folder] if shards() == 1 else [folder / str(number) for number in range(shards())]


@cache
def _opened(folder: Path) -> Tantivy | Shards:
    parts = [Tantivy.open(each, texts_of) for each in _folders(folder)]
    return parts[0] if len(parts) == 1 else Shards(parts)


def engine() -> Tantivy | Shards:
    """Return the engine over the index in use, as it was last committed; builds it where there is none."""
    folder = current() or rebuild()
    found = _opened(folder)
    found.renew()
    return found


def bring_up_to_date() -> int:
    """Put what changed into the index; returns how many rights that were. Raises `Busy`.

    The index is committed first: if the process dies before the database knows, the same rights are put in again.
    """
    folder = current()
    if folder is None:
        rebuild()
        return Right.objects.count()
    waiting = dict(Touched.objects.values_list("pk", "right_id").iterator())
    if not waiting:
        return 0
    indexes = [prepare(tantivy.Index.open(str(each))) for each in _folders(folder)]
    count = _write(indexes, sorted(set(waiting.values())))
    forget(waiting)
    return count


def forget(waiting: Iterable[int]) -> None:
    """Strike from the list what was put in: these entries, for one of a lower number may be committed only now."""
    entries = list(waiting)
    for start in range(0, len(entries), FORGOTTEN_AT_ONCE):
        Touched.objects.filter(pk__in=entries[start : start + FORGOTTEN_AT_ONCE]).delete()


def _write(indexes: list[tantivy.Index], ids: list[int]) -> int:
    writers, names, ruled = [_writer(index) for index in indexes], codes(), rulings()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for id_ in some:
            _of(writers, id_).delete_documents_by_term("id", id_)
        for right in Right.objects.filter(pk__in=some, withdrawn=False).prefetch_related("publications"):
            _of(writers, right.pk).add_document(to_row(document_of(right, names, ruled)))
    _commit(writers)
    return len(ids)


def _of(writers: list[tantivy.IndexWriter], id_: int) -> tantivy.IndexWriter:
    return writers[id_ % len(writers)]


def _commit(writers: list[tantivy.IndexWriter]) -> None:
    """Commit one shard after the other: who dies between two finds the rights on the list again."""
    for writer in writers:
        writer.commit()
        writer.wait_merging_threads()


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """Open the index for writing, without the files a killed writer left: the next commit would stumble over them."""
    try:
        writer = index.writer(max(MEMORY // shards(), LEAST), 1)
    except ValueError as error:
        if LOCKED in str(error):
            raise Busy(str(error)) from error
        raise
    writer.garbage_collect_files()
    return writer


def codes() -> dict[str, str]:
    """Return the codes of places by their names; a name that several places have is left out."""
    counts = Counter(Place.objects.values_list("name", flat=True))
    return {name: code for name, code in Place.objects.values_list("name", "code") if counts[name] == 1}


def rebuild(progress: Callable[[int], None] = lambda _done: None) -> Path:
    """Build the index anew beside the old one, which answers meanwhile; then put it in its place."""
    folder = home() / f"rights-{uuid4().hex[:12]}"
    waiting = list(Touched.objects.values_list("pk", flat=True))
    writers, names, ruled = [_new_writer(each) for each in _folders(folder)], codes(), rulings()
    rows = Right.objects.filter(withdrawn=False).order_by("pk").prefetch_related("publications")
    for done, right in enumerate(rows.iterator(chunk_size=AT_ONCE), start=1):
        _of(writers, right.pk).add_document(to_row(document_of(right, names, ruled)))
        if done % AT_ONCE == 0:
            progress(done)
    _commit(writers)
    _put_in_place(folder)
    forget(waiting)
    return folder


def _new_writer(folder: Path) -> tantivy.IndexWriter:
    folder.mkdir(parents=True)
    return prepare(tantivy.Index(build_schema(), str(folder))).writer(max(MEMORY // shards(), LEAST), 1)


def _put_in_place(folder: Path) -> None:
    staged = home() / f".current.{os.getpid()}"
    staged.write_text(json.dumps({"folder": folder.name, "fingerprint": fingerprint(), "shards": shards()}), "utf-8")
    staged.rename(home() / "current.json")
    for old in home().glob("rights-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)  # a reader that has it open keeps its files
