"""`minzhi facts verify|seal`: the chain of facts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.records.facts.actions import seal
from minzhi.records.facts.queries import verify


class Command(BaseCommand):
    help = "核对或封存事实链"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["what"] == "seal":
            self.stdout.write(_("已封存%(count)s条。") % {"count": _seal_all()})
            return
        found = verify()
        counts = {"sealed": found.sealed, "unsealed": found.unsealed, "broken": found.first_broken}
        self.stdout.write(_("已封存%(sealed)s条，未封存%(unsealed)s条。") % counts)
        if found.first_broken is not None:
            raise CommandError(_("第%(broken)s条与封存时不符：有人改动过数据库，请与备份核对。") % counts)
        self.stdout.write(_("链完整。"))


def _seal_all() -> int:
    count = 0
    while more := seal():
        count += more
    return count
