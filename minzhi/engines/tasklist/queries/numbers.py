"""Finds things of the plan by the numbers people quote."""

import re

from minzhi.engines.tasklist.models import Evidence, Measure, Notice, Sheet, Task
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.kit import clock
from minzhi.kit.numbers import BadNumber, DocumentNumber, normalise

Hit = tuple[str, str, str]
SHORTEST_HASH = 6
AT_MOST = 50


def find(asked: str) -> list[Hit]:
    """Return kind, text and address of what a number means: a paper, a task, a measure, a sheet, a file, words."""
    plain = normalise(asked)
    return [*_papers(plain), *_of_the_plan(plain), *_files(plain), *_words(asked)]


def _papers(plain: str) -> list[Hit]:
    try:
        number = str(DocumentNumber.parse(plain))
    except BadNumber:
        return []
    notices = Notice.objects.filter(number=number).exclude(state=Notice.State.DROPPED)
    sheets = Sheet.objects.filter(number=number)
    pieces = Evidence.objects.filter(number=number)[:AT_MOST]
    return [(row._meta.model_name or "", str(row), row.get_absolute_url()) for row in [*notices, *sheets, *pieces]]  # noqa: SLF001 - public in Django's docs


def _of_the_plan(plain: str) -> list[Hit]:
    notice = current_notice(clock.today())
    found = re.fullmatch(r"T?0*(\d{1,3})(?:\.0*(\d{1,3}))?", plain.removeprefix("任务"), re.IGNORECASE)
    if notice is None or not found:
        return []
    if found[2] is None:
        rows = list(Task.objects.filter(notice=notice, no=found[1]))
        return [("task", str(row), row.get_absolute_url()) for row in rows]
    measures = Measure.objects.filter(task__notice=notice, task__no=found[1], no=found[2]).select_related("task")
    return [("measure", str(row), row.get_absolute_url()) for row in measures]


def _files(plain: str) -> list[Hit]:
    if len(plain) < SHORTEST_HASH or not re.fullmatch(r"[0-9a-f]+", plain.lower()):
        return []
    pieces = Evidence.objects.filter(file__sha256__startswith=plain.lower())[:AT_MOST]
    return [("evidence", str(row), row.get_absolute_url()) for row in pieces]


def _words(asked: str) -> list[Hit]:
    notice = current_notice(clock.today())
    if notice is None or not re.search(r"[\u4e00-\u9fff]{2}", asked):
        return []
    rows = Measure.objects.filter(task__notice=notice, label__contains=asked).select_related("task")[:AT_MOST]
    return [("measure", str(row), row.get_absolute_url()) for row in rows]
