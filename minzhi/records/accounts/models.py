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

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.login
