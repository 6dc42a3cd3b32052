"""`minzhi serve`: the site and its worker, until told to stop."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api as similarity
from minzhi.records.parameters.queries import installation
from minzhi.site.backing_up import is_half_restored
from minzhi.site.supervising import Address, CannotServe, Child, stop_on_signals, supervise, web


class Command(BaseCommand):
    help = "运行网站和后台任务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--certificate", type=Path, help="PEM")
        parser.add_argument("--key", type=Path, help="PEM, PKCS#8")
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            address = Address(options["host"], options["port"], options["certificate"], options["key"])
            address.check_free()
            self._prepare()
            self.stdout.write(_("闽知在 %(address)s 运行；按 Ctrl+C 停止。") % {"address": address})
            self.stdout.flush()
            supervise(_children(address, options["workers"], options["threads"]), stop_on_signals())
        except CannotServe as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(_("已停止。"))

    def _prepare(self) -> None:
        """Bring the database and the static files up to the program's version: an upgrade needs no other step."""
        if is_half_restored():
            raise CannotServe(_("这里有一次恢复没有做完：请清空这个目录和它的数据库，重新恢复。"))
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if installation() is None:
            raise CannotServe(_("这里还没有安装：请先运行 minzhi install --province fujian，或 minzhi demo。"))
        similarity.get_ready()  # the worker compiles: who asks meanwhile is told to come back


def _children(address: Address, workers: int, threads: int) -> list[Child]:
    env = {"DJANGO_SETTINGS_MODULE": "minzhi.site.settings", "MINZHI_SECURE": "1" if address.is_secure else "0"}
    children = [Child("web", web(address, workers=workers, threads=threads), env)]
    if "work" in get_commands():
        children.append(Child("work", [sys.executable, "-m", "django", "work"], env))
    return children
