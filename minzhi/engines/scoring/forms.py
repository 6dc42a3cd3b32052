"""What people fill in about grades."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = {"type": "date"}


class AboutForm(forms.Form):
    """About which day, and as known at the end of which day."""

    about = forms.DateField(label=_("看哪一天的等级"), required=False, widget=forms.DateInput(attrs=DAY))
    known = forms.DateField(label=_("按哪一天已知的记录"), required=False, widget=forms.DateInput(attrs=DAY))


class MarkForm(forms.Form):
    """A record from a document."""

    rule = forms.ChoiceField(label=_("规则"))
    document = forms.CharField(label=_("依据文书"), max_length=200)
    effective_on = forms.DateField(label=_("生效日"), widget=forms.DateInput(attrs=DAY))
    amount = forms.IntegerField(label=_("次数"), min_value=1, max_value=1000, initial=1)

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]] = (), **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["rule"].choices = rules  # type: ignore[attr-defined] # a choice field


class EndForm(forms.Form):
    """Until which day a record counts; without a day it should never have been given."""

    last_on = forms.DateField(label=_("最后一日（留空为撤销）"), required=False, widget=forms.DateInput(attrs=DAY))
    why = forms.CharField(label=_("理由"), max_length=400)


class DecideForm(forms.Form):
    """What comes of an objection, and why."""

    upheld = forms.ChoiceField(
        label=_("处理结果"), choices=(("yes", _("成立")), ("no", _("不成立"))), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("处理理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ObjectForm(forms.Form):
    """What a subject says."""

    mark = forms.UUIDField(required=False, widget=forms.HiddenInput)
    against = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("您的意见和依据"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
