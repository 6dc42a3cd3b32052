"""Who may sign in: officers today, companies and citizens with their own rooms later."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, login: str, password: str | None = None, **values: Any) -> "Account":  # noqa: ANN401 - the model's own fields
        account = self.model(login=login, **values)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(Row, AbstractBaseUser):
    """A way in. What it may do follows from the posts of its officer, never from the account."""

    login = models.CharField(_("登录名"), max_length=60, unique=True)
    is_active = models.BooleanField(_("启用"), default=True)
    language = models.CharField(_("语言"), max_length=10, default="zh-hans")
    large_text = models.BooleanField(_("大字"), default=False)
    must_change_password = models.BooleanField(_("首次登录须改密"), default=False)
    phone = models.TextField(_("联系电话"), blank=True, editable=False)  # sealed: see `minzhi.records.tables.sealed`

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.login


class Sitting(Row):
    """One signed-in browser of an account, from signing in until it is left, ended from elsewhere, or too old."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sittings")
    began_at = models.DateTimeField(_("开始"))
    last_seen_at = models.DateTimeField(_("最近使用"))
    ended_at = models.DateTimeField(_("结束"), null=True)
    from_address = models.CharField(_("地址"), max_length=45, blank=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)

    class Meta:
        ordering = ("-last_seen_at", "-pk")
        indexes = (models.Index(fields=("account", "ended_at")),)

    def __str__(self) -> str:
        return f"{self.account} {self.began_at}"
