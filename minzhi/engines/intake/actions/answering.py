"""A unit answers a form: row by row, on the page or with a sheet; then once and for all, until it takes that back."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.intake.actions.refusals import NotNow, NotYours
from minzhi.engines.intake.formats import Format, Take
from minzhi.engines.intake.models import Answer, FormField, FormTask, Line
from minzhi.engines.intake.queries.forms import as_field, asked_of, prefilled
from minzhi.engines.intake.rules.fields import Value
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD, Role.STATION})
PREFIX = "form:"
ANSWERED, KEY_LENGTH = "intake.form_answered", 300


def _open(task: FormTask, by: Actor) -> FormTask:
    """Return a task, locked, if the actor may answer it and nobody has yet; raises `facts.AlreadyGiven`."""
    if by.unit.pk != task.unit_id or by.role not in WORKERS:
        raise NotYours(_("只有「%(unit)s」的人员可以填报。") % {"unit": task.unit})
    return hold(task)


@transaction.atomic
def add_row(task: FormTask, values: Mapping[str, Value], *, by: Actor, on: date) -> Answer:
    """Answer one row: what the house knows is filled in beside what was given."""
    task = _open(task, by)
    if task.answered_on:
        _give(task, by, on)
    fields = asked_of(task.form, task.unit)
    rows = Answer.unscoped.filter(task=task, withdrawn_on__isnull=True)
    if not task.form.many and not task.form.rows_from and rows.exists():
        raise NotNow(_("「%(form)s」每个单位只报一行，已经填了；要改请先撤回那一行。") % {"form": task.form})
    known = {} if task.form.rows_from else prefilled(task, fields, on=on)[0]
    return _keep(task, fields, values, known, by, on)


def _keep(
    task: FormTask, fields: Sequence[FormField], given: Mapping[str, Value], known: Mapping[str, str], by: Actor,
    on: date,
) -> Answer:  # fmt: skip
    values = {field.name: known.get(field.name) or _plain(given.get(field.name)) for field in fields}
    filled = sorted(name for name, value in known.items() if value)
    said = {name: value for name, value in values.items() if value}
    once = [said.get(field.name, "") for field in fields if field.unique and not field.known]
    key = "|".join(once)[:KEY_LENGTH].strip("|")
    if key and Answer.unscoped.filter(task=task, key=key, withdrawn_on__isnull=True).exists():
        raise NotNow(_("已经填了一行「%(key)s」，这些栏目不能重复；要改请先撤回那一行。") % {"key": key})
    answer: Answer = Answer.unscoped.create(task=task, values=said, filled=filled, key=key, given_on=on)
    typed = sum(name not in filled for name in said)
    task.asked, task.typed = task.asked + len(said), task.typed + typed
    task.save()
    record("intake.row_given", subject=answer, by=by, on=on, payload={"fields": len(said), "typed": typed})
    return answer


def _plain(value: Value) -> str:
    return "" if value is None else (_("是") if value else _("否")) if isinstance(value, bool) else str(value)


@transaction.atomic
def answer(
    task: FormTask, rows: Sequence[Mapping[str, Value]], *, by: Actor, on: date, seen: int | None = None
) -> FormTask:
    """Answer a form for good, with `rows` beside what is known or was given before.

    Raises `facts.AlreadyGiven` where it was answered; the text says by whom and when.
    """
    task = _open(task, by).check_version(seen)
    if task.answered_on:
        _give(task, by, on)
    fields = asked_of(task.form, task.unit)
    if task.form.rows_from:
        for known, given in zip(prefilled(task, fields, on=on), rows, strict=True):
            _keep(task, fields, given, known, by, on)
    else:
        for given in rows:
            add_row(task, given, by=by, on=on)
        task = hold(task)
    if not Answer.unscoped.filter(task=task, withdrawn_on__isnull=True).exists():
        raise NotNow(_("还没有填任何一行：请先填写或导入表格。"))
    task.answered_on = on
    task.save()
    _give(task, by, on)
    return task


def _give(task: FormTask, by: Actor, on: date) -> Fact:
    """Put the answer on record; after one was taken back, as its correction."""
    before = Fact.unscoped.filter(kind=ANSWERED, subject_uid=task.uid).order_by("-pk").first()
    withdrawn = Fact.unscoped.filter(kind="intake.answer_withdrawn", subject_uid=task.uid).order_by("-pk").first()
    again = before if before and withdrawn and withdrawn.pk > before.pk else None
    count = Answer.unscoped.filter(task=task, withdrawn_on__isnull=True).count()
    return record(
        ANSWERED, subject=task, by=by, on=on, period=task.form.period, payload={"rows": count}, corrects=again
    )


@transaction.atomic
def withdraw(task: FormTask, *, by: Actor, on: date, seen: int | None = None) -> FormTask:
    """Take an answer back while the form's day has not passed; its rows stay and can be changed."""
    task = _open(task, by).check_version(seen)
    if task.answered_on is None or on > task.due_on:
        raise NotNow(_("「%(task)s」没有报送，或已过截止日，不能撤回；过后请用更正。") % {"task": task})
    task.answered_on = None
    if task.form.rows_from:
        _clear(task, on)
    task.save()
    record("intake.answer_withdrawn", subject=task, by=by, on=on)
    return task


def _clear(task: FormTask, on: date) -> None:
    Answer.unscoped.filter(task=task, withdrawn_on__isnull=True).update(withdrawn_on=on)
    task.asked = task.typed = 0


@transaction.atomic
def withdraw_row(row: Answer, *, by: Actor, on: date) -> Answer:
    """Take one row back while the form is not answered. A sheet that it came in with may bring it again."""
    task = _open(row.task, by)
    if task.answered_on:
        message = _("「%(task)s」已于%(day)s报送，这一行不能撤回；请先撤回报送。")
        raise NotNow(message % {"task": task, "day": task.answered_on})
    row = hold(row)
    if row.withdrawn_on:
        raise NotNow(_("这一行已于%(day)s撤回。") % {"day": row.withdrawn_on})
    row.withdrawn_on = on
    row.save()
    Line.unscoped.filter(made_uid=row.uid, state=Line.State.TAKEN).update(
        state=Line.State.UNDONE, made_uid=None, taken_on=None
    )
    task.asked -= len(row.values)
    task.typed -= sum(name not in row.filled for name in row.values)
    task.save()
    record("intake.row_withdrawn", subject=row, by=by, on=on)
    return row


class FormRows(Take):
    """Takes the rows of a sheet as rows of a form's answer."""

    def __init__(self, task: FormTask) -> None:
        self.task = task

    def take(self, row: Mapping[str, Value], *, by: Actor, on: date) -> Answer:
        return add_row(self.task, row, by=by, on=on)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        if isinstance(made, Answer):
            withdraw_row(made, by=by, on=on)

    def may(self, by: Actor) -> bool:
        return by.unit.pk == self.task.unit_id and by.role in WORKERS


def format_of_task(key: str) -> Format | None:
    """Return the format of a task's sheet, by ``form:`` and the task's uid; fields that are known are not asked."""
    try:
        task = FormTask.unscoped.select_related("form", "unit").get(uid=key.removeprefix(PREFIX))
    except (FormTask.DoesNotExist, ValidationError):
        return None
    fields = [field for field in asked_of(task.form, task.unit) if not field.known]
    unique = tuple(field.name for field in fields if field.unique)
    return Format(key, task.form.title, [as_field(field) for field in fields], FormRows(task), unique,
                  note=gettext_noop("一行一条；已有的栏目由系统填好，不在表里。"))  # fmt: skip
