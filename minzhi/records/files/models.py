"""Files by their SHA-256: the same content is kept once, and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row


class StoredFile(Row):
    """A file's content. `name` is how it was called when it first came."""

    sha256 = models.CharField(_("指纹"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("字节"))
    media_type = models.CharField(_("格式"), max_length=100)
    name = models.CharField(_("文件名"), max_length=200)
    stored_on = models.DateField(_("收到"))

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where it lies below the folder of files."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
