from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class ProtectionCentres(Programme):
    name = "minzhi.programmes.protection_centres"
    verbose_name = _("保护中心")
