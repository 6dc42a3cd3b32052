"""What people fill in besides the acts: offices by hand, acts on several rows, names, scans, policies, activities."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.programmes.filing_order.models import Activity, ListRow, Watched
from minzhi.programmes.filing_order.process.forms import CHANNELS
from minzhi.programmes.filing_order.rules.grounds import CONFLICTS, RELATIONS, ROLES, WAYS
from minzhi.programmes.filing_order.rules.mark_penalties import ACTS
from minzhi.programmes.filing_order.rules.subsidies import STAGES
from minzhi.records.units.models import Unit

LONG = {"rows": 3}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = True) -> forms.DateField:  # noqa: ANN401 - a lazy sentence
    return forms.DateField(label=label, widget=DayInput(), required=required)


def one_line(label: Any, most: int = 200, *, required: bool = True) -> forms.CharField:  # noqa: ANN401 - a lazy sentence
    return forms.CharField(label=label, max_length=most, required=required)


def many_lines(label: Any, *, required: bool = True) -> forms.CharField:  # noqa: ANN401 - a lazy sentence
    return forms.CharField(label=label, max_length=4000, required=required, widget=forms.Textarea(attrs=LONG))


def money(label: Any, most: int = 14) -> forms.DecimalField:  # noqa: ANN401 - a lazy sentence
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=most, decimal_places=2)


def translated(options: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return choices in the language of the page."""
    return [(str(key), _(label)) for key, label in options.items()]


class Choosing(forms.Form):
    """A form some of whose choices are said in the language of the page."""

    options: Mapping[str, Mapping[Any, str]] = {}

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        for name, choices in self.options.items():
            self.fields[name].choices = translated(choices)  # type: ignore[attr-defined] # a ChoiceField


class OfficeForm(forms.Form):
    """Which office a row belongs to whose place nobody could tell."""

    office = forms.ChoiceField(label=gettext_lazy("交给哪个单位"))

    def __init__(self, *given: Any, offices: Iterable[Unit], **more: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*given, **more)
        self.fields["office"].choices = [(unit.key, str(unit)) for unit in offices]  # type: ignore[attr-defined] # a ChoiceField


class TogetherForm(Choosing):
    """One contact for several applications of an applicant."""

    notice = "case-filing_order-listed"
    rows = forms.ModelMultipleChoiceField(
        ListRow.unscoped.none(), label=gettext_lazy("哪些申请"), widget=forms.CheckboxSelectMultiple
    )
    contacted_on = day(gettext_lazy("联系日"))
    channel = forms.ChoiceField(label=gettext_lazy("方式"))
    spoke_to = one_line(gettext_lazy("联系到的人和联系方式"))
    said = many_lines(gettext_lazy("对方说明"), required=False)
    options = {"channel": CHANNELS}

    def __init__(self, *given: Any, rows: Any, **more: Any) -> None:  # noqa: ANN401 - a queryset, Django's own signature
        super().__init__(*given, **more)
        self.fields["rows"].queryset = rows  # type: ignore[attr-defined] # a field of rows


class MeasureForm(forms.Form):
    """What is proposed against a filing that the national office found abnormal."""

    intended = many_lines(gettext_lazy("拟采取的措施和依据"))
    serious = forms.BooleanField(label=gettext_lazy("情节严重"), required=False)


class NameForm(forms.Form):
    """A name for the watch list."""

    not_personal = "地名、商标、企业名称，权利人的联系方式只从名单导入"
    text = one_line(gettext_lazy("文字"), 120)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Watched.Kind.choices)
    number = one_line(gettext_lazy("注册号"), 40, required=False)
    classes = one_line(gettext_lazy("国际分类（如30）"), required=False)
    groups = one_line(gettext_lazy("类似群（如3002）"), required=False)
    owner = one_line(gettext_lazy("权利人"))
    source = one_line(gettext_lazy("列入依据"))
    picture = forms.FileField(label=gettext_lazy("图形（SVG、PNG、JPG）"), required=False)


class ScanForm(forms.Form):
    """Which gazettes are compared with the watch list."""

    first = day(gettext_lazy("公告日自"))
    last = day(gettext_lazy("公告日至"))


class GroundForm(Choosing):
    """What the table of grounds is asked."""

    conflict = forms.ChoiceField(label=gettext_lazy("冲突类型"))
    role = forms.ChoiceField(label=gettext_lazy("身份"))
    relation = forms.ChoiceField(label=gettext_lazy("与申请人的关系"))
    published_on = day(gettext_lazy("初步审定公告日"))
    registered_on = day(gettext_lazy("注册日（已注册的填）"), required=False)
    number = one_line(gettext_lazy("申请号、注册号（要起草的填）"), 40, required=False)
    options = {"conflict": CONFLICTS, "role": ROLES, "relation": RELATIONS}


