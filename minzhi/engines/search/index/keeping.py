"""Keeps the index beside the database: follows its changes, and is built anew into a folder of its own."""

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
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.names import rulings

MEMORY = 128_000_000
AT_ONCE = 2000
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
    return folder if said["fingerprint"] == fingerprint() and folder.is_dir() else None


@cache
def _opened(folder: Path) -> Tantivy:
    return Tantivy.open(folder, texts_of)


def engine() -> Tantivy:
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
    index = prepare(tantivy.Index.open(str(folder)))
    count = _write(index, sorted(set(waiting.values())))
    forget(waiting)
    return count


def forget(waiting: Iterable[int]) -> None:
    """Strike from the list what was put in: these entries, for one of a lower number may be committed only now."""
    entries = list(waiting)
    for start in range(0, len(entries), FORGOTTEN_AT_ONCE):
        Touched.objects.filter(pk__in=entries[start : start + FORGOTTEN_AT_ONCE]).delete()


def _write(index: tantivy.Index, ids: list[int]) -> int:
    writer, names, ruled = _writer(index), codes(), rulings()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for id_ in some:
            writer.delete_documents_by_term("id", id_)
        for right in Right.objects.filter(pk__in=some, withdrawn=False).prefetch_related("publications"):
            writer.add_document(to_row(document_of(right, names, ruled)))
    writer.commit()
    writer.wait_merging_threads()
    return len(ids)


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """Open the index for writing, without the files a killed writer left: the next commit would stumble over them."""
    try:
        writer = index.writer(MEMORY, 1)
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
    folder.mkdir(parents=True)
    waiting = list(Touched.objects.values_list("pk", flat=True))
    index = prepare(tantivy.Index(build_schema(), str(folder)))
    writer, names, ruled = index.writer(MEMORY, 1), codes(), rulings()
    rows = Right.objects.filter(withdrawn=False).order_by("pk").prefetch_related("publications")
    for done, right in enumerate(rows.iterator(chunk_size=AT_ONCE), start=1):
        writer.add_document(to_row(document_of(right, names, ruled)))
        if done % AT_ONCE == 0:
            progress(done)
    writer.commit()
    writer.wait_merging_threads()
    _put_in_place(folder)
    forget(waiting)
    return folder


def _put_in_place(folder: Path) -> None:
    staged = home() / f".current.{os.getpid()}"
    staged.write_text(json.dumps({"folder": folder.name, "fingerprint": fingerprint()}), "utf-8")
    staged.rename(home() / "current.json")
    for old in home().glob("rights-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)  # a reader that has it open keeps its files
