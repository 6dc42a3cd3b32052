from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Parties(AppConfig):
    name = "minzhi.records.parties"
    verbose_name = _("主体")
