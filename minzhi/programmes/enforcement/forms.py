"""What people fill in besides the acts: reckoning of penalties, fairs, campaigns, events, meetings, the field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.programmes.enforcement.models import Exhibitor
from minzhi.programmes.enforcement.process.fair import RIGHTS
from minzhi.programmes.enforcement.process.forms import MATTERS
from minzhi.programmes.enforcement.process.transfer import CRIMES
from minzhi.programmes.enforcement.rules.crime import TABLES, Crime
from minzhi.programmes.enforcement.rules.fines import Matter
from minzhi.programmes.enforcement.rules.penalties import Facts
from minzhi.records.units.models import Unit

LONG = {"rows": 3}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = True) -> forms.DateField:  # noqa: ANN401 - a lazy sentence
    return forms.DateField(label=label, widget=DayInput(), required=required)


def text(label: Any, most: int = 120, *, required: bool = True, hint: Any = "") -> forms.CharField:  # noqa: ANN401 - lazy sentences
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def words(label: Any, *, required: bool = True) -> forms.CharField:  # noqa: ANN401 - a lazy sentence
    return forms.CharField(label=label, max_length=4000, required=required, widget=forms.Textarea(attrs=LONG))


def amount(label: Any) -> forms.DecimalField:  # noqa: ANN401 - a lazy sentence
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=14, decimal_places=2)


class PenaltyForm(forms.Form):
    """What was found of an act, and when it is decided."""

    matter = forms.ChoiceField(label=gettext_lazy("案由"))
    acted_on = day(gettext_lazy("违法行为发生日"))
    decided_on = day(gettext_lazy("决定日"))
    gain = amount(gettext_lazy("违法所得（元）"))
    turnover = amount(gettext_lazy("违法经营额（元）"))
    innocent = forms.BooleanField(label=gettext_lazy("不知道且能说明合法来源"), required=False)
    marked_before_expiry = forms.BooleanField(label=gettext_lazy("专利权终止前已经标注"), required=False)
    again_in_five_years = forms.BooleanField(label=gettext_lazy("五年内再次商标侵权"), required=False)
    serious = forms.BooleanField(label=gettext_lazy("情节严重"), required=False)
    harmless = forms.BooleanField(label=gettext_lazy("没有造成不良影响"), required=False)
    unrecorded = forms.BooleanField(label=gettext_lazy("商标代理未备案，责令改正而逾期不改"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        self.fields["matter"].choices = [(each.value, _(MATTERS[each])) for each in Matter]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        acted, decided = given.get("acted_on"), given.get("decided_on")
        if acted and decided and decided < acted:
            self.add_error("decided_on", _("决定日不能早于违法行为发生日。"))
        return given

    @property
    def facts(self) -> Facts:
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"matter", "decided_on"}}
        return Facts(**{name: value for name, value in given.items() if value is not None})


class ThresholdForm(forms.Form):
    """The amounts of one kind of crime, as its table asks for them."""

    crime = forms.ChoiceField(label=gettext_lazy("涉嫌罪名"))
    on = day(gettext_lazy("行为日"))
    gain = amount(gettext_lazy("违法所得（元）"))
    turnover = amount(gettext_lazy("经营或销售数额（元）"))
    stock = amount(gettext_lazy("未销售货值（元）"))
    loss = amount(gettext_lazy("给权利人造成的直接经济损失（元）"))
    aggravated = forms.BooleanField(label=gettext_lazy("两种以上，或两年内受过行政处罚又实施"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        self.fields["crime"].choices = [(each.value, _(CRIMES[each])) for each in Crime]  # type: ignore[attr-defined] # a ChoiceField

    @property
    def amounts(self) -> dict[str, Any]:
        """Return what the table of this crime asks for; an amount that was left empty is nought."""
        asked = {each.name for each in TABLES[Crime(self.cleaned_data["crime"])].inputs} - {"together"}
        return {name: self.cleaned_data[name] or 0 for name in asked - {"aggravated"}} | {
            "aggravated": self.cleaned_data["aggravated"]
        }


class FairForm(forms.Form):
    name = text(gettext_lazy("名称"))
    venue = text(gettext_lazy("地点"), 200)
    starts_on = day(gettext_lazy("开始日"))
    ends_on = day(gettext_lazy("结束日"))
    answer_hours = forms.IntegerField(label=gettext_lazy("答辩时限（小时）"), min_value=1, max_value=240)
    open_hours = text(
        gettext_lazy("每日开放时间"),
        20,
        required=False,
        hint=gettext_lazy("如09:00-17:00，只在开放时间里计时；不填按全天"),
    )


class ExhibitorForm(forms.Form):
    booth = text(gettext_lazy("展位"), 30)
    name = text(gettext_lazy("参展商"))
    exhibit = text(gettext_lazy("展品"), 200)
    rights = text(gettext_lazy("申报的权利"), 200, required=False)


class CheckForm(forms.Form):
    verdict = forms.ChoiceField(label=gettext_lazy("展前核查"), choices=Exhibitor.Verdict.choices)
    words = text(gettext_lazy("核查情况"), 200, required=False)


class DeskForm(forms.Form):
    """Who complains at the desk, and by what right."""

    claimant = text(gettext_lazy("投诉人"))
    right_kind = forms.ChoiceField(label=gettext_lazy("权利种类"))
    right_number = text(gettext_lazy("权利号"), 60)
    proof = text(gettext_lazy("权利证明"))
    photo = forms.FileField(label=gettext_lazy("照片"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        self.fields["right_kind"].choices = [(name, _(label)) for name, label in RIGHTS.items()]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["photo"].widget.attrs |= {"accept": "image/*", "capture": "environment"}


class ReportForm(forms.Form):
    report = words(gettext_lazy("展后报告"))


class TargetsForm(forms.Form):
    names = words(gettext_lazy("检查对象（每行一个）"))
    due = day(gettext_lazy("自查表交回期限"), required=False)


class SelfCheckForm(forms.Form):
    answer = words(gettext_lazy("自查情况"))
    gaps = words(gettext_lazy("与登记信息不一致之处"), required=False)


class OccasionForm(forms.Form):
    name = text(gettext_lazy("名称"))
    venue = text(gettext_lazy("地点"), 200, required=False)
    starts_on = day(gettext_lazy("开始日"))
    ends_on = day(gettext_lazy("结束日"))
    signs = words(gettext_lazy("重点保护的标志"))
    source = text(gettext_lazy("依据"), 200, required=False)


class PatrolForm(forms.Form):
    """Which units below are to look, at what, by when."""

    units = forms.MultipleChoiceField(label=gettext_lazy("派给哪些单位"), widget=forms.CheckboxSelectMultiple)
    question = text(gettext_lazy("看什么"), 500)
    place = text(gettext_lazy("地点"), 200, required=False)
    days = forms.IntegerField(label=gettext_lazy("几个工作日内交回"), min_value=1, max_value=60, initial=3)

    def __init__(self, *given: Any, below: Sequence[Unit], **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        self.fields["units"].choices = [(unit.key, str(unit)) for unit in below]  # type: ignore[attr-defined] # a ChoiceField


class MeetingForm(forms.Form):
    met_on = day(gettext_lazy("日期"))
    bodies = text(gettext_lazy("参加单位"), 200)
    topics = words(gettext_lazy("议题"))
    conclusions = words(gettext_lazy("议定事项"))
