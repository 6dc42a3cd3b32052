"""Files come in whole or not at all: staged, synced, renamed to their SHA-256 path, then the row."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.records.files.kinds import BYTES, Refused, media_type
from minzhi.records.files.models import StoredFile, path_of
from minzhi.records.units.actors import Actor

NAME_LENGTH, SOME = 200, 1 << 20


class Damaged(OSError):
    """A file on disk is not what was stored."""


def store(content: bytes, *, name: str, by: Actor | None, on: date) -> StoredFile:
    """Keep a file's content; raises `kinds.Refused`. The same content is kept once, with its first name.

    The row is written in the caller's transaction. Whatever stops half-way leaves at most a file without
    a row, which `sweep` removes.
    """
    kind, digest = media_type(content), hashlib.sha256(content).hexdigest()
    _write(_folder() / path_of(digest), content)
    row = {
        "size": len(content),
        "media_type": kind,
        "name": _base(name) or digest[:8],
        "stored_on": on,
        "stored_by": by.officer if by else None,
    }
    kept, _made = StoredFile.objects.get_or_create(sha256=digest, defaults=row)
    return kept


@transaction.atomic
def store_stream(stream: IO[bytes], *, name: str, most: int, by: Actor | None, on: date) -> StoredFile:
    """Keep a large file without holding it in memory; raises `kinds.Refused` where it has more bytes than `most`.

    What it is, only its reader can tell: it is kept as bytes that no page shows.
    """
    staged = _staged()
    found, size = hashlib.sha256(), 0
    with staged.open("wb") as kept:
        while some := stream.read(SOME):
            size += len(some)
            if size > most:
                staged.unlink()
                raise Refused(_("文件超过%(most)sMB，没有接收。请拆分后再传。") % {"most": most // SOME})
            found.update(some)
            kept.write(some)
        kept.flush()
        os.fsync(kept.fileno())
    digest = found.hexdigest()
    _put(staged, _folder() / path_of(digest))
    row = {
        "size": size, "media_type": BYTES, "name": _base(name) or digest[:8], "stored_on": on,
        "stored_by": by.officer if by else None,
    }  # fmt: skip
    return StoredFile.objects.get_or_create(sha256=digest, defaults=row)[0]


def path_on_disk(file: StoredFile) -> Path:
    """Return where a file's content lies, for readers that need a path; raises `Damaged`."""
    open_file(file).close()
    return _folder() / file.path


def _base(name: str) -> str:
    """Return the last part of a path of any system, without signs that nobody can see."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-NAME_LENGTH:]


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _hold(how: int) -> Iterator[None]:
    """Hold the folder: any number may store at once, but nobody while the sweeper takes a file away."""
    descriptor = os.open(_folder(), os.O_RDONLY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes) -> None:
    with _hold(fcntl.LOCK_SH):
        if path.exists() and path.read_bytes() == content:
            os.utime(path)  # wanted again: too young for the sweeper until the row is there
            return
        staged = _staged()
        with staged.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _rename(staged, path)


def _put(staged: Path, path: Path) -> None:
    """Let a staged file be the content of a path; one that is there already stays."""
    with _hold(fcntl.LOCK_SH):
        if path.exists() and path.stat().st_size == staged.stat().st_size:
            os.utime(path)
            staged.unlink()
            return
        _rename(staged, path)


def _staged() -> Path:
    staged = _folder() / "staging" / uuid4().hex
    staged.parent.mkdir(exist_ok=True)
    return staged


def _rename(staged: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(path)
    for folder in (path.parent, path.parent.parent, _folder()):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_file(file: StoredFile) -> BufferedReader:
    """Open a file's content; raises `Damaged` where it is gone or its length differs."""
    path = _folder() / file.path
    if not path.exists() or path.stat().st_size != file.size:
        raise Damaged(f"{file.sha256}: missing or cut short; restore it from the backup")
    return path.open("rb")


def is_whole(file: StoredFile) -> bool:
    """Tell whether the content on disk still has its SHA-256."""
    try:
        with open_file(file) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except Damaged:
        return False


def sweep(*, older_than: float) -> int:
    """Remove files that no row names, and staged ones, last touched more than `older_than` seconds ago; count them."""
    known = set(StoredFile.objects.values_list("sha256", flat=True).iterator())
    limit = clock.now().timestamp() - older_than
    orphans = (path for path in _folder().rglob("*") if path.name not in known and path.is_file())
    return sum(_remove(path, limit) for path in orphans)


def _remove(path: Path, limit: float) -> bool:
    with _hold(fcntl.LOCK_EX):
        is_old = path.exists() and path.stat().st_mtime < limit
        if is_old:
            path.unlink()
        return is_old
