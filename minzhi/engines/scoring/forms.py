"""What people fill in about grades."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from minzhi.kit import clock
from minzhi.records.units.models import Officer

DAY = {"type": "date"}
REASONABLE = (MinValueValidator(date(1985, 1, 1)), MaxValueValidator(date(2200, 12, 31)))
"""Days of which anything can be known: from the first patent law on."""
RECUSED = "out."
"""Begins the name of a field that says why an expert keeps apart; his number follows."""


class AboutForm(forms.Form):
    """About which day, and as known at the end of which day."""

    about = forms.DateField(
        label=_("看哪一天的等级"), required=False, widget=forms.DateInput(attrs=DAY), validators=REASONABLE
    )
    known = forms.DateField(
        label=_("按哪一天已知的记录"), required=False, widget=forms.DateInput(attrs=DAY), validators=REASONABLE
    )

    def days(self) -> tuple[date | None, datetime | None]:
        """Return the day that is asked about, and the end of the day whose knowledge is; None where not asked."""
        if not self.is_bound or not self.is_valid():
            return None, None
        about, known = self.cleaned_data["about"], self.cleaned_data["known"]
        ends = known and datetime.combine(known + timedelta(days=1), datetime.min.time(), clock.CHINA)
        return about, ends


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


class ExpertForm(forms.Form):
    """An expert for a pool."""

    notice = "expert"
    name = forms.CharField(label=_("姓名"), max_length=60)
    employer = forms.CharField(label=_("工作单位（全称）"), max_length=120)
    field = forms.CharField(label=_("专业领域"), max_length=120)
    apart = forms.CharField(
        label=_("须回避的单位（每行一个）"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("本人申报：三年内任职过的、近亲属任职的、有利害关系的单位，写全称；抽取时自动回避。"),
    )  # fmt: skip
    since = forms.DateField(label=_("聘期起"), widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label=_("聘期止"), widget=forms.DateInput(attrs=DAY))


class PanelForm(forms.Form):
    """A panel: how many, on which day it is drawn; who keeps apart is said beside each expert (`recused`)."""

    number = forms.IntegerField(label=_("抽几名专家"), min_value=1, max_value=50)
    draws_on = forms.DateField(label=_("抽取日"), widget=forms.DateInput(attrs=DAY))

    @property
    def recused(self) -> dict[int, str]:
        """Why experts keep apart besides what the pool knows, by their numbers."""
        given = ((name.removeprefix(RECUSED), said) for name, said in self.data.items() if name.startswith(RECUSED))
        return {int(no): str(said).strip() for no, said in given if no.isascii() and no.isdigit() and str(said).strip()}


class ChecksForm(forms.Form):
    """A plan of checks: what it is called, who checks, who must stay apart from whom, on which day lots are drawn."""

    name = forms.CharField(label=_("抽查事项"), max_length=200)
    draws_on = forms.DateField(label=_("抽取日"), widget=forms.DateInput(attrs=DAY))
    officers = forms.ModelMultipleChoiceField(
        label=_("检查人员"), queryset=Officer.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    apart = forms.CharField(
        label=_("回避"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行：检查对象的编号或名称，空格，检查人员的名字。"),
    )  # fmt: skip

    def __init__(self, *args: Any, pool: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["officers"].queryset = pool  # type: ignore[attr-defined] # a choice of rows

    def clean_apart(self) -> dict[str, list[Officer]]:
        """Return the officers that stay apart by object; an unknown name is named."""
        found: dict[str, list[Officer]] = {}
        names = {str(each): each for each in self.fields["officers"].queryset}  # type: ignore[attr-defined] # as above
        for line in filter(None, map(str.strip, self.cleaned_data["apart"].splitlines())):
            ref, _space, name = line.rpartition(" ")
            if name not in names or not ref.strip():
                raise forms.ValidationError(_("「%(line)s」里没有这位检查人员。") % {"line": line})
            found.setdefault(ref.strip(), []).append(names[name])
        return found
