"""Lists of intake that can be taken away."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.intake.formats import UnknownFormat, format_of
from minzhi.engines.intake.models import Answer, Arrival, FormField, FormTask, ReportForm
from minzhi.engines.intake.rules.fields import Kind
from minzhi.records.parties.masking import masked_identity
from minzhi.records.tables.listing import Column, Listing


def sheets(asked: Mapping[str, str]) -> QuerySet[Arrival]:
    """Return the sheets that the scope sees, the latest first, of one state where asked."""
    rows = Arrival.objects.select_related("unit", "post__officer", "post__unit", "file")
    state = asked.get("state", "")
    return rows.filter(state=state) if state in Arrival.State.values else rows


def title_of(arrival: Arrival) -> str:
    try:
        return _(format_of(arrival.format).title)
    except UnknownFormat:
        return str(arrival.format)


SHEETS = Listing(
    "intake.sheets", gettext_lazy("收到的表格"), "intake:index",
    (
        Column(gettext_lazy("收到"), lambda arrival: arrival.received_on, "day"),
        Column(gettext_lazy("文件名"), lambda arrival: arrival.name),
        Column(gettext_lazy("格式"), title_of),
        Column(gettext_lazy("单位"), lambda arrival: arrival.unit.short),
        Column(gettext_lazy("经办"), lambda arrival: str(arrival.post)),
        Column(gettext_lazy("状态"), lambda arrival: arrival.get_state_display()),
        Column(gettext_lazy("行数"), lambda arrival: arrival.rows, "number"),
        Column("SHA-256", lambda arrival: arrival.file.sha256),
    ),
    sheets,
)  # fmt: skip


def tasks(asked: Mapping[str, str]) -> QuerySet[FormTask]:
    del asked
    return FormTask.objects.select_related("unit", "form__unit").order_by("-pk")


def share(task: Any) -> int | None:  # noqa: ANN401 - a row of the list
    return round(100 * (task.asked - task.typed) / task.asked) if task.asked else None


TASKS = Listing(
    "intake.tasks", gettext_lazy("报表填报情况"), "intake:forms",
    (
        Column(gettext_lazy("报表"), lambda task: task.form.title),
        Column(gettext_lazy("期次"), lambda task: task.form.period),
        Column(gettext_lazy("单位"), lambda task: task.unit.short),
        Column(gettext_lazy("截止"), lambda task: task.due_on, "day"),
        Column(gettext_lazy("报送"), lambda task: task.answered_on, "day"),
        Column(gettext_lazy("问的格数"), lambda task: task.asked, "number"),
        Column(gettext_lazy("人填的格数"), lambda task: task.typed, "number"),
        Column(gettext_lazy("系统填好（%）"), share, "number"),
    ),
    tasks,
)  # fmt: skip


def _said(field: FormField) -> Column:
    """Return the column of a form's field; identity numbers leave the house covered."""
    name, is_number = field.name, field.kind in {Kind.NUMBER, Kind.WHOLE}

    def said(row: Answer) -> str:
        text = str(row.values.get(name) or "")
        return masked_identity(text) if field.kind == Kind.IDENTITY else text

    title = f"{field.title}（{field.measured_in}）" if field.measured_in else field.title
    return Column(title, said, "number" if is_number else "text")


def answers(form: ReportForm) -> Listing:
    """Return what units answered to a form as a list, a column a field."""
    fields = list(form.fields(manager="unscoped").all())
    return Listing(
        "intake.answers", str(form), "intake:form",
        (
            Column(gettext_lazy("单位"), lambda row: row.task.unit.short),
            *map(_said, fields),
            Column(gettext_lazy("填报日"), lambda row: row.given_on, "day"),
            Column(gettext_lazy("报送"), lambda row: row.task.answered_on, "day"),
        ),
        lambda _asked: Answer.objects.filter(task__form=form, withdrawn_on__isnull=True)
        .select_related("task__unit").order_by("task__unit__order", "pk"),
    )  # fmt: skip


LISTINGS = (SHEETS, TASKS)
