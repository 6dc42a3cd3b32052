from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Casework(AppConfig):
    name = "minzhi.engines.casework"
    verbose_name = _("办件")
