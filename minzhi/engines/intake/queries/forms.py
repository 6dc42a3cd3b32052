"""Readings of report forms: who already has a field, what fills it, what a unit still owes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.intake.formats import every_field
from minzhi.engines.intake.known import LIKE_ENOUGH, find_known, sources
from minzhi.engines.intake.models import FormField, FormTask, ReportForm
from minzhi.engines.intake.rules.fields import Field, Kind
from minzhi.engines.intake.rules.headings import likeness
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


@dataclass(frozen=True)
class Has:
    """Somebody has a field already: what, where, and the key by which it can be filled in, "" where it cannot."""

    title: str
    where: str
    known: str = ""


def who_has(title: str, *, but: ReportForm | None = None) -> list[Has]:
    """Return who has a field already: the house's records, forms that went out, sheets that come in."""
    found = [Has(_(named), _(of), key) for key, named, of in find_known(title)]
    asked = FormField.unscoped.filter(form__state=ReportForm.State.SENT).select_related("form__unit").order_by("-pk")
    for field in asked.exclude(form=but) if but else asked:
        if likeness(title, field.title) >= LIKE_ENOUGH:
            where = _("报表「%(form)s」（%(unit)s，%(day)s下发）")
            values = {"form": field.form, "unit": field.form.unit.short, "day": field.form.sent_on}
            found.append(Has(field.title, where % values))
    for given, each in every_field():
        if max(likeness(title, name) for name in each.headings) >= LIKE_ENOUGH:
            found.append(Has(_(each.title), _("表格「%(format)s」") % {"format": _(given.title)}))
    return found


def unsettled(form: ReportForm) -> list[tuple[FormField, list[Has]]]:
    """Return the fields that somebody has already and that the form asks all the same, without a reason."""
    rows = form.fields(manager="unscoped").filter(known="", asked_again_because="")
    return [(field, has) for field in rows if (has := who_has(field.title, but=form))]


def asked_of(form: ReportForm, unit: Unit) -> list[FormField]:
    """Return the fields that a form asks of a unit: those for everybody and those for its kind."""
    return [each for each in form.fields(manager="unscoped").all() if each.answered_by in {"", unit.kind}]


def as_field(field: FormField) -> Field:
    """Return a form's field as intake reads it."""
    choices = {choice: choice for choice in field.choices}
    return Field(
        field.name, field.title, Kind(field.kind), required=field.required and not field.known, choices=choices,
        measured_in=field.measured_in,
    )  # fmt: skip


def prefilled(task: FormTask, fields: Sequence[FormField], *, on: date) -> list[dict[str, str]]:
    """Return the rows of a task with what is known filled in; one row at least."""
    wanted = {field.name: field.known.partition(".") for field in fields if field.known}
    rows: list[dict[str, str]] = [{}]
    known = sources()
    for key in {source for source, _dot, _name in wanted.values()}:
        source = known.get(key)
        given = source.rows(task.unit, task.form.period, on) if source else []
        names = {field: name for field, (of, _dot, name) in wanted.items() if of == key}
        filled = [{field: str(row.get(name, "")) for field, name in names.items()} for row in given]
        if source and source.many:
            rows = [{**row, **each} for each in filled for row in rows[:1]]
        else:
            rows = [{**row, **(filled[0] if filled else {})} for row in rows]
    return rows


def rows_of(task: FormTask, *, on: date) -> list[dict[str, str]]:
    """Return the rows that a unit has to complete, each with what is filled in."""
    return prefilled(task, asked_of(task.form, task.unit), on=on)


def owed(actor: Actor) -> QuerySet[FormTask]:
    """Return the tasks that an actor's unit has still to answer, the soonest first."""
    rows = FormTask.objects.filter(unit=actor.unit, answered_on__isnull=True)
    return rows.select_related("form__unit").order_by("due_on")


def targets(by: Actor, kinds: Iterable[str]) -> QuerySet[Unit]:
    """Return the units of some kinds to which an actor's unit may send a form: those its scope sees, but itself."""
    return Unit.objects.filter(pk__in=visible_units(current()), kind__in=list(kinds)).exclude(pk=by.unit.pk)


@dataclass(frozen=True)
class Burden:
    """How many cells were asked, and how many of them a person had to fill in."""

    asked: int
    typed: int

    @property
    def filled(self) -> int:
        return self.asked - self.typed

    @property
    def share(self) -> float:
        """The share that nobody had to type, 0 where nothing was asked."""
        return self.filled / self.asked if self.asked else 0.0


def burden(tasks: Iterable[FormTask]) -> Burden:
    rows = [(task.asked, task.typed) for task in tasks]
    return Burden(sum(asked for asked, _typed in rows), sum(typed for _asked, typed in rows))
