"""`minzhi cases verify|rebuild`: whether every case is what its log makes of it; to derive anew those that are not."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.casework.api import rebuilt, verify


class Command(BaseCommand):
    help = "核对案件与其日志是否相符，或按日志重新推算不符的案件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "rebuild"])

    def handle(self, *_args: Any, **options: Any) -> None:
        found = verify()
        for case in found:
            self.stdout.write(f"{case.uid}　{case.process}　{case.number}　{case.told}")
        if options["what"] == "verify" and found:
            message = _("%(count)s件案件与日志不符：请与备份核对；确认日志无误的，运行 minzhi cases rebuild。")
            raise CommandError(message % {"count": len(found)})
        if lost := len(found) - len(rebuilt(found)):
            raise CommandError(_("%(count)s件案件的日志本身有误，不能推算，请与备份核对。") % {"count": lost})
        self.stdout.write(_("案件与日志全部相符。"))
