from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Accounts(AppConfig):
    name = "minzhi.records.accounts"
    verbose_name = _("账号")
