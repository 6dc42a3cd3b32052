"""The backups that the installation makes by itself: where they lie, how many stay."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

KEPT_NIGHTS = 14


def folder() -> Path:
    """Return where nightly backups lie: `backup_folder` of the settings, best on another disk."""
    return Path(settings.INSTALLED.backup_folder or settings.HOME / "backups")


def name_for(moment: datetime) -> Path:
    """Return the archive's path for a moment."""
    return folder() / f"minzhi-{timezone.localtime(moment):%Y%m%d-%H%M%S}.tar"


def archives() -> list[Path]:
    """Return the archives in the folder, latest first."""
    return sorted(folder().glob("minzhi-*.tar"), reverse=True)


def thin_out() -> int:
    """Delete all but the latest archives; return how many went."""
    old = archives()[KEPT_NIGHTS:]
    for path in old:
        path.unlink()
    return len(old)
