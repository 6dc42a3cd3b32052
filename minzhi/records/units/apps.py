from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Units(AppConfig):
    name = "minzhi.records.units"
    verbose_name = _("机构与人员")
