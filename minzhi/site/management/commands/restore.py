"""`minzhi restore ARCHIVE`: an archive of `minzhi backup` into an empty folder, onto either database, checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from minzhi.site.backing_up import CannotRestore, restore


class Command(BaseCommand):
    help = "把备份恢复到空的安装目录（MINZHI_HOME）和空数据库，并逐项核对"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        archive: Path = options["archive"]
        if not archive.is_file():
            raise CommandError(_("找不到文件 %(file)s，请检查路径。") % {"file": archive}, returncode=3)
        try:
            back = restore(archive)
        except CannotRestore as refused:
            raise CommandError(_("没有恢复：%(why)s") % {"why": refused}, returncode=3) from refused
        said = {"at": back.written_at, "rows": back.rows, "files": back.files, "sealed": back.sealed}
        if back.faults:
            message = _("已恢复 %(at)s 的备份，但备份时就有错：%(faults)s。其余照常可用。")
            raise CommandError(message % {"at": back.written_at, "faults": "；".join(back.faults)}, returncode=4)
        self.stdout.write(
            _("已恢复 %(at)s 的备份：%(rows)s行、%(files)s个文件、%(sealed)s条已封存事实，核对无误。") % said
        )
        self.stdout.write(_("数据库：%(vendor)s。接着运行 minzhi doctor。") % {"vendor": connection.vendor})
