"""Files come in whole or not at all: staged, synced, renamed to their SHA-256 path, then the row."""

import hashlib
import os
import time
from datetime import date
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from minzhi.records.files.kinds import media_type
from minzhi.records.files.models import StoredFile
from minzhi.records.units.actors import Actor

NAME_LENGTH = 200


class Damaged(OSError):
    """A file on disk is not what was stored."""


def store(content: bytes, *, name: str, by: Actor | None, on: date) -> StoredFile:
    """Keep a file's content; raises `kinds.Refused`. The same content is kept once."""
    del by
    kind = media_type(content)
    digest = hashlib.sha256(content).hexdigest()
    row = StoredFile(
        sha256=digest, size=len(content), media_type=kind, name=Path(name).name[:NAME_LENGTH] or digest[:8], stored_on=on
    )
    _write(_folder() / row.path, content)
    with transaction.atomic():
        kept, _made = StoredFile.objects.get_or_create(
            sha256=digest, defaults={name: getattr(row, name) for name in ("size", "media_type", "name", "stored_on")}
        )
    return kept


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT)


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = _folder() / "staging"
    staging.mkdir(exist_ok=True)
    staged = staging / uuid4().hex
    with staged.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_file(file: StoredFile) -> BinaryIO:
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
    """Remove files that no row names, and staged ones, last touched more than `older_than` seconds ago."""
    known = {row.path for row in StoredFile.objects.only("sha256")}
    limit, removed = time.time() - older_than, 0
    for path in _folder().rglob("*"):
        if path.is_file() and str(path.relative_to(_folder())) not in known and path.stat().st_mtime < limit:
            path.unlink()
            removed += 1
    return removed
