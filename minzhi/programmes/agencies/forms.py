"""What people fill in besides the acts: the register, reports, draws, self-checks, the trade."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit.process import Action, Kind
from minzhi.programmes.agencies.models import Agency, Base, Conduct, Training
from minzhi.programmes.agencies.rules.checks import QUESTIONS, YES_NO
from minzhi.programmes.agencies.rules.reports import MONEY, REPORT, WHOLE
from minzhi.records.places.models import Place

WORDS = forms.Textarea(attrs={"rows": 3})
ANSWERS = (("", "—"), ("yes", _("是")), ("no", _("否")))


class Several(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Files that come with a form, each as its name and its content."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, bytes]]:  # noqa: ANN401 - Django's own
        given = [super(Files, self).clean(each, initial) for each in data or ()]
        return [(str(each.name), each.read()) for each in given]


def day(label: Any, **more: Any) -> forms.DateField:  # noqa: ANN401 - Django's own
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class AgencyForm(forms.Form):
    """An agency for the register."""

    kind = forms.ChoiceField(label=_("类别"), choices=Agency.Kind.choices)
    name = forms.CharField(label=_("机构名称"), max_length=200)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=18)
    code = forms.CharField(label=_("机构代码"), max_length=30, help_text=_("商标代理机构填备案号。"))
    address = forms.CharField(label=_("办公场所"), max_length=200)
    place = forms.ModelChoiceField(
        label=_("所在地"),
        queryset=Place.objects.all(),
        required=False,
        help_text=_("由所在地的局管理；不填由本单位管理。"),
    )
    valid_from = day(_("许可、备案日"))
    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("批准、备案的文号或公告"))
    representative = forms.CharField(label=_("执行事务合伙人或者法定代表人"), max_length=80, required=False)
    partners = forms.CharField(label=_("合伙人或者股东（用顿号分开）"), max_length=400, required=False)


class BranchForm(forms.Form):
    """A branch of an agency on the register."""

    name = forms.CharField(label=_("分支机构名称"), max_length=200)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=18)
    code = forms.CharField(label=_("备案号"), max_length=30)
    address = forms.CharField(label=_("办公场所"), max_length=200)
    place = forms.ModelChoiceField(label=_("所在地"), queryset=Place.objects.all(), required=False)
    valid_from = day(_("备案日"))
    source = forms.CharField(label=_("依据"), max_length=200)


class ChangeForm(forms.Form):
    """A change as the agency reported it."""

    what = forms.ChoiceField(
        label=_("变更事项"),
        choices=(
            ("name", _("名称")), ("address", _("办公场所")), ("representative", _("执行事务合伙人或者法定代表人")),
            ("partners", _("合伙人或者股东")),
        ),
    )  # fmt: skip
    said = forms.CharField(label=_("变更后"), max_length=200)


class RenewForm(forms.Form):
    """The renewal of a trade mark agency's record."""

    source = forms.CharField(label=_("续展的依据"), max_length=200)


class WhyForm(forms.Form):
    """A reason, for what needs no more."""

    why = forms.CharField(label=_("理由和文号"), max_length=200)


class PracticeForm(forms.Form):
    """An attorney's practice at an agency."""

    notice = "agency"
    name = forms.CharField(label=_("专利代理师姓名"), max_length=40)
    certificate = forms.CharField(label=_("资格证号"), max_length=30)
    practising_from = day(_("执业日"))


class LearnForm(forms.Form):
    """What was learnt of an attorney's practice; left empty, nothing is known."""

    insured_at = forms.CharField(label=_("社会保险缴纳单位"), max_length=200, required=False)
    insured_months = forms.IntegerField(label=_("连续缴纳月数"), min_value=0, max_value=600, required=False)
    employed_at = forms.CharField(label=_("专职工作单位"), max_length=200, required=False)
    also_at = forms.CharField(label=_("同时执业的其他机构"), max_length=400, required=False)
    filings = forms.IntegerField(label=_("一年代理量（件）"), min_value=0, max_value=100_000, required=False)
    one_account = forms.TypedChoiceField(
        label=_("只用机构一个账户提交"), choices=(("", "—"), ("True", _("是")), ("False", _("否"))), required=False,
        coerce=lambda said: said == "True", empty_value=None,
    )  # fmt: skip
    source = forms.CharField(label=_("数据来源"), max_length=200)


class SeasonForm(forms.Form):
    """By when the reports of a year are due."""

    year = forms.IntegerField(label=_("报告年度"), min_value=2018, max_value=2100)
    named_on = day(_("通知写明的截止日"))
    rolls = forms.BooleanField(
        label=_("逢休息日顺延"), required=False, help_text=_("通知写了顺延的才选；不选，按写明的日期。")
    )
    source = forms.CharField(label=_("通知"), max_length=200)


class YearlyReportForm(forms.Form):
    """The fields of article 35."""

    notice = "agency"
    year = forms.IntegerField(label=_("报告年度"), min_value=2018, max_value=2100)
    filed_on = day(_("提交日"))

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        for each in REPORT:
            self.fields[each.name] = _asking(each.kind, _now(each.label), required=each.required)
        self.fields["files"] = Files(label=_("附件"), required=False, help_text=_("盖章页、财务报表等，可以选几份。"))


