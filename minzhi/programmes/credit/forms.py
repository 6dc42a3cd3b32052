"""What people fill in besides the acts: a party to be graded, a plan of checks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.records.parties.models import Party
from minzhi.records.units.models import Officer

DAY = {"type": "date"}


class GradeForm(forms.Form):
    """A registered party, by its credit code."""

    code = forms.CharField(label=_("统一社会信用代码"), max_length=18)
    name = forms.CharField(label=_("名称（没有登记过的主体填写）"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[each for each in Party.Kind.choices if each[0] != Party.Kind.PERSON]
    )


class CheckForm(forms.Form):
    """A plan: what it is called, who checks, on which day lots are drawn."""

    name = forms.CharField(label=_("抽查事项"), max_length=200)
    draws_on = forms.DateField(label=_("抽取日"), widget=forms.DateInput(attrs=DAY))
    officers = forms.ModelMultipleChoiceField(
        label=_("检查人员"), queryset=Officer.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, pool: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["officers"].queryset = pool  # type: ignore[attr-defined] # a choice of rows
