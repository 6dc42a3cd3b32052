"""What people fill in besides the acts: a party to be graded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.records.parties.models import Party


class GradeForm(forms.Form):
    """A registered party, by its credit code."""

    code = forms.CharField(label=_("统一社会信用代码"), max_length=18)
    name = forms.CharField(label=_("名称（没有登记过的主体填写）"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[each for each in Party.Kind.choices if each[0] != Party.Kind.PERSON]
    )
