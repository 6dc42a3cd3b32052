"""`minzhi calibrate SCREEN`: fit a scorer on what two judges agree on, and say how often it errs."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api
from minzhi.kit import clock


class Command(BaseCommand):
    help = "用两人判断一致的标注重新校准评分，并公布误差"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("screen", choices=api.Screen.values)
        parser.add_argument("--meter", action="store_true", help="只看误差，不校准")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["meter"]:
            try:
                api.calibrate(options["screen"], on=clock.today())
            except api.TooFew as few:
                raise CommandError(str(few)) from few
        found = api.meter(options["screen"])
        if options["as_json"]:
            self.stdout.write(json.dumps(asdict(found) | {"precision": found.precision}, ensure_ascii=False))
            return
        shown = {key: getattr(found, key) for key in ("version", "judged", "right", "wrong", "split")}
        self.stdout.write(
            _("%(screen)s（%(version)s）：已判断%(judged)s对，对%(right)s，错%(wrong)s，意见不一%(split)s。")
            % ({"screen": found.label} | shown)
        )
