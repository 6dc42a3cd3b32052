from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Places(AppConfig):
    name = "minzhi.records.places"
    verbose_name = _("行政区划")
