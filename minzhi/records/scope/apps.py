from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Scope(AppConfig):
    name = "minzhi.records.scope"
    verbose_name = _("可见范围")
