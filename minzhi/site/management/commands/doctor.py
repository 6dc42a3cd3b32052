"""`minzhi doctor`: is everything there that the site needs, and if not, how to mend it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.site.checks import Finding, Standing, examine

SIGNS = {Standing.GREEN: "✓", Standing.RED: "✗", Standing.NOTE: "·"}


class Command(BaseCommand):
    help = "检查安装是否完好，不好的说明怎么修"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = examine(clock.real_today())
        write = self._as_json if options["json"] else self._as_lines
        write(found)
        if any(each.standing is Standing.RED for each in found):
            raise SystemExit(1)

    def _as_json(self, found: list[Finding]) -> None:
        rows = [{"name": str(f.name), "standing": f.standing, "what": str(f.what), "mend": f.mend} for f in found]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))

    def _as_lines(self, found: list[Finding]) -> None:
        for each in found:
            self.stdout.write(f"{SIGNS[each.standing]} {each.name}：{each.what}")
            if each.mend:
                self.stdout.write("    " + _("修：%(mend)s") % {"mend": each.mend})
