from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Staffing(AppConfig):
    name = "minzhi.records.staffing"
    verbose_name = _("人员管理")
