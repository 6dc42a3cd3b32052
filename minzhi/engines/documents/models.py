"""Papers: what was drafted, revised, issued and rendered; and the templates that give them their looks."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from minzhi.engines.documents import papers
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Post, Unit


class Template(Row):
    """One version of the office's own Word template of a kind of paper; the latest holds. Never changed."""

    kind = models.CharField(_("文种"), max_length=60)
    no = models.PositiveIntegerField(_("版次"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("说明"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()

    class Meta:
        ordering = ("kind", "-no")
        constraints = (models.UniqueConstraint(fields=("kind", "no"), name="documents_one_template_a_version"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.no}"


class Document(Scoped, Versioned):
    """One paper about one subject. Its words are in its revisions; once issued, they stand in its `Issue`."""

    class SecurityLabel(models.TextChoices):
        OPEN = "open", pgettext_lazy("security label", "公开")
        INTERNAL = "internal", pgettext_lazy("security label", "内部")
        SENSITIVE = "sensitive", pgettext_lazy("security label", "敏感")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("文种"), max_length=60)
    title = models.CharField(_("标题"), max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    drafted_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField(_("拟稿日"))
    label = models.CharField(_("安全标记"), max_length=9, choices=SecurityLabel, default=SecurityLabel.INTERNAL)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("subject_type", "subject_uid")), models.Index(fields=("unit", "-id")))
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=(self.uid,))

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Return which papers `scope` may see: a sensitive one is for its own unit and whom it was sent to alone."""
        return super().visible(scope) & (
            ~Q(label=cls.SecurityLabel.SENSITIVE) | cls.own_of(scope) | cls.given_to(scope)
        )

    @property
    def is_sensitive(self) -> bool:
        return self.label == self.SecurityLabel.SENSITIVE

    @property
    def kind_title(self) -> str:
        return gettext(papers.get(self.kind).title)

    @property
    def issued(self) -> "Issue | None":
        """The issue of this paper, nothing while it is a draft."""
        found: Issue | None = Issue.unscoped.filter(document=self).select_related("signed_by__officer").first()
        return found


class OfDocument(Scoped):
    """What is seen by whoever sees the paper. Never changed."""

    seen_with = "document"

    document: Any

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Revision(OfDocument):
    """The words of a draft as somebody left them."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    no = models.PositiveIntegerField(_("稿次"))
    title = models.CharField(max_length=200)
    values = models.JSONField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    revised_on = models.DateField()

    class Meta(OfDocument.Meta):
        abstract = False
        ordering = ("document", "-no")
        constraints = (models.UniqueConstraint(fields=("document", "no"), name="documents_one_revision_a_time"),)

    def __str__(self) -> str:
        return f"{self.title}　{self.no}"


class Issue(OfDocument):
    """A paper as it went out: number, issuer, signer, every value, and the records behind them, frozen."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="issue")
    issuer = models.CharField(_("发文机关"), max_length=80)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    values = models.JSONField()
    records = models.JSONField(default=list, help_text="the records and figures that the paper rests on")
    template = models.ForeignKey(Template, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(_("签发人"), max_length=50)
    issued_on = models.DateField(_("成文日期"))

    class Meta(OfDocument.Meta):
        abstract = False
        constraints = (
            models.UniqueConstraint(
                fields=("number",), condition=~Q(number=""), name="documents_a_number_is_used_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}　{self.number}"


class Rendition(OfDocument):
    """An issued paper as a file, made by the worker."""

    class Form(models.TextChoices):
        WORD = "word", "Word"
        PDF = "pdf", "PDF/A"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="renditions")
    form = models.CharField(max_length=4, choices=Form)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta(OfDocument.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(fields=("document", "form"), name="documents_one_file_a_form"),)

    def __str__(self) -> str:
        return f"{self.document}　{self.get_form_display()}"
