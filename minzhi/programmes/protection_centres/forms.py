"""What people fill in besides the acts: a centre, a technical field, a published value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.protection_centres.models import Centre, Published
from minzhi.records.places.models import Place

SOURCE = _("公布这一内容的文件或网页")


class CentreForm(forms.Form):
    """A centre for the register."""

    kind = forms.ChoiceField(label=_("类别"), choices=Centre.Kind.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    place = forms.ModelChoiceField(label=_("服务区域"), queryset=Place.objects.all())
    source = forms.CharField(label=_("来源"), max_length=200, required=False, help_text=SOURCE)


class FieldForm(forms.Form):
    """A technical field of a centre."""

    title = forms.CharField(label=_("技术领域"), max_length=120)
    classes = forms.CharField(label=_("分类号"), max_length=400, required=False)
    source = forms.CharField(label=_("来源"), max_length=200, required=False, help_text=SOURCE)


class ValueForm(forms.Form):
    """A value that a centre publishes."""

    what = forms.ChoiceField(label=_("事项"), choices=Published.What.choices)
    value = forms.CharField(
        label=_("数值"), max_length=12, help_text=_("件数写整数；期限按5wd（工作日）、15d（日）、3m（月）的样子填写。")
    )
    source = forms.CharField(label=_("来源"), max_length=200, required=False, help_text=SOURCE)
