from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Facts(AppConfig):
    name = "minzhi.records.facts"
    verbose_name = _("事实")
