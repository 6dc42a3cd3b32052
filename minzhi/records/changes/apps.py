from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Changes(AppConfig):
    name = "minzhi.records.changes"
    verbose_name = _("变更计数")
