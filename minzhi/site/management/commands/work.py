"""`minzhi work`: runs what the site left for later and what the calendar asks for, until it is stopped.

People at their pages come first: the worker asks for less of the processor. What a large job took of memory Python does
not give back, so a worker that has grown begins anew in its own place, between two jobs.
"""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.records.jobs.actions import start_again
from minzhi.records.jobs.cron import plan
from minzhi.records.jobs.queries import dead
from minzhi.records.jobs.worker import run_due, run_worker
from minzhi.site.supervising import stop_on_signals
from minzhi.site.watching import resident

GROWS_BY = 100 * 2**20  # bytes that jobs may leave behind
NICENESS = 10


class Command(BaseCommand):
    help = "运行后台任务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完到期的任务就结束")
        parser.add_argument("--again", action="store_true", help="先让失败的任务重新开始")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = clock.now()
        if options["again"]:
            for job in dead():
                start_again(job, now)
        if options["once"]:
            plan(now)
            self.stdout.write(_("做了%(count)s件。") % {"count": run_due(now)})
            return
        os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
        stop, most = stop_on_signals(), resident() + GROWS_BY
        run_worker(stop, grown=lambda: resident() > most)
        if not stop.is_set():
            self.begin_anew()

    def begin_anew(self) -> None:
        """Put a new worker in this process's place."""
        connections.close_all()
        os.execv(sys.executable, [sys.executable, "-m", "django", "work"])  # noqa: S606 - ours
