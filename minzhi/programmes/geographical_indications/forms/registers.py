"""What people fill in besides the acts: areas, standards, producers, plots, goods, batches, codes, a scanned code."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.geographical_indications.models import Plot, Producer
from minzhi.records.indications.models import IndicationRight
from minzhi.records.places.models import Place

MOST_BYTES = 5_000_000
KILOGRAMS: dict[str, Any] = {"max_digits": 12, "decimal_places": 3, "min_value": 0}


class IndicationForm(forms.Form):
    """An indication with its first right."""

    name = forms.CharField(label=_("地理标志"), max_length=80)
    product = forms.CharField(label=_("产品"), max_length=80)
    place = forms.ModelChoiceField(label=_("所在地"), queryset=Place.objects.all())
    kind = forms.ChoiceField(label=_("保护方式"), choices=IndicationRight.Kind.choices)
    number = forms.CharField(label=_("公告号或注册号"), max_length=60)
    holder = forms.CharField(label=_("权利人或申请机构"), max_length=120, required=False)
    valid_from = forms.DateField(label=_("公告或注册日"))
    source = forms.CharField(label=_("来源"), max_length=200, required=False)


class AreaForm(forms.Form):
    """An area as a GeoJSON file, with the announcement that draws it."""

    file = forms.FileField(label=_("GeoJSON文件"), help_text=_("经纬度以度为单位，Polygon或MultiPolygon，不超过5兆。"))
    source = forms.CharField(label=_("公告"), max_length=200)

    def clean_file(self) -> Any:  # noqa: ANN401 - whatever JSON holds; the rule looks at it
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(gettext("文件超过5兆，请先化简界线。"))
        try:
            return json.loads(given.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as wrong:
            raise forms.ValidationError(gettext("文件不是UTF-8的JSON，请重新导出。")) from wrong


class StandardForm(forms.Form):
    """The quantities of a standard."""

    title = forms.CharField(label=_("标准"), max_length=120)
    raw_name = forms.CharField(label=_("原料"), max_length=40)
    yield_cap = forms.DecimalField(label=_("每亩（船）年产上限，千克"), **KILOGRAMS)
    conversion = forms.DecimalField(label=_("几千克原料制一千克成品"), max_digits=8, decimal_places=3, min_value=0)
    tolerance = forms.DecimalField(
        label=_("容差，占当年成品收入的份额"), max_digits=5, decimal_places=4, min_value=0, max_value=1, initial=0
    )
    source = forms.CharField(label=_("来源"), max_length=200, required=False)


class ProducerForm(forms.Form):
    """A producer for the list."""

    notice = "case"

    name = forms.CharField(label=_("生产者"), max_length=120)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=24)
    address = forms.CharField(label=_("生产地址"), max_length=200)
    longitude = forms.FloatField(label=_("经度"), min_value=-180, max_value=180, required=False)
    latitude = forms.FloatField(label=_("纬度"), min_value=-90, max_value=90, required=False)
    output = forms.DecimalField(label=_("年产值，万元"), max_digits=14, decimal_places=2, min_value=0, required=False)
    source = forms.CharField(label=_("列入依据"), max_length=200, help_text=_("如食品生产许可与地域范围的交集。"))


class PlotForm(forms.Form):
    """A plot or boat of a grower."""

    kind = forms.ChoiceField(label=_("种类"), choices=Plot.Kind.choices)
    number = forms.CharField(label=_("编号"), max_length=40)
    grower = forms.CharField(label=_("农户"), max_length=60)
    place = forms.CharField(label=_("坐落"), max_length=120)
    size = forms.DecimalField(label=_("面积，亩（船只填1）"), max_digits=10, decimal_places=2, min_value=0)
    source = forms.CharField(label=_("依据"), max_length=200)


class GoodsForm(forms.Form):
    """One movement of goods; which quantities it needs depends on what moved."""

    MOVES = (
        ("harvest", _("自采（原料）")),
        ("slip", _("向农户收购（原料）")),
        ("make", _("加工：投料、成品")),
        ("open_stock", _("期初库存（成品）")),
        ("transfer", _("售出散装给同一地理标志的生产者（成品）")),
        ("lose", _("损耗（成品）")),
    )
    move = forms.ChoiceField(label=_("事项"), choices=MOVES)
    raw = forms.DecimalField(label=_("原料，千克"), required=False, **KILOGRAMS)
    product = forms.DecimalField(label=_("成品，千克"), required=False, **KILOGRAMS)
    plot = forms.ModelChoiceField(label=_("地块（船只）"), queryset=Plot.unscoped.none(), required=False)
    slip = forms.CharField(label=_("收购单号"), max_length=40, required=False)
    other = forms.ModelChoiceField(label=_("购入方"), queryset=Producer.unscoped.none(), required=False)
    says = forms.CharField(label=_("说明"), max_length=200, required=False)
    NEEDS = {
        "harvest": ("raw", "plot"), "slip": ("raw", "plot", "slip"), "make": ("raw", "product"),
        "open_stock": ("product", "says"), "transfer": ("product", "other"), "lose": ("product", "says"),
    }  # fmt: skip

    def __init__(self, producer: Producer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        others = Producer.unscoped.filter(indication=producer.indication, left_on__isnull=True).exclude(pk=producer.pk)
        self.fields["plot"].queryset = Plot.objects.filter(indication=producer.indication)  # type: ignore[attr-defined] # a model choice
        self.fields["other"].queryset = others  # type: ignore[attr-defined] # a model choice

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self.NEEDS.get(given.get("move", ""), ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, gettext("这一事项须填写「%(field)s」。") % {"field": self.fields[name].label})
        return given


class ReportForm(forms.Form):
    """A test report."""

    laboratory = forms.CharField(label=_("检验机构"), max_length=120)
    accreditation = forms.CharField(label=_("资质认定编号"), max_length=40)
    number = forms.CharField(label=_("报告编号"), max_length=60)
    tested_on = forms.DateField(label=_("报告日期"))
    passed = forms.BooleanField(label=_("合格"), required=False)


class LaboratoryForm(forms.Form):
    """A laboratory for the register."""

    name = forms.CharField(label=_("检验机构"), max_length=120)
    accreditation = forms.CharField(label=_("资质认定编号"), max_length=40)
    covers = forms.CharField(label=_("检验范围"), max_length=400)
    valid_from = forms.DateField(label=_("资质第一日"))
    valid_to = forms.DateField(label=_("资质最后一日"), required=False)
    source = forms.CharField(label=_("依据"), max_length=200)


class BatchForm(forms.Form):
    """A batch of packed product."""

    product = forms.CharField(label=_("品名规格"), max_length=120)
    quantity = forms.DecimalField(label=_("数量，千克"), **KILOGRAMS)
    net_grams = forms.IntegerField(label=_("每件净含量，克"), min_value=1, max_value=1_000_000)


class ReturnedForm(forms.Form):
    """Product that goes back from a batch into stock."""

    product = forms.DecimalField(label=_("退回，千克"), **KILOGRAMS)
    says = forms.CharField(label=_("退回原因"), max_length=200)


class IssueForm(forms.Form):
    """How many codes are asked for."""

    count = forms.IntegerField(label=_("申领枚数"), min_value=1, max_value=16_777_215)


class CodeForm(forms.Form):
    """A label code as somebody types it."""

    code = forms.CharField(label=_("标识码"), max_length=40, help_text=_("20个字母和数字，大小写和横线都可以。"))


class WhereForm(forms.Form):
    """Where a buyer looks at a label: a city, as they say themselves."""

    place = forms.ModelChoiceField(label=_("您在哪里看到这件产品"), queryset=Place.objects.filter(code__endswith="00"))
