"""What people fill in on the plan's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.models import Duty, Measure, Merit, Notice, Request
from minzhi.engines.tasklist.programme import programmes
from minzhi.engines.tasklist.queries.past import unfinished_before
from minzhi.engines.tasklist.rules.progress import Proof
from minzhi.kit import clock
from minzhi.records.units.models import Officer, Unit
from minzhi.records.units.queries import local_offices

SAYING = 300


class Day(forms.DateInput):
    """A day, picked from the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "maxlength": SAYING})


class UploadForm(forms.Form):
    file = forms.FileField(label=_("通知文件"), help_text=_("txt、html、docx、pdf、xlsx，不超过20MB"))


class HeaderForm(forms.Form):
    """The head of a notice, as read."""

    title = forms.CharField(label=_("标题"), max_length=300)
    number = forms.CharField(label=_("文号"), max_length=60, help_text=_("如：闽知发〔2023〕12号"))
    issuer = forms.CharField(label=_("发文机关"), max_length=120, required=False)
    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=2100)
    issued_on = forms.DateField(label=_("成文日期"), required=False, widget=Day, help_text=_("原文没有就留空"))
    printed_on = forms.DateField(label=_("印发日期"), required=False, widget=Day)

    @classmethod
    def of(cls, notice: Notice) -> "HeaderForm":
        return cls(initial={name: getattr(notice, name) for name in cls.base_fields})


class UnitForm(forms.Form):
    """A unit in a task's list; an empty name takes it away."""

    name = forms.CharField(label=_("单位"), max_length=120, required=False, help_text=_("清空即删去这个单位"))
    role = forms.ChoiceField(label=_("分工"), choices=[("lead", _("牵头")), ("cooperate", _("协同"))])
    scope = forms.ChoiceField(
        label=_("范围"), choices=[("", _("单个单位")), ("all", _("各地")), ("some", _("有关地市"))], required=False
    )


class TitleForm(forms.Form):
    """A task's title as read; an empty one takes the task away."""

    title = forms.CharField(
        label=_("任务名称"), max_length=120, required=False, help_text=_("清空即删去这项任务和它的举措，原文不变")
    )