def _asking(kind: str, label: str, *, required: bool) -> forms.Field:
    if kind == WHOLE:
        return forms.IntegerField(label=label, required=required, min_value=0, max_value=10_000_000)
    if kind == MONEY:
        return forms.DecimalField(label=label, required=required, max_digits=14, decimal_places=4)
    if kind == YES_NO:
        return forms.ChoiceField(label=label, required=required, choices=ANSWERS)
    return forms.CharField(label=label, required=required, max_length=400)


class SelfCheckForm(forms.Form):
    """The questions of a self-check."""

    notice = "agency"
    returned_on = day(_("交回日"))

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        for each in QUESTIONS:
            self.fields[each.name] = _asking(each.kind, _now(each.label), required=each.required)

    def answers(self) -> dict[str, object]:
        """Return the answers: yes and no as truth values, nothing where nothing was said."""
        said = {each.name: self.cleaned_data.get(each.name) for each in QUESTIONS}
        truth = {"yes": True, "no": False, "": None}
        kinds = {each.name: each.kind for each in QUESTIONS}
        return {name: truth[str(value)] if kinds[name] == YES_NO else value for name, value in said.items()}


class OwnReportForm(YearlyReportForm):
    """The yearly report as an agency sends it in itself: it is filed on the day of sending."""

    filed_on = None  # type: ignore[assignment] # so Django takes a field out


class OwnSelfCheckForm(SelfCheckForm):
    """A self-check as an agency sends it in itself."""

    returned_on = None  # type: ignore[assignment] # so Django takes a field out


class OwnAnswerForm(forms.Form):
    """What a case asks of an agency, by the table of its process, and evidence."""

    notice = "agency"

    def __init__(self, *args: Any, action: Action, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        for field in action.form:
            if field.kind is Kind.DATE:
                self.fields[field.name] = day(_now(field.label), required=field.required)
            else:
                self.fields[field.name] = forms.CharField(
                    label=_now(field.label), max_length=field.at_most, required=field.required, widget=WORDS
                )
        self.fields["files"] = forms.FileField(label=_("证据"), required=False)

    @staticmethod
    def act(said: Mapping[str, Any]) -> dict[str, str]:
        """Return what the act reads: everything but the files, days as text."""
        return {name: str(value) for name, value in said.items() if name != "files" and value not in {None, ""}}


class TakeForm(forms.Form):
    """Taking something in needs no words."""


class BackForm(forms.Form):
    """Why something is sent back."""

    why = forms.CharField(label=_("退回的理由"), max_length=400, widget=WORDS)


class AskForm(forms.Form):
    """Whom a campaign asks to check themselves, by when."""

    kind = forms.ChoiceField(label=_("类别"), choices=Agency.Kind.choices)
    due_on = day(_("交回期限"))
    only = forms.CharField(
        label=_("只要求这些机构"), widget=WORDS, required=False,
        help_text=_("每行一个信用代码；不填就是可见范围内这一类的全部机构。"),
    )  # fmt: skip


class ShareForm(forms.Form):
    """Which record of an agency goes to whom."""

    mark = forms.ModelChoiceField(label=_("记录"), queryset=scoring.Mark.unscoped.none())
    recipients = forms.CharField(label=_("共享单位（每行一个单位标识或名称）"), widget=WORDS)

    def __init__(self, *args: Any, marks: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **given)
        self.fields["mark"].queryset = marks  # type: ignore[attr-defined] # a choice of rows


class PriceForm(forms.Form):
    """A price that was quoted."""

    service = forms.CharField(label=_("服务名称"), max_length=80)
    quoted = forms.DecimalField(label=_("报价（元）"), min_value=0, max_digits=12, decimal_places=2)


class PromiseForm(forms.Form):
    """A credit promise."""

    words = forms.CharField(label=_("承诺内容"), max_length=2000, widget=WORDS)
    promised_on = day(_("承诺日"))


class BrokenForm(forms.Form):
    """How a promise was broken."""

    how = forms.CharField(label=_("违背情况"), max_length=400, widget=WORDS)
    broken_on = day(_("违背日"))


class BaseForm(forms.Form):
    """A training base."""

    name = forms.CharField(label=_("培训基地"), max_length=120)
    level = forms.ChoiceField(label=_("级别"), choices=Base.Level.choices)
    since = day(_("设立日"))
    source = forms.CharField(label=_("依据"), max_length=200)


class TrainingForm(forms.Form):
    """A training, an exchange, a visit of guidance."""

    kind = forms.ChoiceField(label=_("类别"), choices=Training.Kind.choices)
    title = forms.CharField(label=_("主题"), max_length=200)
    held_on = day(_("日期"))
    hours = forms.DecimalField(label=_("学时"), min_value=0, max_digits=5, decimal_places=1)
    people = forms.IntegerField(label=_("参加人次"), min_value=0, max_value=100_000)
    base = forms.ModelChoiceField(label=_("培训基地"), queryset=Base.unscoped.all(), required=False)
    numbers = forms.CharField(
        label=_("参加的代理机构"), widget=WORDS, required=False, help_text=_("每行一个信用代码。")
    )


class ConductForm(forms.Form):
    """What the association did for self-discipline."""

    kind = forms.ChoiceField(label=_("类别"), choices=Conduct.Kind.choices)
    body = forms.CharField(label=_("行业组织"), max_length=120)
    document = forms.CharField(label=_("文件名称和文号"), max_length=200)
    happened_on = day(_("日期"))
    number = forms.CharField(
        label=_("代理机构信用代码"), max_length=18, required=False, help_text=_("签署公约、行业惩戒必填。")
    )
    words = forms.CharField(label=_("内容"), max_length=2000, widget=WORDS, required=False)
