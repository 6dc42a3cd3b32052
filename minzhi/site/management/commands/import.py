"""`minzhi import FORMAT FILES…`: patents and marks from the files that offices publish."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.search.api import bring_up_to_date
from minzhi.kit import clock
from minzhi.records.rights.actions import Counts, take_in
from minzhi.records.rights.models import Delivery
from minzhi.records.rights.reading.formats import FORMATS
from minzhi.records.tables.markup import BadFile


class Command(BaseCommand):
    help = "导入专利、商标数据文件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("format", choices=list(FORMATS))
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="只检查，不保存")
        parser.add_argument("--synthetic", action="store_true", help="标记为合成数据")

    def handle(self, *_args: Any, **options: Any) -> None:
        bad = [path for path in options["files"] if not self._take(path, options)]
        if not options["dry_run"]:
            bring_up_to_date()
        if bad:
            raise CommandError(
                _("%(count)s个文件没有导入：%(files)s") % {"count": len(bad), "files": " ".join(map(str, bad))}
            )

    def _take(self, path: Path, options: dict[str, Any]) -> bool:
        origin = Delivery.Origin.SYNTHETIC if options["synthetic"] else Delivery.Origin.PUBLISHED
        given: dict[str, Any] = {"origin": origin, "dry_run": options["dry_run"]}
        if self.stderr.isatty():
            given["progress"] = self._tell_so_far
        try:
            counts = take_in(path, options["format"], on=clock.today(), **given)
        except (BadFile, OSError) as bad:
            self.stderr.write(f"{path.name}：{bad}")
            return False
        self._tell(path, counts)
        return True

    def _tell_so_far(self, counts: Counts) -> None:
        self.stderr.write("\r" + _("已读%(read)s件") % {"read": counts.read}, ending="")

    def _tell(self, path: Path, counts: Counts) -> None:
        message = _(
            "%(file)s：读出%(read)s件，新%(new)s件，更新%(changed)s件，相同%(same)s件，未收%(skipped)s件，问题%(problems)s处。"
        )
        self.stdout.write(message % {"file": path.name, **vars(counts)})
        if counts.known:
            self.stdout.write(_("　　这个文件早已导入，没有改动。"))
        for each in counts.first_problems:
            self.stdout.write(_("　　第%(line)s行 %(field)s：%(text)s") % vars(each))
