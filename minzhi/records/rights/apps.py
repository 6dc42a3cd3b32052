from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Rights(AppConfig):
    name = "minzhi.records.rights"
    verbose_name = _("权利")
