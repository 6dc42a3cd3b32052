from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Inbox(AppConfig):
    name = "minzhi.records.inbox"
    verbose_name = _("外来数据")
