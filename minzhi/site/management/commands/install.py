"""`minzhi install --province fujian`: from an empty folder to a site one can sign in to."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.casework.api import recount_provisional
from minzhi.kit import clock
from minzhi.site.installing import ADMINISTRATOR, CannotInstall, first_administrator, install, other_administrators


class Command(BaseCommand):
    help = "建立一个安装：数据库、本省数据、日历、第一个管理员"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", default="fujian")
        parser.add_argument("--demonstration", action="store_true")
        parser.add_argument("--office-day", type=date.fromisoformat)

    def handle(self, *_args: Any, **options: Any) -> None:
        demonstration, day = options["demonstration"], options["office_day"]
        if day and not demonstration:
            raise CommandError(_("只有演示安装可以设定办公日。"))
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        try:
            install(options["province"], demonstration=demonstration, office_day=day)
        except CannotInstall as refused:
            raise CommandError(str(refused)) from refused
        recount_provisional()  # a new edition may have brought the days off of another year
        self.stdout.write(_("已装好%(province)s的数据。") % {"province": options["province"]})
        if not demonstration:
            self._show(clock.today())

    def _show(self, day: date) -> None:
        first = first_administrator(on=day)
        made = ({ADMINISTRATOR: first} if first else {}) | other_administrators(on=day)
        message = _("管理员账号 %(login)s，初始密码 %(password)s（只显示这一次，首次登录须更换）")
        for login, password in made.items():
            self.stdout.write(message % {"login": login, "password": password})
