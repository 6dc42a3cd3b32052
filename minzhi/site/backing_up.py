"""Writes an installation into one archive while the site runs, and lays such an archive into an empty folder."""

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.queries import verify
from minzhi.records.files.actions import is_whole
from minzhi.records.files.models import StoredFile
from minzhi.site import portable

FORM = 1
RESTORING = ".restoring."
MANIFEST, ROWS = "manifest.json", "rows"
SAID = frozenset({"form", "program", "written_at", "rows", "migrations", "sha256"})
"""What every manifest says."""
LOG, KEPT = "log", ("secret_key", "minzhi.toml", "keys", "files")
"""What an installation's folder holds besides the database. Caches and static files are made again."""


class CannotBackUp(Refusal):
    """Nothing was written. The text is shown."""


class CannotRestore(Refusal):
    """The archive or the place is not right. The text is shown."""


@dataclass(frozen=True)
class Restored:
    """What came back: rows, files, sealed facts; and what was wrong with them already when they were backed up."""

    rows: int
    files: int
    sealed: int
    written_at: str
    faults: tuple[str, ...]


def back_up(archive: Path, *, at: datetime) -> None:
    """Write the archive; raises `CannotBackUp`. Only its owner may read it: the installation's keys are inside."""
    if archive.exists():
        raise CannotBackUp(_("%(file)s 已经存在，请换一个名字。") % {"file": archive})
    if portable.is_empty():
        raise CannotBackUp(_("这里还没有数据库：请先运行 minzhi install。"))
    archive.parent.mkdir(parents=True, exist_ok=True)
    with _beside(archive) as staging:
        whole, sums = staging / "whole.tar", dict[str, str]()
        (staging / ROWS).mkdir()
        with tarfile.open(whole, "w") as tar:
            with register.standing_still():  # before the rows: a log that knew more than they do would not go on
                for path in _below(LOG):
                    _add(tar, path, str(path.relative_to(settings.HOME)), sums)
            with portable.one_moment():
                migrations = portable.applied()
                counts = portable.write(staging / ROWS, migrations)
            for path in sorted((staging / ROWS).iterdir()):
                _add(tar, path, f"{ROWS}/{path.name}", sums)
            for path in (path for name in KEPT for path in _below(name)):  # after: a file is there before its row
                _add(tar, path, str(path.relative_to(settings.HOME)), sums)
            said = {"form": FORM, "program": version("minzhi"), "written_at": at.isoformat(), "rows": counts}
            _say(tar, {**said, "database": connection.vendor, "migrations": migrations, "sha256": sums})
        with whole.open("rb") as stream:
            os.fsync(stream.fileno())
        os.link(whole, archive)  # fails where somebody was faster


@contextmanager
def _beside(archive: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=f".{archive.name}.", dir=archive.parent))
    before = os.umask(0o077)
    try:
        yield staging
    finally:
        os.umask(before)
        shutil.rmtree(staging)


