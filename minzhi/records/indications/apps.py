from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Indications(AppConfig):
    name = "minzhi.records.indications"
    label = "indications"
    verbose_name = _("地理标志权利")
