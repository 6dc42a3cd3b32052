"""`minzhi data load FILE`: texts and places that are not ours to ship, from the office's own files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.classification import actions as classification
from minzhi.records.classification.models import Entry
from minzhi.records.places import actions as places
from minzhi.records.places.queries import unknown
from minzhi.records.places.reading import BadDivisions, divisions


class Command(BaseCommand):
    help = "导入分类表（IPC、尼斯：jsonl、tsv，可用 gz 压缩）或区划表（json）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["load"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", default="", help="分类表的版本，如 2026、ncl12；文件名写明的不必给")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            said = _places(file) if file.suffix == ".json" else _classification(file, options["edition"])
        except Refusal as bad:
            raise CommandError(_("没有导入：%(why)s") % {"why": bad}) from bad
        self.stdout.write(said)


def _places(file: Path) -> str:
    rows = divisions(file)
    codes = {code for code, _name, _parent in rows}
    if missing := unknown({parent for _code, _name, parent in rows} - codes):
        message = _("没有上级区划 %(codes)s：请先运行 minzhi install。")
        raise BadDivisions(message % {"codes": "、".join(sorted(missing))})
    return _("区划：%(count)s个。") % {"count": places.load(rows)}


def _classification(file: Path, edition: str) -> str:
    loaded = classification.load(file, on=clock.today(), version=edition)
    known = _("%(scheme)s（%(version)s）：早已导入，%(count)s条。")
    message = _("%(scheme)s（%(version)s）：%(count)s条。") if loaded.new else known
    scheme = Entry.Scheme(loaded.file.scheme).label
    return message % {"scheme": scheme, "version": loaded.file.version, "count": loaded.file.entries_count}
