from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Numbering(AppConfig):
    name = "minzhi.records.numbering"
    verbose_name = _("编号")
