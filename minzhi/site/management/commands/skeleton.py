"""`minzhi skeleton PROCESS`: the skeleton of a process's tests, written from its table; it runs as it is."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minzhi.engines.casework.api import written_tests

MISUSE = 2


class Command(BaseCommand):
    help = "由流程表生成测试骨架"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("process", help="流程名，如 disputes.adjudication；见 minzhi clock list")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="按哪一天的版本，期限自该日起算")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.stdout.write(written_tests(options["process"], options["on"]), ending="")
        except LookupError as unknown:
            raise CommandError(str(unknown), returncode=MISUSE) from unknown
