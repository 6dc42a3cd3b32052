"""`minzhi read FILE [--json]`: what a notice says."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minzhi.engines.tasklist.reader import Unreadable, as_json, read


class Command(BaseCommand):
    help = "读通知文件：部分、任务、句子、责任单位"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            notice = read(path.read_bytes(), name=path.name)
        except OSError as missing:
            raise CommandError(f"{path}：打不开（{missing.strerror}）") from missing
        except Unreadable as refused:
            raise CommandError(f"{path.name}：{refused}") from refused
        if not notice.sections:
            self.stderr.write("没有读出任务。")
        if options["as_json"]:
            self.stdout.write(json.dumps(as_json(notice), ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{notice.number or '（无文号）'}　{notice.title or ''}")
        for section in notice.sections:
            self.stdout.write(f"{section.no}　{section.title}")
            for task in section.tasks:
                units = "、".join(unit.name for unit in task.units)
                self.stdout.write(f"  {task.no}　{task.title}　（{len(task.sentences)}句）　{units}")
