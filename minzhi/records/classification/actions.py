"""Loads a file of a classification: all of it or nothing, and the same file only once."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.records.classification.models import Entry, LoadedFile
from minzhi.records.classification.reading import BadFile, Form, entries, form_of

BATCH = 2000
VERSION = re.compile(r"(?<![0-9a-z])(?:ncl-?[0-9]{1,2}(?:-[0-9]{4})?|(?:19|20)[0-9]{2})(?![0-9a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Loaded:
    """What a file held. `new` is false where the same file was loaded before."""

    file: LoadedFile
    new: bool


def load(path: Path, *, on: date, version: str = "") -> Loaded:
    """Load a file of IPC or Nice texts; another file of the same part and version takes the place of the former.

    Raises `BadFile`; then nothing has changed.
    """
    digest = _digest(path)
    form, version = form_of(path), version or _version_in(path)
    with transaction.atomic():
        former = LoadedFile.objects.filter(scheme=form.scheme, version=version, part=form.part).first()
        if former is not None and former.sha256 == digest:
            return Loaded(former, new=False)
        if former is not None:
            Entry.objects.filter(file=former).delete()
            former.delete()
        file = LoadedFile.objects.create(
            scheme=form.scheme, version=version, part=form.part, sha256=digest, name=path.name, entries_count=0,
            loaded_on=on,
        )  # fmt: skip
        file.entries_count = _store(file, entries(path, form), form)
        file.save(update_fields=["entries_count"])
    return Loaded(file, new=True)


def _store(file: LoadedFile, found: Iterator[Entry], form: Form) -> int:
    count = 0
    while batch := list(islice(found, BATCH)):
        for entry in batch:
            entry.file, entry.version = file, file.version
        try:
            Entry.objects.bulk_create(batch)
        except IntegrityError as error:
            message = _("第%(first)s至%(last)s条中有重复的分类号（%(scheme)s）：%(error)s")
            where = {"first": count + 1, "last": count + len(batch), "scheme": form.scheme.label, "error": error}
            raise BadFile(message % where) from error
        count += len(batch)
    return count


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(_("读不了「%(file)s」：%(error)s") % {"file": path.name, "error": error}) from error


def _version_in(path: Path) -> str:
    """Return the version that a file's name says: ``2026`` in ipc_zh_2026, ``ncl12`` in nice_cn_ncl12_items."""
    found = VERSION.search(path.name.replace("_", " ").replace(".", " "))
    if found is None:
        raise BadFile(
            _("文件名「%(file)s」没有写明版本，请用 --edition 给出（如 2026、ncl12）。") % {"file": path.name}
        )
    return found.group().lower()
