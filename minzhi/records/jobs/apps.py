from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Jobs(AppConfig):
    name = "minzhi.records.jobs"
    verbose_name = _("后台任务")
