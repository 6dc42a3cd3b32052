"""Files by their SHA-256: the same content is kept once, and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row
from minzhi.records.units.models import Officer


def path_of(sha256: str) -> str:
    """Return where a content lies below the folder of files."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


class StoredFile(Row):
    """A file's content. `name` is how it was called when it first came."""

    sha256 = models.CharField(_("指纹"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("字节"))
    media_type = models.CharField(_("格式"), max_length=100)
    name = models.CharField(_("文件名"), max_length=200)
    stored_on = models.DateField(_("收到"))
    stored_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where it lies below the folder of files."""
        return path_of(self.sha256)
