"""What people fill in about supervision: checks by lot, leads, quarterly returns, protected signs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.engines.register.api import Entry
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.geographical_indications.models import Lead, Producer
from minzhi.programmes.geographical_indications.queries.returns import SAID
from minzhi.programmes.geographical_indications.queries.signs import valid
from minzhi.programmes.geographical_indications.rules.risk import TIERS
from minzhi.programmes.geographical_indications.rules.signs import KINDS
from minzhi.programmes.geographical_indications.rules.tables import MISUSES
from minzhi.records.indications.models import Indication

SHARE: dict[str, Any] = {"max_digits": 4, "decimal_places": 1, "min_value": 0, "max_value": 100}
DAY = {"type": "date"}


class PlanForm(scoring.ChecksForm):
    """A plan of checks: which share of each tier, by whom, when lots are drawn."""

    def __init__(self, *args: Any, pool: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, pool=pool, **given)
        for key, label in TIERS.items():
            self.fields[f"share_{key}"] = forms.DecimalField(
                label=_("%(tier)s抽取比例，%%") % {"tier": _(label)}, **SHARE
            )


class LeadForm(forms.Form):
    """A lead to misuse."""

    notice = "case"

    indication = forms.ModelChoiceField(label=_("地理标志"), queryset=Indication.objects.all())
    producer = forms.ModelChoiceField(
        label=_("生产者"), queryset=Producer.unscoped.none(), required=False, help_text=_("名单内的才填。")
    )
    source = forms.ChoiceField(label=_("线索来源"), choices=Lead.Source.choices)
    act = forms.ChoiceField(label=_("行为"), choices=tuple(MISUSES.items()))
    place = forms.CharField(label=_("网址或地点"), max_length=200)
    says = forms.CharField(label=_("看到了什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["producer"].queryset = Producer.objects.filter(left_on__isnull=True)  # type: ignore[attr-defined] # a choice of rows


class ReturnForm(forms.Form):
    """What only people know of a quarter."""

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        for name, label in SAID.items():
            if name == "says":
                self.fields[name] = forms.CharField(label=label, max_length=400, required=False)
            else:
                self.fields[name] = forms.DecimalField(label=label, max_digits=14, decimal_places=2, required=False)

    @property
    def said(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in {None, ""}}


class SignForm(forms.Form):
    """A protected sign as its notice has it."""

    kind = forms.ChoiceField(label=_("种类"), choices=tuple(KINDS.items()))
    name = forms.CharField(label=_("标志"), max_length=200)
    holder = forms.CharField(label=_("所有人"), max_length=120)
    number = forms.CharField(label=_("登记号"), max_length=60, required=False, help_text=_("没有的由本登记簿编号。"))
    notice = forms.CharField(label=_("公告"), max_length=120)
    announced_on = forms.DateField(label=_("公告日"), widget=forms.DateInput(attrs=DAY))
    goods = forms.CharField(label=_("核准使用的商品和服务"), max_length=400, required=False)


class ContractForm(forms.Form):
    """A contract to use a special sign."""

    sign = forms.ModelChoiceField(label=_("标志"), queryset=Entry.unscoped.none())
    user = forms.CharField(label=_("使用人"), max_length=120)
    goods = forms.CharField(label=_("许可使用的商品和服务"), max_length=400)
    signed_on = forms.DateField(
        label=_("签订日"),
        widget=forms.DateInput(attrs=DAY),
        help_text=_("自签订之日起一个月内存查；逾期的照收，注明。"),
    )
    until = forms.DateField(label=_("许可到期日"), widget=forms.DateInput(attrs=DAY), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["sign"].queryset = valid().filter(private__kind="special")  # type: ignore[attr-defined] # a choice of rows