class MeasureForm(forms.Form):
    """The annotations of a proposed measure; its words are the notice's and are not asked."""

    label = forms.CharField(label=_("举措名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类"), choices=Measure.Kind.choices)
    programme = forms.ChoiceField(label=_("专项"), required=False)
    lead = forms.ChoiceField(label=_("牵头"))
    local = forms.ChoiceField(label=_("地方"), choices=Measure.Local.choices)
    starts_on = forms.DateField(label=_("起"), widget=Day)
    due_on = forms.DateField(label=_("到期"), widget=Day)
    target = forms.DecimalField(label=_("目标值"), min_value=0, required=False)
    target_unit = forms.CharField(label=_("目标单位"), max_length=20, required=False)
    proof = forms.CharField(
        label=_("佐证种类"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("每行一种：名称 份额（0到1），或 名称 每季，或 名称 数量"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["programme"].choices = [
            ("", _("（待定）")),
            *((key, card.verbose_name) for key, card in programmes().items()),
        ]
        fields["lead"].choices = [
            (unit.key, unit.name) for unit in Unit.objects.filter(kind__in=("province", "division", "centre"))
        ]

    def clean_proof(self) -> list[dict[str, Any]]:
        """Read the lines of proof into rules; a line that says nothing clear is named."""
        return [_proof(line) for line in self.cleaned_data["proof"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts_on") and given.get("due_on") and given["due_on"] <= given["starts_on"]:
            self.add_error("due_on", _("到期日须晚于起始日。"))
        if given.get("target") is not None and not given.get("target_unit"):
            self.add_error("target_unit", _("有目标值就要写单位，如：场、家、件。"))
        return given

    def annotations(self) -> dict[str, Any]:
        """Return what the notice's draft keeps: plain values that JSON can hold."""
        given = dict(self.cleaned_data)
        amount, unit = given.pop("target"), given.pop("target_unit")
        days = {name: given[name].isoformat() for name in ("starts_on", "due_on")}
        return {**given, **days, "target": {"amount": str(amount), "unit": unit} if amount is not None else None}

    @classmethod
    def of(cls, proposed: dict[str, Any]) -> "MeasureForm":
        target = proposed["target"] or {}
        proof = "\n".join(_as_line(each) for each in proposed["proof"])
        unit = Unit.objects.filter(key=proposed["lead"]).first() or Unit.objects.filter(name=proposed["lead"]).first()
        shown = {"target": target.get("amount"), "target_unit": target.get("unit"), "proof": proof}
        return cls(initial={**proposed, **shown, "lead": unit.key if unit else ""})


def _proof(line: str) -> dict[str, Any]:
    kind, _space, way = line.strip().rpartition(" ")
    try:
        ways: dict[str, dict[str, object]] = {"每季": {"per_quarter": True}, "数量": {"per_amount": True}}
        rule = ways.get(way) or {"share": float(way)}
        Proof.of({"kind": kind, **rule})
    except ValueError:
        raise forms.ValidationError(
            _("「%(line)s」读不懂：请写成“名称 0.3”“名称 每季”或“名称 数量”。"), params={"line": line}
        ) from None
    return {"kind": kind, **rule}


def _as_line(proof: dict[str, Any]) -> str:
    way = "每季" if proof.get("per_quarter") else "数量" if proof.get("per_amount") else proof["share"]
    return f"{proof['kind']} {way}"


class LineForm(forms.Form):
    """What a unit says of one measure in a quarter; it knows what was on the page, and so what was changed."""

    done = forms.CharField(label=_("本季完成"), max_length=SAYING, required=False, widget=_text())
    amount = forms.DecimalField(label=_("完成数量"), min_value=0, max_digits=14, decimal_places=2, required=False)
    problems = forms.CharField(label=_("问题"), max_length=SAYING, required=False, widget=_text(2))
    next_step = forms.CharField(label=_("下步打算"), max_length=SAYING, required=False, widget=_text(2))
    declared = forms.ChoiceField(
        label=_("自评"),
        required=False,
        choices=[("", _("不自评")), ("green", _("正常")), ("yellow", _("关注")), ("red", _("滞后"))],
        help_text=_("只作对照；灯由已采信的佐证算出"),
    )

    def __init__(self, *args: Any, counts: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        if not counts:
            del self.fields["amount"]
        for each in self.fields.values():
            each.show_hidden_initial = True


class EvidenceForm(forms.Form):
    """A document that proves something. What the system knows already is not asked."""

    file = forms.FileField(label=_("文件"), help_text=_("pdf、docx、xlsx、png、jpg、txt"))
    kind = forms.ChoiceField(label=_("种类"))
    title = forms.CharField(label=_("名称"), max_length=120)
    dated_on = forms.DateField(label=_("成文日期"), widget=Day)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    issuer = forms.CharField(label=_("出具单位"), max_length=80, required=False)
    amount = forms.DecimalField(label=_("数量"), min_value=0, max_digits=14, decimal_places=2, required=False)
    public_url = forms.URLField(label=_("公开网址"), required=False, assume_scheme="https")
    shared_because = forms.CharField(
        label=_("共用佐证的理由"), max_length=120, required=False, help_text=_("同一文件已用于别的举措时才填")
    )

    def __init__(self, duty: Duty, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        kinds = [proof["kind"] for proof in duty.measure.proof]
        fields["kind"].choices = [(kind, kind) for kind in [*kinds, "情况说明", "其他"]]
        if duty.measure.target is None:
            del self.fields["amount"]

    def document(self) -> Document:
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return Document(**given)


class RequestForm(forms.Form):
    """An owner's request about a measure."""

    kind = forms.ChoiceField(label=_("申请"), choices=Request.Kind.choices)
    why = forms.CharField(label=_("理由"), max_length=SAYING, widget=_text())
    new_due_on = forms.DateField(label=_("申请延至"), required=False, widget=Day, help_text=_("延期时填"))
    new_label = forms.CharField(label=_("调整后的举措名称"), max_length=80, required=False, help_text=_("调整时填"))
    new_target = forms.DecimalField(label=_("调整后的目标值"), min_value=0, required=False, help_text=_("调整时填"))


class WordsForm(forms.Form):
    """One saying: an opinion, a reason, a reply."""

    words = forms.CharField(label=_("说明"), max_length=SAYING, widget=_text())


class SheetForm(forms.Form):
    """A supervision sheet to be issued."""

    colour = forms.ChoiceField(label=_("颜色"))
    reason = forms.CharField(label=_("事由"), max_length=SAYING, widget=_text())

    def __init__(self, colours: dict[str, Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["colour"].choices = [(key, look.label) for key, look in colours.items()]


class PlacesForm(forms.Form):
    """Which places a measure for some of them reaches."""

    units = forms.ModelMultipleChoiceField(
        label=_("承担地方"), queryset=Unit.objects.none(), to_field_name="key", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        self.measure = measure
        fields: dict[str, Any] = self.fields
        fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in local_offices(on=clock.today())])
        fields["units"].label_from_instance = lambda unit: unit.short


class CarryForm(forms.Form):
    """Which unfinished measure of an earlier list goes on in this one."""

    old = forms.ModelChoiceField(label=_("往年举措"), queryset=Measure.objects.none(), to_field_name="uid")

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["old"].queryset = unfinished_before(measure.task.notice)
        fields["old"].label_from_instance = lambda old: f"{old.task.notice.number}　{old}"


class SelfAssessmentForm(forms.Form):
    """What a unit says of its own year."""

    achieved = forms.CharField(label=_("全年完成情况"), max_length=SAYING, widget=_text())
    lacking = forms.CharField(label=_("不足和改进"), max_length=SAYING, widget=_text(), required=False)
    points = forms.DecimalField(label=_("自评分"), min_value=0, max_value=105, max_digits=5, decimal_places=2)


class ItemForm(forms.Form):
    """A step of a duty."""

    title = forms.CharField(label=_("事项"), max_length=120)
    owner = forms.ModelChoiceField(label=_("责任人"), queryset=Officer.objects.none())
    deliverable = forms.CharField(label=_("成果"), max_length=120)
    evidence_kind = forms.ChoiceField(label=_("佐证种类"))
    due_on = forms.DateField(label=_("到期"), widget=Day)

    def __init__(self, duty: Duty, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = Officer.objects.filter(posts__unit=duty.unit).distinct()
        fields["evidence_kind"].choices = [(proof["kind"], proof["kind"]) for proof in duty.measure.proof]


class MeritForm(forms.Form):
    """Points given by name."""

    kind = forms.ChoiceField(label=_("项目"), choices=Merit.Kind.choices)
    points = forms.DecimalField(label=_("分值"), min_value=0, max_value=5, max_digits=4, decimal_places=2)
    why = forms.CharField(label=_("理由"), max_length=SAYING, widget=_text())
