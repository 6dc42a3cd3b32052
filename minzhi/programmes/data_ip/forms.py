"""What people fill in besides the acts: a deposit, a sample to report on, a work of the pilot."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.casework import api as casework
from minzhi.programmes.data_ip.actions.pilot import STAGES
from minzhi.programmes.data_ip.models import Work
from minzhi.records.units.models import Unit

LARGEST_SKETCH = 20_000  # characters


class DepositForm(forms.Form):
    """Who deposits what where; the hashes were made by the page on the person's own machine."""

    title = forms.CharField(label=gettext_lazy("数据集合名称"), max_length=200)
    who = forms.CharField(label=gettext_lazy("存证人"), max_length=120)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("登记机构"), queryset=Unit.objects.none(), to_field_name="key", empty_label="—"
    )
    hashes = forms.CharField(widget=forms.HiddenInput, max_length=400_000)
    sketch = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST_SKETCH, required=False)

    def __init__(self, units: list[Unit], *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        chosen = self.fields["unit"]
        chosen.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined] # a ModelChoiceField

    def clean_hashes(self) -> list[dict[str, Any]]:
        given = _json(self.cleaned_data["hashes"])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise forms.ValidationError(_("请选择要存证的文件，等哈希算完再提交。"))
        return given

    def clean_sketch(self) -> dict[str, Any] | None:
        written = self.cleaned_data["sketch"]
        given = _json(written) if written else None
        if given is not None and not isinstance(given, dict):
            raise forms.ValidationError(_("这不是数据集的行摘要。"))
        return given


def _json(written: str) -> Any:  # noqa: ANN401 - checked by who asks
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return 0


class WorkForm(forms.Form):
    """A work of the pilot."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Work.Kind.choices)
    title = forms.CharField(label=gettext_lazy("名称"), max_length=200)
    lead = forms.CharField(label=gettext_lazy("承担单位"), max_length=120, required=False)
    summary = forms.CharField(label=gettext_lazy("做了什么"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    figures = forms.CharField(
        label=gettext_lazy("成效数字"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写明数字、时间和出处"),
    )  # fmt: skip
    reusable = forms.CharField(
        label=gettext_lazy("别处怎么用"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class EvidenceForm(forms.Form):
    """Papers that prove a work."""

    papers = forms.FileField(label=gettext_lazy("证明材料"))


class StageForm(forms.Form):
    """How far a work has come, and the number of the document that says so."""

    stage = forms.ChoiceField(label=gettext_lazy("进展到"))
    number = forms.CharField(label=gettext_lazy("文号"), max_length=60, required=False)

    def __init__(self, work: Work, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        steps = STAGES[Work.Kind(work.kind)]
        ahead = steps[steps.index(Work.Stage(work.stage)) + 1 :]
        chosen = self.fields["stage"]
        chosen.choices = [(each.value, each.label) for each in ahead]  # type: ignore[attr-defined] # a ChoiceField


class SampleForm(forms.Form):
    """Which paper of the dossier is the sample."""

    paper = forms.ChoiceField(label=gettext_lazy("样例数据"))

    def __init__(self, case: casework.Case, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        papers = case.papers.select_related("file").order_by("number")
        tables = [each for each in papers if each.file.name.lower().endswith((".csv", ".xlsx"))]
        chosen = self.fields["paper"]
        chosen.choices = [(str(each.number), str(each)) for each in tables]  # type: ignore[attr-defined] # a ChoiceField