class RemedyForm(Choosing):
    """A draft of an opposition, a request for invalidation or for cancellation."""

    notice = "case-filing_order-hit"
    way = forms.ChoiceField(label=gettext_lazy("程序"))
    mark = one_line(gettext_lazy("被异议商标"))
    number = one_line(gettext_lazy("申请号、注册号"), 40)
    classes = one_line(gettext_lazy("类别"), required=False)
    goods = many_lines(gettext_lazy("商品和服务"), required=False)
    applicant = one_line(gettext_lazy("申请人"))
    published_on = day(gettext_lazy("初步审定公告日或者注册日"))
    conflict = forms.ChoiceField(label=gettext_lazy("冲突类型"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("身份"), required=False)
    relation = forms.ChoiceField(label=gettext_lazy("与申请人的关系"), required=False)
    ground = many_lines(gettext_lazy("理由和法条"))
    last_on = day(gettext_lazy("最后一天"), required=False)
    opponent = one_line(gettext_lazy("异议人、请求人"))
    facts = many_lines(gettext_lazy("事实和理由"))
    evidence = many_lines(gettext_lazy("证据清单"))
    agent = one_line(gettext_lazy("代理机构"), required=False)
    options = {"way": WAYS, "conflict": CONFLICTS, "role": ROLES, "relation": RELATIONS}


class ThreatForm(Choosing):
    """What the table of penalties is asked."""

    act = forms.ChoiceField(label=gettext_lazy("行为"))
    acted_on = day(gettext_lazy("行为日"))
    decided_on = day(gettext_lazy("决定日"))
    gain = money(gettext_lazy("违法所得（元）"))
    adverse = forms.BooleanField(label=gettext_lazy("造成不良影响"), required=False)
    serious = forms.BooleanField(label=gettext_lazy("情节严重"), required=False)
    options = {"act": ACTS}


class PolicyForm(forms.Form):
    """A policy as it was issued."""

    issuer = one_line(gettext_lazy("制定机关"))
    name = one_line(gettext_lazy("文件名称"))
    number = one_line(gettext_lazy("文号"), 80, required=False)
    issued_on = day(gettext_lazy("印发日"))
    ends_on = day(gettext_lazy("有效期届满日"), required=False)
    recovery = forms.BooleanField(label=gettext_lazy("有对非正常申请追还资金的条款"), required=False)


class ClauseForm(Choosing):
    """One clause of a policy."""

    place = one_line(gettext_lazy("条款（如第三条第一款）"), 40)
    words = many_lines(gettext_lazy("原文"))
    stage = forms.ChoiceField(label=gettext_lazy("资助环节"))
    by_count = forms.BooleanField(label=gettext_lazy("只按数量奖励"), required=False)
    share = money(gettext_lazy("占官方规定费用的百分比"), 6)
    cut = forms.DecimalField(
        label=gettext_lazy("比上一年减少的百分比"), required=False, min_value=-100, max_value=100, max_digits=5,
        decimal_places=2,
    )  # fmt: skip
    amount = money(gettext_lazy("金额（元）"))
    options = {"stage": STAGES}


class ActivityForm(forms.Form):
    """A warning, a promise, a talk, a training."""

    kind = forms.ChoiceField(label=gettext_lazy("方式"), choices=Activity.Kind.choices)
    audience = forms.ChoiceField(label=gettext_lazy("对象"), choices=Activity.Audience.choices)
    title = one_line(gettext_lazy("主题"))
    held_on = day(gettext_lazy("日期"))
    reach = forms.IntegerField(label=gettext_lazy("覆盖人（家）数"), min_value=1)
    words = many_lines(gettext_lazy("内容"), required=False)
    file = forms.FileField(label=gettext_lazy("佐证"), required=False)


class OwnForm(forms.Form):
    """A party's word to each signal that stood out, with evidence; the fields are those of its own sheet."""

    answer = many_lines(gettext_lazy("总的说明"))
    evidence = forms.FileField(label=gettext_lazy("证据（一次选一份，可以多次提交）"), required=False)

    def __init__(self, *given: Any, signals: Iterable[tuple[str, str]], **more: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*given, **more)
        for code, title in signals:
            self.fields[code.lower()] = many_lines(f"{code}　{title}", required=False)
        self.order_fields([*(code.lower() for code, _title in signals), "answer", "evidence"])
