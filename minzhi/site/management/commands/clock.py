"""`minzhi clock`: last days and why, of a span, or of every clock that an act starts; a new year's days off.

`minzhi clock days --from 2023-09-18 --span 10wd`; `minzhi clock disputes.adjudication accept --from 2025-10-10`;
`minzhi clock list`; `minzhi clock load FILE`.
"""

import json
import re
from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.api import as_lines, process_names, processes, recount_provisional, started
from minzhi.kit.clock import today
from minzhi.kit.legal_time import BadSpan, Calendar, Due, Span
from minzhi.kit.refusal import Refusal
from minzhi.records.calendars.actions import load, set_year
from minzhi.records.calendars.queries import calendar
from minzhi.records.calendars.shipped import BadYear, shipped, shipped_calendar

MISUSE = 2
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class Command(BaseCommand):
    help = "推算期间的末日并说明理由；录入新一年的放假安排"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="what", required=True)
        days = acts.add_parser("days", help="推算期间的末日并说明理由")
        days.add_argument("--from", dest="start", required=True, help="起算的日期，如 2023-09-18；小时、分钟可自时刻起")
        days.add_argument("--span", required=True, help="期间，如 10wd 15d 3m 1y 24h 30min；负数向前推算")
        days.add_argument("--no-roll", action="store_false", dest="rolls", help="末日为休息日时不顺延")
        days.add_argument("--calendar", default="CN", help="日历（法域代码）")
        days.add_argument("--json", action="store_true", dest="as_json")
        days._negative_number_matcher = re.compile(r"-\d+[a-z]*$")  # noqa: SLF001 - else -20d passes for an option
        new = acts.add_parser("load", help="录入一年的放假安排（格式同随程序附带的文件），重算暂定的期限")
        new.add_argument("file", type=Path)
        new.add_argument("--calendar", default="CN", help="日历（法域代码）")
        new.add_argument("--by", default="", help="更正早已录入的年份时，写明更正人，如 林（办公室）")
        listed = acts.add_parser("list", help="列出各流程、各步骤启动的期限")
        listed.add_argument("--json", action="store_true", dest="as_json")
        for name in process_names():
            started = acts.add_parser(name, help="推算某一步启动的各项期限")
            started.add_argument("act", help="步骤，如 accept；见 minzhi clock list")
            started.add_argument("--from", dest="start", required=True, help="办理该步骤的日期，如 2025-09-26")
            started.add_argument(
                "--set", action="append", default=[], metavar="项=值",
                help="表单项，如 no_domicile=true；另有 suspended_days=168（中止的日数，工作日期间为工作日数）、"
                "extend=extend、version=1",
            )  # fmt: skip
            started.add_argument("--calendar", default="CN", help="日历（法域代码）")
            started.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["what"] == "list":
            self._print(processes(), options["as_json"])
            return
        if "act" in options:
            days, _kept = _calendar(options["calendar"])
            try:
                self._print(_started(options, days), options["as_json"])
            except (Refusal, LookupError, BadSpan) as refused:
                raise CommandError(str(refused), returncode=MISUSE) from refused
            return
        if options["what"] == "load":
            self.stdout.write(_load(options["file"], options["calendar"], options["by"]))
            return
        found, kept = _count(options)
        if options["as_json"]:
            self.stdout.write(json.dumps(_as_json(found, _day(found, options["start"])), ensure_ascii=False))
            self.stderr.write(kept, self.style.NOTICE)
            return
        self.stdout.write(f"{_day(found, options['start']).isoformat()}{_('（暂定）') if found.provisional else ''}")
        for line in (*_why(found), kept):
            self.stdout.write(f"  {line}")

    def _print(self, found: dict[str, Any], as_json: bool) -> None:  # noqa: FBT001 - what the option says
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for line in as_lines(found):
            self.stdout.write(line)


def _started(options: dict[str, Any], days: Calendar) -> dict[str, Any]:
    given: list[tuple[str, str]] = []
    for each in options["set"]:
        name, sign, value = each.partition("=")
        if not sign:
            raise CommandError(
                _("「%(given)s」不是「项=值」，如 no_domicile=true") % {"given": each}, returncode=MISUSE
            )
        given.append((name.strip(), value.strip()))
    return started(options["what"], options["act"], _start(options["start"]), given, days)


@transaction.atomic
def _load(path: Path, jurisdiction: str, by: str) -> str:
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
        given = given if isinstance(given, dict) else {}
        load(shipped(jurisdiction), jurisdiction=jurisdiction)  # the database, once it has a year, is asked for all
        new = load([given], jurisdiction=jurisdiction)
        if by and not new:
            set_year(given, jurisdiction=jurisdiction, by=by, on=today())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, BadYear) as refused:
        raise CommandError(f"{path}：{refused}", returncode=MISUSE) from refused
    except DatabaseError as absent:
        raise CommandError(_("这里还没有安装好的系统：请先运行 minzhi install")) from absent
    if not new and not by:
        return _("%(year)s年的安排早已录入，没有改动；要更正请用 --by 写明更正人") % {"year": given["year"]}
    counts = {"year": given["year"], "cases": len(recount_provisional())}
    if new:
        return _("已录入%(year)s年的安排，重算了%(cases)s件事项的暂定期限") % counts
    return _("已更正%(year)s年的安排，重算了%(cases)s件事项的暂定期限；已定的期限不变") % counts


def _count(options: dict[str, Any]) -> tuple[Due, str]:
    try:
        start = _start(options["start"])
        span = Span.parse(options["span"], rolls=options["rolls"])
        days, kept = _calendar(options["calendar"])
        return span.due(start, days), kept
    except BadSpan as refused:
        raise CommandError(str(refused), returncode=MISUSE) from refused


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


def _day(found: Due, asked_from: str) -> date:
    """Return the end as it was asked for: a day for whole days of hours from a day, else the moment."""
    end = found.due
    if isinstance(end, datetime) and end.time() == time.min and not MOMENT.fullmatch(asked_from):
        return end.date()
    return end


def _as_json(found: Due, due: date) -> dict[str, object]:
    return {
        "due": due.isoformat(),
        "provisional": found.provisional,
        "counted_days": found.counted_days,
        "why": _why(found),
    }
