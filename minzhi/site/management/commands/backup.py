"""`minzhi backup [ARCHIVE]`: everything an installation holds in one file, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.site import nightly
from minzhi.site.backing_up import CannotBackUp, back_up, check


class Command(BaseCommand):
    help = "把整个安装写入一个归档（网站可以照常运行）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, nargs="?", help="不写则放在安装目录的 backups 下，以时间命名")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = clock.now()
        archive = (options["archive"] or nightly.name_for(now)).absolute()
        try:
            back_up(archive, at=now)
        except CannotBackUp as refused:
            raise CommandError(str(refused), returncode=3) from refused
        said, fault = check(archive)
        if archive.parent == nightly.folder():  # the page of backups shows those that lie there
            nightly.keep_check(archive, said, fault, at=clock.now())
        if fault:
            raise CommandError(fault, returncode=3)
        self.stdout.write(_("已写入 %(file)s，读回核对无误") % {"file": archive})
