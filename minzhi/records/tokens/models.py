"""Tokens for programs: bound to a post, with a purpose and an end; only their hash is kept."""

from django.db import models
from django.db.models import F, Q

from minzhi.records.tables.rows import Row
from minzhi.records.units.models import Post


class Token(Row):
    """A token. `may` lists what it is good for: ``read``, ``evidence:write``, ``bundles:write``."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tokens")
    purpose = models.CharField(max_length=120)
    hash = models.CharField(max_length=64, unique=True)
    may = models.JSONField(default=list)
    issued_on = models.DateField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="tokens_end_after_they_begin", condition=Q(expires_on__gte=F("issued_on"))),
        )

    def __str__(self) -> str:
        return f"{self.post}　{self.purpose}"
