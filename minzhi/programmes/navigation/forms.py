"""What people fill in besides the acts: team, nodes, wordings, samples, another place, a file, a base."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.navigation.models import Base, Member, Node
from minzhi.records.places.models import Place

TEXT = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})


class MemberForm(forms.Form):
    """One person of the team."""

    notice = "case"
    part = forms.ChoiceField(label=_("分工"), choices=Member.Part.choices)
    name = forms.CharField(label=_("姓名"), max_length=60)
    of = forms.CharField(label=_("单位"), max_length=120, required=False)


class NodeForm(forms.Form):
    """A node of the tree with its strategy."""

    title = forms.CharField(label=_("节点"), max_length=80)
    stage = forms.ChoiceField(label=_("环节"), choices=Node.Stage.choices)
    parent = forms.ModelChoiceField(label=_("上级节点"), queryset=Node.unscoped.none(), required=False)
    text = forms.CharField(
        label=_("检索式"),
        widget=TEXT,
        required=False,
        help_text=_("各家语法都能读，例如 TIABC=(隔膜 AND 涂层) AND IPC=H01M。"),
    )

    def __init__(self, nodes: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own form
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = nodes  # type: ignore[attr-defined] # a choice among rows


class WordingForm(forms.Form):
    """Another wording of a node."""

    text = forms.CharField(label=_("检索式"), widget=TEXT)


class LabelForm(forms.Form):
    """What is said of the documents that somebody ticked."""

    ACTS = (
        ("label", _("加标引")), ("unlabel", _("去掉标引")), ("leave_out", _("剔除")), ("take_back", _("不再剔除")),
    )  # fmt: skip
    act = forms.ChoiceField(label=_("对选中的文献"), choices=ACTS)
    word = forms.CharField(
        label=_("标引词；剔除的写理由"), max_length=40, required=False, help_text=_("例如：涂覆工艺；与主题无关")
    )


class DrawForm(forms.Form):
    """A random sample."""

    size = forms.IntegerField(label=_("样本件数"), min_value=1, max_value=2000)
    seed = forms.IntegerField(
        label=_("种子"), min_value=0, max_value=2_000_000_000, help_text=_("同一种子抽出同一批，可以复核。")
    )


class KnownForm(forms.Form):
    """Documents known to belong to the field."""

    numbers = forms.CharField(label=_("已知相关专利的号码，一行一个"), widget=forms.Textarea(attrs={"rows": 6}))


class ForkForm(forms.Form):
    """The same book for another place."""

    title = forms.CharField(label=_("新项目名称"), max_length=200)
    place = forms.CharField(label=_("定位的区域（市级名称，如宁德市）"), max_length=30)


class FileForm(forms.Form):
    """A project as a file."""

    file = forms.FileField(label=_("导航项目表（JSON）"))


class TwinForm(forms.Form):
    """Why two reports are alike."""

    words = forms.CharField(label=_("雷同的原因"), max_length=500)


class BaseForm(forms.Form):
    """A service base."""

    name = forms.CharField(label=_("名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类别"), choices=Base.Kind.choices)
    level = forms.ChoiceField(label=_("层级"), choices=Base.Level.choices)
    place = forms.ModelChoiceField(label=_("所在地"), queryset=Place.objects.all())
    industry = forms.CharField(label=_("服务的产业"), max_length=200, required=False)
    since = forms.DateField(label=_("认定日"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(label=_("来源"), max_length=200, required=False)


class EndForm(forms.Form):
    """The last day of a service base."""

    until = forms.DateField(label=_("到期日"), widget=forms.DateInput(attrs={"type": "date"}))
