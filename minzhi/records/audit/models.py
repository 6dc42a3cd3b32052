"""Who signed in, read what is covered, took a file away, changed a setting: written once, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.accounts.models import Account
from minzhi.records.units.models import Post


class Note(models.Model):
    """One line of the audit. `what` holds no personal data and no password."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("登录")
        SIGN_IN_FAILED = "sign_in_failed", _("登录失败")
        LOCKED_OUT = "locked_out", _("锁定")
        SIGNED_OUT = "signed_out", _("退出")
        PASSWORD = "password", _("改密")
        READ = "read", _("查阅个人信息")
        OPENED = "opened", _("查阅保密、敏感的资料")
        DOWNLOAD = "download", _("下载")
        CHANGE = "change", _("变更")
        REFUSED = "refused", _("拒绝")

    kind = models.CharField(max_length=20, choices=Kind)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    login = models.CharField(max_length=60, blank=True)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    from_address = models.CharField(max_length=45, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_uid = models.UUIDField(null=True)
    what = models.CharField(max_length=300, blank=True)
    office_day = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("kind", "login", "recorded_at")),
            models.Index(fields=("subject_type", "subject_uid")),
        )

    def __str__(self) -> str:
        return f"{self.recorded_at} {self.kind} {self.login}"
