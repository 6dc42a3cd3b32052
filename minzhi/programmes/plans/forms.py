"""What people fill in besides the acts: outlines, targets, values, groups, members, meetings, points, appraisals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.plans.models import Group, Member, Outline, Session
from minzhi.programmes.plans.rules.appraisal import GROUPS
from minzhi.records.units.models import Unit

DAY = {"type": "date"}
LINES = forms.Textarea(attrs={"rows": 4})
CITIES = (Unit.Kind.CITY,)


class OutlineForm(forms.Form):
    """An outline as a file."""

    kind = forms.ChoiceField(label=_("类别"), choices=Outline.Kind.choices)
    file = forms.FileField(label=_("原文（txt、html、docx、pdf、xlsx）"))
    title = forms.CharField(label=_("名称（原文读不出时填写）"), max_length=200, required=False)


class GoalForm(forms.Form):
    """A target as the words say it."""

    label = forms.CharField(label=_("目标"), max_length=120)
    number = forms.DecimalField(label=_("目标值"), max_digits=18, decimal_places=4)
    of = forms.CharField(label=_("计量单位"), max_length=20, required=False)
    year = forms.IntegerField(label=_("目标年"), min_value=2000, max_value=2100)
    key = forms.CharField(
        label=_("数值代号"), max_length=40, help_text=_("别的规划、测评里同一个数用同一个代号，只填报一次。")
    )
    at_most = forms.BooleanField(label=_("越低越好"), required=False)
    baseline = forms.DecimalField(label=_("基期值"), max_digits=18, decimal_places=4, required=False)
    baseline_year = forms.IntegerField(label=_("基期年"), min_value=2000, max_value=2100, required=False)


class QuotedForm(GoalForm):
    """A target that the reader did not find."""

    quoted = forms.CharField(label=_("原文的话"), widget=LINES)


class StateForm(forms.Form):
    """A value of a year."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none())
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    number = forms.DecimalField(label=_("数值"), max_digits=18, decimal_places=4)
    as_of = forms.DateField(label=_("数据时点"), widget=forms.DateInput(attrs=DAY))
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("公报、年鉴、文件的名称和文号。"))
    file = forms.FileField(label=_("佐证文件"), required=False)
    correct = forms.BooleanField(label=_("更正已填报的数值"), required=False)

    def __init__(self, units: Any, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined] # a choice of rows


class ReportForm(forms.Form):
    """A year's report."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    words = forms.CharField(label=_("评估意见"), max_length=4000, widget=LINES)
    letterhead = forms.ChoiceField(label=_("发文字号"), required=False)

    def __init__(self, heads: Any, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["letterhead"].choices = [(each.prefix, str(each)) for each in heads]  # type: ignore[attr-defined] # a choice


class GroupForm(forms.Form):
    """A leading group, or a joint building."""

    kind = forms.ChoiceField(label=_("类别"), choices=Group.Kind.choices)
    title = forms.CharField(label=_("名称"), max_length=120)
    partner = forms.ModelChoiceField(
        label=_("共建城市（省市共建填写）"), queryset=Unit.objects.filter(kind__in=CITIES), required=False
    )
    document = forms.CharField(label=_("成立文件或共建协议"), max_length=120, required=False)
    founded_on = forms.DateField(label=_("成立日"), widget=forms.DateInput(attrs=DAY))


class MemberForm(forms.Form):
    """A member of a group."""

    notice = "case"
    part = forms.ChoiceField(label=_("职务"), choices=Member.Part.choices)
    of = forms.CharField(label=_("单位"), max_length=120)
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    since = forms.DateField(label=_("起"), widget=forms.DateInput(attrs=DAY))


class SessionForm(forms.Form):
    """A meeting that took place."""

    kind = forms.ChoiceField(label=_("类别"), choices=Session.Kind.choices)
    met_on = forms.DateField(label=_("会议日"), widget=forms.DateInput(attrs=DAY))
    topics = forms.CharField(label=_("议题"), max_length=4000, widget=LINES)
    conclusions = forms.CharField(label=_("议定事项"), max_length=4000, widget=LINES)
    file = forms.FileField(label=_("会议纪要"), required=False)


class PointForm(forms.Form):
    """A work point of a year."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    words = forms.CharField(label=_("工作要点"), max_length=2000, widget=LINES)
    lead = forms.CharField(label=_("责任单位"), max_length=120)
    deliverable = forms.CharField(label=_("成果形式"), max_length=200)
    due_on = forms.DateField(label=_("完成时限"), widget=forms.DateInput(attrs=DAY))


class AppraisalForm(forms.Form):
    """An appraisal of cities or counties."""

    title = forms.CharField(label=_("名称"), max_length=120)
    year = forms.IntegerField(label=_("评价年度"), min_value=2000, max_value=2100)
    quota = forms.IntegerField(label=_("名额"), min_value=1, max_value=100)
    tie_group = forms.ChoiceField(label=_("同分时先比较"), choices=tuple(GROUPS.items()), initial="utilisation")
    due_on = forms.DateField(label=_("报送截止日"), widget=forms.DateInput(attrs=DAY))


class PackForm(forms.Form):
    """What a unit says of itself."""

    words = forms.CharField(label=_("自评说明"), max_length=4000, widget=LINES)


class DecisionForm(forms.Form):
    """Whether a unit gets a place."""

    chosen = forms.ChoiceField(
        label=_("结果"), choices=(("yes", _("入选")), ("no", _("未入选"))), widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("理由"), max_length=400)
