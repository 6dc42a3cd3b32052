from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Calendars(AppConfig):
    name = "minzhi.records.calendars"
    verbose_name = _("工作日历")
