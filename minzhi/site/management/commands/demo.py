"""`minzhi demo`: a province's half year to look at, on a fixed office day; then the site."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext as _

from minzhi.records.units.models import Post
from minzhi.site.demo import PASSWORD, SHOWN, demonstrate
from minzhi.site.installing import CannotInstall
from minzhi.site.supervising import Address, CannotServe


class Command(BaseCommand):
    help = "建立并启动演示：办公日2023年9月30日，内容虚构"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-make", action="store_true", help="只建立，不启动")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["only_make"]:
            self._look_for(options["port"])
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        try:
            made = demonstrate(self._tell)
        except CannotInstall as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("")
        self.stdout.write(_("演示已建好。") if made else _("演示早已建好，直接启动。"))
        self.stdout.write(_("演示账号（密码都是 %(password)s）：") % {"password": PASSWORD})
        posts = {post.officer.account.login: post for post in Post.objects.select_related("officer__account", "unit")}
        for login in SHOWN:
            self.stdout.write(f"  {login:<16}{posts[login].unit.short}　{posts[login].get_role_display()}")
        if not options["only_make"]:
            self.stdout.write(_("打开 %(address)s") % {"address": f"http://127.0.0.1:{options['port']}/"})
            self.become_server(options["port"])

    def _look_for(self, port: int) -> None:
        """Look before anything is made whether the site can then be served."""
        try:
            Address("127.0.0.1", port).check_free()
        except CannotServe as refused:
            raise CommandError(str(refused)) from refused

    def become_server(self, port: int) -> None:
        """Put the server in this process's place: what making the demonstration took is given back."""
        self.stdout.flush()
        connections.close_all()
        os.execv(sys.executable, [sys.executable, "-m", "django", "serve", "--port", str(port)])  # noqa: S606 - ours

    def _tell(self, done: int, of: int) -> None:
        self.stdout.write(_("\r正在建立演示：%(done)s/%(of)s") % {"done": done, "of": of}, ending="")
        self.stdout.flush()
