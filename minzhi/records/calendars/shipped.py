"""The calendars that come with the program, as files: what an installation starts from."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from minzhi.kit.legal_time import Calendar, Year

FOLDER = Path(__file__).parent / "years"
NAMES = frozenset({"year", "title", "number", "source", "note", "rest", "work"})


class BadYear(ValueError):
    """A year cannot be read: a field is unknown or missing, or a day is wrong. The text says which."""


def read_year(given: Mapping[str, Any]) -> Year:
    """Turn a parsed year into the kit's word; raises `BadYear`."""
    if not isinstance(given.get("year"), int) or not given.get("title"):
        raise BadYear("一年的安排要写明 year（年份）和 title（所依据的通知）")
    if unknown := set(given) - NAMES:
        raise BadYear(f"{given['year']}年的安排里有不认识的字段：{'、'.join(sorted(unknown))}")
    rest, work = (frozenset(map(_day, given.get(name) or ())) for name in ("rest", "work"))
    if strange := [day for day in rest | work if day.year != given["year"]]:
        raise BadYear(f"{given['year']}年的安排里有别的年份：{min(strange)}")
    if both := rest & work:
        raise BadYear(f"{min(both)}既写为放假（rest）又写为上班（work）：请留下一处")
    return Year(given["year"], rest, work, given["title"], given.get("number") or "", given.get("source") or "")


def _day(written: date | str) -> date:
    try:
        return written if isinstance(written, date) else date.fromisoformat(written)
    except (TypeError, ValueError) as wrong:
        raise BadYear(f"「{written}」不是日期：请写成 2026-10-01") from wrong


@lru_cache(maxsize=8)
def shipped(jurisdiction: str = "CN") -> tuple[dict[str, Any], ...]:
    """Return the parsed files of a jurisdiction, oldest first; none where it is not shipped."""
    files = sorted((FOLDER / jurisdiction).glob("*.yaml"))
    return tuple(yaml.safe_load(file.read_text("utf-8")) for file in files)


def shipped_calendar(jurisdiction: str = "CN") -> Calendar:
    """Return the calendar of the files alone, for use without a database."""
    return Calendar({each["year"]: read_year(each) for each in shipped(jurisdiction)})
