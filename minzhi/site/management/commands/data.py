"""`minzhi data load FILE`: texts that are not ours to ship, from the office's own files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.records.classification.actions import load
from minzhi.records.classification.models import Entry
from minzhi.records.classification.reading import BadFile


class Command(BaseCommand):
    help = "导入分类表（IPC、尼斯）：jsonl、tsv，可用 gz 压缩"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["load"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", default="", help="版本，如 2026、ncl12；文件名写明的不必给")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load(options["file"], on=clock.today(), version=options["edition"])
        except BadFile as bad:
            raise CommandError(_("没有导入：%(why)s") % {"why": bad}) from bad
        message = (
            _("%(scheme)s（%(version)s）：%(count)s条。")
            if loaded.new
            else _("%(scheme)s（%(version)s）：早已导入，%(count)s条。")
        )
        scheme = Entry.Scheme(loaded.file.scheme).label
        self.stdout.write(
            message % {"scheme": scheme, "version": loaded.file.version, "count": loaded.file.entries_count}
        )
