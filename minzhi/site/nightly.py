"""The backups that the installation makes by itself: where they lie, how many stay."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

KEPT_NIGHTS = 14
CHECKED = ".checked.json"


@dataclass(frozen=True)
class Night:
    """One archive: bytes and moment of writing; and, once it was checked, what it holds or what is wrong with it."""

    path: Path
    size: int
    written_at: datetime
    checked_at: datetime | None = None
    fault: str = ""
    program: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    files: int = 0

    @property
    def is_sound(self) -> bool:
        return self.checked_at is not None and not self.fault


def folder() -> Path:
    """Return where nightly backups lie: `backup_folder` of the settings, best on another disk."""
    return Path(settings.INSTALLED.backup_folder or settings.HOME / "backups")


def name_for(moment: datetime) -> Path:
    """Return the archive's path for a moment."""
    return folder() / f"minzhi-{timezone.localtime(moment):%Y%m%d-%H%M%S}.tar"


def archives() -> list[Path]:
    """Return the archives in the folder, latest first."""
    return sorted(folder().glob("minzhi-*.tar"), reverse=True)


def nights() -> list[Night]:
    """Return the archives with what is known of them, latest first."""
    return [_night(path) for path in archives()]


def _night(path: Path) -> Night:
    kept = path.stat()
    night = Night(path, kept.st_size, datetime.fromtimestamp(kept.st_mtime, UTC))
    beside = path.with_name(path.name + CHECKED)
    if not beside.exists():
        return night
    said = json.loads(beside.read_text("utf-8"))
    return replace(night, **{**said, "checked_at": datetime.fromisoformat(said["checked_at"])})


def keep_check(path: Path, holds: Mapping[str, Any], fault: str, *, at: datetime) -> Night:
    """Write beside an archive what it says that it holds, and the fault that a check found, "" where it is sound."""
    said = {
        "checked_at": at.isoformat(), "fault": fault, "program": holds.get("program", ""),
        "rows": holds.get("rows", {}), "files": sum(name.startswith("files/") for name in holds.get("sha256", {})),
    }  # fmt: skip
    path.with_name(path.name + CHECKED).write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return _night(path)


def thin_out() -> int:
    """Delete all but the latest archives; return how many went."""
    old = archives()[KEPT_NIGHTS:]
    for path in old:
        path.unlink()
        path.with_name(path.name + CHECKED).unlink(missing_ok=True)
    return len(old)
