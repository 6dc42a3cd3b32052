"""What people fill in besides the acts: the way through a dispute, the register of bodies."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.programmes.disputes.models import Body
from minzhi.programmes.disputes.process.mediation import MATTERS
from minzhi.programmes.disputes.rules.roads import INFRINGEMENT, Dispute
from minzhi.records.places.models import Place

ASKED = (
    ("in_court", gettext_lazy("已向人民法院起诉")),
    ("both_willing", gettext_lazy("双方都愿意商量")),
    ("arbitration_clause", gettext_lazy("合同里有仲裁条款")),
    ("wants_order_to_stop", gettext_lazy("要求对方停止侵权")),
    ("wants_money", gettext_lazy("要求赔偿")),
    ("has_agreement", gettext_lazy("已经达成协议")),
    ("continuing", gettext_lazy("对方的行为还在继续")),
    ("patent_ended", gettext_lazy("专利权已经终止")),
)


class RoadForm(forms.Form):
    """Eight yes-or-no questions, the matter, and since when it is known."""

    matter = forms.ChoiceField(label=gettext_lazy("什么纠纷"))
    known_on = forms.DateField(
        label=gettext_lazy("知道侵权行为和侵权人之日"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        choices = [(INFRINGEMENT, _("专利侵权纠纷")), *((name, _(label)) for name, label in MATTERS.items())]
        self.fields["matter"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        for name, label in ASKED:
            self.fields[name] = forms.BooleanField(label=label, required=False)

    @property
    def dispute(self) -> Dispute:
        given = dict(self.cleaned_data)
        return Dispute(patent_alive=not given.pop("patent_ended"), **given)


class BodyForm(forms.Form):
    """A body for the register."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Body.Kind.choices)
    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    place = forms.ModelChoiceField(label=gettext_lazy("所在地"), queryset=Place.objects.all())
    court = forms.CharField(label=gettext_lazy("对接法院"), max_length=120, required=False)


class MediatorForm(forms.Form):
    """A mediator of a body."""

    notice = "mediator"

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    field = forms.CharField(label=gettext_lazy("专长"), max_length=120, required=False)
