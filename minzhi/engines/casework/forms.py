"""Django forms made from the fields of a process table, and the choices that office work needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.casework.actions.papers import Upload
from minzhi.engines.casework.models import Case, Paper, Service
from minzhi.engines.casework.notices import asks_for_people, notice_key
from minzhi.engines.casework.ordering import KINDS
from minzhi.engines.casework.queries.cases import named
from minzhi.engines.casework.values import desk_of, key_of
from minzhi.kit.process import Action, Field, FormWrong, Kind
from minzhi.kit.process.forms import DIGITS
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Placement, Post, Unit
from minzhi.records.units.roles import ADMINISTRATORS

LONG = 120
Choices = list[tuple[str, str]]


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Return what a form was filled in with, and its files; nothing where it is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none where nothing was chosen."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(widget=ManyFiles(), required=False, **more)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - Django's own signature
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given if each]


class ActForm(forms.Form):
    """The form of one act: its fields by the table, and files for the dossier."""

    def __init__(
        self, action: Action, *given: Any,  # noqa: ANN401 - Django's own signature
        process: str = "", choices: dict[str, Choices] | None = None, with_files: bool = True,
        **more: Any,  # noqa: ANN401 - Django's own signature
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self.action, self.process = action, process
        for field in action.form:
            self.fields[field.name] = control(field, (choices or {}).get(field.name))
        if with_files:
            self.fields["paper_kind"] = forms.ChoiceField(
                label=_("随附文件类别"), choices=Paper.Kind.choices, required=False, initial=Paper.Kind.EVIDENCE
            )
            self.fields["papers"] = FilesField(label=_("随附文件"))

    @property
    def notice(self) -> str:
        """The name of the notice this form shows; "" where it asks for no personal data."""
        return notice_key(self.process) if asks_for_people(self.action) else ""

    @property
    def act(self) -> dict[str, Any]:
        """What the kernel is to read: the filled fields of the table alone."""
        given = {field.name: self.cleaned_data.get(field.name) for field in self.action.form}
        return {name: _plain(value) for name, value in given.items() if value not in (None, "", [], False)}

    def uploads(self, *, came_from: str = "", is_public: bool = False) -> list[Upload]:
        kind = self.cleaned_data.get("paper_kind") or Paper.Kind.OTHER
        return uploads(self.cleaned_data.get("papers") or [], kind=kind, came_from=came_from, is_public=is_public)

    def add_wrong(self, wrong: FormWrong) -> None:
        """Show each sentence at its field; what has none above the form."""
        for name, sentence in wrong.fields.items():
            self.add_error(name if name in self.fields else None, _(sentence))


def uploads(files: Iterable[Any], *, kind: str, came_from: str = "", is_public: bool = False) -> list[Upload]:
    return [
        Upload(title=each.name, content=each.read(), kind=kind, came_from=came_from, is_public=is_public)
        for each in files
    ]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, list) else value


def control(field: Field, choices: Choices | None = None) -> forms.Field:
    """Return the control for a field of a table, with its own choices where office work gives them."""
    common: dict[str, Any] = {"label": _(field.label), "required": field.required, "help_text": _hint(field)}
    if choices is not None and field.name == "signers":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    if choices is None and field.kind is Kind.CHOICE:
        labels = field.labels or field.choices
        choices = [(name, _(label)) for name, label in zip(field.choices, labels, strict=True)]
    if choices is not None:
        return forms.ChoiceField(choices=[("", "—"), *choices], **common)
    return _plain_control(field, common)


def _plain_control(field: Field, common: dict[str, Any]) -> forms.Field:
    if field.kind is Kind.BOOL:
        return forms.BooleanField(**{**common, "required": False})
    if field.kind is Kind.DATE:
        return forms.DateField(widget=DayInput(), **common)
    if field.kind is Kind.MOMENT:
        return forms.DateTimeField(widget=MomentInput(), **common)
    if field.kind is Kind.NUMBER:
        return forms.DecimalField(max_digits=2 * DIGITS, decimal_places=DIGITS, **common)
    long = field.kind is Kind.TEXT and (field.at_most or 0) > LONG
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    return forms.CharField(max_length=field.at_most, widget=widget, **common)


def _hint(field: Field) -> str:
    if field.kind is Kind.SPAN and not field.hint:
        return _("按5wd（工作日）、15d（日）、3m（月）的样子填写")
    return _(field.hint) if field.hint else ""


def office_choices(case: Case, verb: str, *, on: date) -> dict[str, Choices]:
    """Return whom an office verb may name: colleagues, other units, who can sign, which rounds there are."""
    recused = desk_of(case).recused
    if verb in {"@transfer", "@delegate"}:
        return {"to": posts([case.unit_id], on=on, but=recused)}
    if verb in {"@hand_over", "@copy"}:
        return {"to": units(on=on, but=case.unit_id)}
    if verb == "@recuse":
        people = Post.objects.filter(valid_on(on), unit_id=case.unit_id).select_related("officer", "unit")
        return {"officer": [(str(post.officer_id), str(post.officer)) for post in people]}
    return _of_rounds(case, verb, on=on)


def _of_rounds(case: Case, verb: str, *, on: date) -> dict[str, Choices]:
    desk, found = desk_of(case), dict[str, Choices]()
    if verb in {"@sign", "@add_signer", "@remove_signer", "@end_round", "@ask_again"}:
        found["round"] = [(str(each.number), f"{each.number}　{each.question}") for each in desk.rounds]
    if verb in {"@ask", "@add_signer"}:
        near = Placement.objects.filter(valid_on(on), parent=case.unit).values_list("unit_id", flat=True)
        found["signers"] = posts([case.unit_id, *near], on=on, but=desk.recused) + units(on=on, but=case.unit_id)
    if verb == "@remove_signer":
        waiting = [key for each in desk.rounds for key in each.waiting]
        names = named(waiting)
        found["signer"] = [(key, names.get(key, key)) for key in waiting]
    if verb == "@sign":
        found["to"] = [(name, _(case.table.state(name).label)) for name in passed(case)]
    return found


def passed(case: Case) -> list[str]:
    """Return the states a case stood in before and can be returned to."""
    rows = case.events.order_by("sequence").values_list("state", flat=True)
    return [name for name in dict.fromkeys(rows) if name != case.state and not case.table.state(name).final]


def posts(of: Iterable[int], *, on: date, but: Iterable[str] = ()) -> Choices:
    """Return the posts of these units that can be given work, without officers who are kept away."""
    rows = Post.objects.filter(valid_on(on), unit_id__in=list(of)).exclude(role__in=ADMINISTRATORS)
    rows = rows.exclude(officer_id__in=[int(each) for each in but if each.isdigit()])
    return [(key_of(post), str(post)) for post in rows.select_related("officer", "unit").order_by("unit_id", "pk")]


def units(*, on: date, but: int = 0) -> Choices:
    rows = Unit.objects.filter(valid_on(on, "placements__")).exclude(pk=but)
    return [(key_of(unit), unit.name) for unit in rows]


class OrderForm(forms.Form):
    """A work order: to whom, what, until when."""

    to = forms.ModelChoiceField(label=gettext_lazy("承办单位"), queryset=Unit.objects.all(), to_field_name="key")
    kind = forms.ChoiceField(label=gettext_lazy("事项"))
    question = forms.CharField(label=gettext_lazy("要求"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=200, required=False)
    term = forms.CharField(label=gettext_lazy("办理期限"), max_length=12, required=False)
    papers = FilesField(label=gettext_lazy("随附文件"))

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        kind = self.fields["kind"]
        kind.choices = [(name, _(label)) for name, label in KINDS.items()]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["term"].help_text = _("按5wd（工作日）、15d（日）、3m（月）的样子填写")


class PapersForm(forms.Form):
    """Papers for the dossier outside of any act."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Paper.Kind.choices, initial=Paper.Kind.EVIDENCE)
    came_from = forms.CharField(label=gettext_lazy("来自"), max_length=120, required=False)
    is_public = forms.BooleanField(label=gettext_lazy("当事人可以查看"), required=False)
    papers = FilesField(label=gettext_lazy("文件"))


class ServiceForm(forms.Form):
    """How a paper was served."""

    to = forms.CharField(label=gettext_lazy("受送达人"), max_length=120)
    way = forms.ChoiceField(label=gettext_lazy("送达方式"), choices=Service.Way.choices)
    sent_on = forms.DateField(label=gettext_lazy("发出"), widget=DayInput())
    received_on = forms.DateField(label=gettext_lazy("收到"), widget=DayInput(), required=False)
    receipt = forms.CharField(label=gettext_lazy("送达凭证"), max_length=200, required=False)

    def add_wrong(self, wrong: FormWrong) -> None:
        for name, sentence in wrong.fields.items():
            self.add_error(name if name in self.fields else None, sentence)
