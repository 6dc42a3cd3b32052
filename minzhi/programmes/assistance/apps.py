from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Assistance(Programme):
    name = "minzhi.programmes.assistance"
    verbose_name = _("帮扶行动")
