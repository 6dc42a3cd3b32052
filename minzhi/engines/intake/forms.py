"""What people fill in when they send a sheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.intake.actions.defining import Header
from minzhi.engines.intake.actions.receiving import letters
from minzhi.engines.intake.formats import Format, format_of
from minzhi.engines.intake.models import Arrival, FormField
from minzhi.engines.intake.queries.cleaning import names_of, said
from minzhi.engines.intake.queries.forms import as_field
from minzhi.engines.intake.rules.fields import Fault, Kind, Setting
from minzhi.engines.intake.rules.readers import read
from minzhi.kit import clock
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.records.privacy.queries import is_personal


class SendForm(forms.Form):
    """A file, or a table pasted as text."""

    file = forms.FileField(
        label=gettext_lazy("表格文件"), required=False, help_text=gettext_lazy("xlsx、xls或csv，不超过20MB")
    )
    pasted = forms.CharField(
        label=gettext_lazy("或粘贴表格"), required=False, strip=False, max_length=500_000,
        widget=forms.Textarea({"rows": 4}), help_text=gettext_lazy("在表格软件里连同表头一起复制，粘贴到这里"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("file")) == bool((given.get("pasted") or "").strip()) and not self.errors:
            raise forms.ValidationError(_("请选择一个文件，或粘贴表格内容，两样选一样。"))
        return given

    def content(self) -> tuple[bytes, str]:
        """Return the content and its name."""
        if given := self.cleaned_data["file"]:
            return given.read(), given.name
        return self.cleaned_data["pasted"].encode(), _("粘贴的表格") + ".csv"


class WholeForm(forms.Form):
    """A file that its room reads whole."""

    file = forms.FileField(label=gettext_lazy("文件"), max_length=200)


class DefineForm(SendForm):
    """A report form: its head, and the sheet of its fields."""

    title = forms.CharField(label=gettext_lazy("报表名称"), max_length=80)
    period = forms.CharField(label=gettext_lazy("期次"), max_length=6, help_text=gettext_lazy("如：2023Q3"))
    due_on = forms.DateField(label=gettext_lazy("截止日"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    many = forms.BooleanField(label=gettext_lazy("每个单位可报多行"), required=False)
    field_order = ("title", "period", "due_on", "many", "file", "pasted")

    def clean_period(self) -> str:
        try:
            return str(Period.parse(self.cleaned_data["period"].strip().upper()))
        except BadPeriod:
            raise forms.ValidationError(_("请写成 2023Q3 或 2023。")) from None

    def header(self) -> Header:
        return Header(**{name: self.cleaned_data[name] for name in ("title", "period", "due_on", "many")})


class AnswerForm(forms.Form):
    """The fields of a report form that nobody can fill in but its reader; read as cells of a sheet are."""

    def __init__(self, fields: Sequence[FormField], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        self.asked = {field.name: as_field(field) for field in fields}
        people = [field for field in fields if field.kind == Kind.IDENTITY or is_personal(field.title)]
        self.notice = "report_form" if people else ""
        for field in fields:
            widget: Any = forms.TextInput()
            if field.kind == Kind.CHOICE:
                widget = forms.Select(choices=[("", "——"), *((each, each) for each in field.choices)])
            unit = _("单位：%(unit)s") % {"unit": field.measured_in} if field.measured_in else ""
            self.fields[field.name] = forms.CharField(
                label=field.title, required=field.required, widget=widget, help_text=unit, strip=False
            )

    def clean(self) -> dict[str, Any]:
        """Read each answer; units and places by their names in the house."""
        given = super().clean() or {}
        found = names_of(self.asked.values(), on=clock.today())
        for name, field in self.asked.items():
            try:
                given[name] = read(field, given.get(name), Setting(names=found))
            except Fault as fault:
                if name not in self.errors:
                    self.add_error(name, said([fault.text, fault.values]))
        return given


class MappingForm(forms.Form):
    """Which column each field stands in."""

    def __init__(self, arrival: Arrival, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        self.format: Format = format_of(arrival.format)
        columns = [
            (str(at), f"{letters(at)}　{heading or _('（没有表头）')}") for at, heading in enumerate(arrival.headings)
        ]
        for field in self.format.fields:
            chosen = arrival.mapping.get(field.name)
            self.fields[field.name] = forms.ChoiceField(
                label=_(field.title), choices=[("", _("（没有这一列）")), *columns], required=field.required,
                initial="" if chosen is None else str(chosen),
            )  # fmt: skip

    def mapping(self) -> dict[str, int]:
        return {name: int(column) for name, column in self.cleaned_data.items() if column}


class HeadForm(forms.Form):
    """In which rows the heading stands, as people count them."""

    first = forms.IntegerField(label=gettext_lazy("表头从第几行"), min_value=1, max_value=1000)
    last = forms.IntegerField(label=gettext_lazy("到第几行"), min_value=1, max_value=1000)