def _below(name: str) -> Iterator[Path]:
    whole = settings.HOME / name
    if whole.is_file():
        yield whole
    below = (path for path in sorted(whole.rglob("*")) if path.is_file())
    yield from (path for path in below if "staging" not in path.relative_to(whole).parts)


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    with path.open("rb") as stream:
        sums[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    tar.add(path, name, recursive=False)


def _say(tar: tarfile.TarFile, said: dict[str, Any]) -> None:
    text = json.dumps(said, ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(text), 0o600
    tar.addfile(member, io.BytesIO(text))


def check(archive: Path) -> tuple[dict[str, Any], str]:
    """Compare each part of an archive with its hash; return what the archive says of itself, and the first fault or "".

    Nothing is unpacked. That the rows fit a database only a restore shows: try one on another machine now and then.
    """
    sums: dict[str, str] = {}
    said: dict[str, Any] = {}
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                stream = tar.extractfile(member)
                if stream is None:
                    continue
                name = str(PurePosixPath(member.name))
                if name == MANIFEST:
                    said = json.load(stream)
                else:
                    sums[name] = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a stream that is read
    except (tarfile.TarError, OSError, ValueError) as error:
        return said, _("%(file)s 不是闽知的备份，或已损坏：%(error)s") % {"file": archive.name, "error": error}
    if not said.keys() >= SAID:
        return said, _("%(file)s 没有写完：没有清单。") % {"file": archive.name}
    wrong = next((name for name, sum_ in said["sha256"].items() if sums.get(name) != sum_), "")
    return said, _("备份里的 %(name)s 缺失或与记载不符：备份已损坏，请换一份。") % {"name": wrong} if wrong else ""


def is_half_restored() -> bool:
    """Tell whether a restore was cut short here: then rows may be without their files and keys."""
    return any(Path(settings.HOME).glob(f"{RESTORING}*"))


def restore(archive: Path) -> Restored:
    """Lay an archive into this empty folder and the empty database it names, bring it up to date, check all.

    Raises `CannotRestore`; then nothing stays in the folder. A whole archive of an installation with faults comes
    back with them, named: its office has no other.
    """
    home = Path(settings.HOME)
    _refuse_a_place_in_use(home)
    with tempfile.TemporaryDirectory(prefix=RESTORING, dir=home) as folder:
        staging = Path(folder)
        with _all_or_nothing():
            said = _unpack(archive, staging)
            _fill(staging / ROWS, said)
        _move_in(staging, home)
    call_command("migrate", verbosity=0, interactive=False)
    return _checked(sum(said["rows"].values()), said["written_at"])


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Leave the database as empty as it was where anything goes wrong."""
    if connection.vendor == "postgresql":
        with transaction.atomic():  # its schema changes are part of the transaction
            yield
        return
    try:
        yield
    except BaseException:
        connection.close()
        for path in Path(settings.HOME).glob("minzhi.sqlite3*"):
            path.unlink()
        raise


def _fill(rows: Path, said: dict[str, Any]) -> None:
    try:
        counts = portable.load(rows, [(app, name) for app, name in said["migrations"]])
    except KeyError as unknown:
        message = _("备份由更新的程序版本写成（%(program)s），请先升级程序。")
        raise CannotRestore(message % said) from unknown
    except DatabaseError as error:
        raise CannotRestore(_("数据库没有收下备份的内容：%(error)s") % {"error": error}) from error
    if counts != said["rows"]:
        raise CannotRestore(_("恢复的行数与备份记载的不符：备份已损坏，请换一份。"))


def _refuse_a_place_in_use(home: Path) -> None:
    used = any(path.is_dir() and any(path.iterdir()) for path in (home / name for name in (LOG, *KEPT)))
    if used or not portable.is_empty():
        message = _("%(folder)s 或它的数据库正在使用，没有改动任何东西。请用空目录（MINZHI_HOME）和空数据库。")
        raise CannotRestore(message % {"folder": home})


def _unpack(archive: Path, into: Path) -> dict[str, Any]:
    """Unpack and compare every file with its hash in the manifest."""
    try:
        with tarfile.open(archive, "r:") as tar:
            tar.extractall(into, filter="data")
            members = {str(PurePosixPath(member.name)) for member in tar if member.isfile()} - {MANIFEST}
        said: dict[str, Any] = json.loads((into / MANIFEST).read_text("utf-8"))
        if not isinstance(said, dict) or not said.keys() >= SAID:
            raise ValueError(MANIFEST)  # noqa: TRY301 - told like all else that makes no archive
    except (tarfile.TarError, OSError, ValueError) as error:
        raise CannotRestore(
            _("%(file)s 不是闽知的备份，或已损坏：%(error)s") % {"file": archive, "error": error}
        ) from error
    if said.get("form") != FORM:
        raise CannotRestore(
            _("备份的格式是%(form)s，本程序只认识%(known)s。") % {"form": said.get("form"), "known": FORM}
        )
    for name, sum_ in [*said["sha256"].items(), *((name, "") for name in members - said["sha256"].keys())]:
        path = into / PurePosixPath(name)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sum_:
            raise CannotRestore(_("备份里的 %(name)s 缺失或与记载不符：备份已损坏，请换一份。") % {"name": name})
    return said


def _move_in(staging: Path, home: Path) -> None:
    """Put the files in place; which database is used is this place's own choice, not the archive's."""
    for name in (LOG, *KEPT):
        if not (staging / name).exists() or (name == "minzhi.toml" and (home / name).exists()):
            continue
        if name == "minzhi.toml":
            text = (staging / name).read_text("utf-8")
            (staging / name).write_text(re.sub(r"(?m)^\s*database\s*=.*\n?", "", text), "utf-8")
        (staging / name).replace(home / name)


def _checked(rows: int, written_at: str) -> Restored:
    chain, faults = verify(), list[str]()
    if chain.first_broken is not None:
        faults.append(_("第%(number)s条事实与封存时不符") % {"number": chain.first_broken})
    if register.check(register.folder()).fault:
        faults.append(_("公开日志与数据库不符：请运行 minzhi log check"))
    if bad := [str(file) for file in StoredFile.objects.iterator() if not is_whole(file)]:
        faults.append(_("%(count)s个文件缺失或损坏：%(names)s") % {"count": len(bad), "names": "、".join(bad[:5])})
    return Restored(rows, StoredFile.objects.count(), chain.sealed, written_at, tuple(faults))
