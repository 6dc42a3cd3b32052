"""The international classifications: their texts are not ours to ship, an office loads them from its own files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SYMBOL_LENGTH = 20
TITLE_LENGTH = 800  # so that an index of PostgreSQL still holds it


class LoadedFile(models.Model):
    """A file that was loaded: one for each part of an edition, known by its SHA-256."""

    scheme = models.CharField(max_length=10)
    version = models.CharField(max_length=20)
    part = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    entries_count = models.PositiveIntegerField()
    loaded_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("scheme", "version", "part"), name="classification_one_file_a_part"),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.version} {self.part}"


class Entry(models.Model):
    """One line of a classification. `parent` is a symbol of the same scheme and version, "" at the top."""

    class Scheme(models.TextChoices):
        IPC = "ipc", _("国际专利分类")
        NICE = "nice", _("尼斯分类")

    class Level(models.TextChoices):
        SECTION = "section", _("部")
        CLASS = "class", _("类")
        SUBCLASS = "subclass", _("小类")
        MAIN_GROUP = "main_group", _("大组")
        SUBGROUP = "subgroup", _("小组")
        GROUP = "group", _("类似群")
        ITEM = "item", _("商品和服务项目")

    file = models.ForeignKey(LoadedFile, on_delete=models.CASCADE, related_name="entries")
    scheme = models.CharField(max_length=10, choices=Scheme)
    version = models.CharField(max_length=20)
    level = models.CharField(max_length=10, choices=Level)
    symbol = models.CharField(max_length=SYMBOL_LENGTH)
    parent = models.CharField(max_length=SYMBOL_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    note = models.TextField(blank=True)
    details = models.JSONField(default=dict, help_text="what only one scheme has: part, star, cn_only")

    class Meta:
        indexes = (models.Index(fields=("scheme", "version", "parent")), models.Index(fields=("scheme", "symbol")))
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "version", "symbol"),
                condition=~Q(level="item"),
                name="classification_a_symbol_means_one_thing",
            ),
            models.UniqueConstraint(
                fields=("scheme", "version", "symbol", "parent", "title"), name="classification_an_item_once_a_group"
            ),
        )

    def __str__(self) -> str:
        return f"{self.symbol}　{self.title}"
