from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Parameters(AppConfig):
    name = "minzhi.records.parameters"
    verbose_name = _("参数")
