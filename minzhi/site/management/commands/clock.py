"""`minzhi clock days --from 2023-09-18 --span 10wd [--no-roll] [--calendar CN] [--json]`: the last day, and why."""

import json
import re
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from minzhi.kit.legal_time import BadSpan, Calendar, Due, Span
from minzhi.records.calendars.queries import calendar
from minzhi.records.calendars.shipped import shipped_calendar

MISUSE = 2
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class Command(BaseCommand):
    help = "推算期间的末日并说明理由"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["days"])
        parser.add_argument(
            "--from", dest="start", required=True, help="起算的日期，如 2023-09-18；小时、分钟可自时刻起"
        )
        parser.add_argument("--span", required=True, help="期间，如 10wd 15d 3m 1y 24h 30min；负数向前推算")
        parser.add_argument("--no-roll", action="store_false", dest="rolls", help="末日为休息日时不顺延")
        parser.add_argument("--calendar", default="CN", help="日历（法域代码）")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser._negative_number_matcher = re.compile(r"-\d+[a-z]*$")  # noqa: SLF001 - else -20d passes for an option

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            start = _start(options["start"])
            span = Span.parse(options["span"], rolls=options["rolls"])
            days, kept = _calendar(options["calendar"])
            found = span.due(start, days)
        except BadSpan as refused:
            raise CommandError(str(refused), returncode=MISUSE) from refused
        if options["as_json"]:
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False))
            self.stderr.write(kept, self.style.NOTICE)
            return
        self.stdout.write(f"{found.due.isoformat()}{_('（暂定）') if found.provisional else ''}")
        for line in (*_why(found), kept):
            self.stdout.write(f"  {line}")


def _start(written: str) -> date:
    try:
        return datetime.fromisoformat(written) if MOMENT.fullmatch(written) else date.fromisoformat(written)
    except ValueError as wrong:
        message = _("「%(written)s」不是日期：请写成 2023-09-18，或时刻 2023-09-18T09:30")
        raise CommandError(message % {"written": written}, returncode=MISUSE) from wrong


def _calendar(jurisdiction: str) -> tuple[Calendar, str]:
    """Return the calendar that was found, and a sentence where: in the database, else in the shipped files."""
    try:
        kept = calendar(jurisdiction)
    except DatabaseError:
        kept = Calendar()  # nothing is installed here; counting days needs no installation
    if kept.years:
        return kept, _("日历取自本系统数据库")
    shipped = shipped_calendar(jurisdiction)
    if not shipped.years:
        message = _("没有日历「%(jurisdiction)s」：请先录入该法域各年的放假安排，或用 --calendar CN")
        raise CommandError(message % {"jurisdiction": jurisdiction}, returncode=MISUSE)
    return shipped, _("日历取自随程序附带的文件（数据库中没有）")


def _why(found: Due) -> list[str]:
    return [reason.told(_) for reason in found.why]


def _as_json(found: Due) -> dict[str, object]:
    return {
        "due": found.due.isoformat(),
        "provisional": found.provisional,
        "counted_days": found.counted_days,
        "why": _why(found),
    }
