"""What people fill in about papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minzhi.engines.documents.models import Document
from minzhi.engines.documents.queries.letterhead import letterheads


class TemplateForm(forms.Form):
    """A template that comes back from Word."""

    file = forms.FileField(label=_("Word模板"), help_text=_("docx，不带宏、图片和外部链接"))
    note = forms.CharField(label=_("改了什么"), max_length=200, required=False)


class IssueForm(forms.Form):
    """Under which name and number prefix a paper goes out."""

    head = forms.ChoiceField(label=_("以何名义、用何文号签发"), required=False)

    def __init__(self, document: Document, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        heads = letterheads(document.unit)
        unnumbered = _("不编文号")
        self.fields["head"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            (head.prefix, str(head) if head.prefix else f"{head.issuer}　{unnumbered}") for head in heads
        ]


class LabelForm(forms.Form):
    """Another security label, and why."""

    label = forms.ChoiceField(label=_("改为"), choices=Document.SecurityLabel.choices)
    why = forms.CharField(label=_("理由"), max_length=200)
