from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Overseas(Programme):
    name = "minzhi.programmes.overseas"
    verbose_name = _("海外维权")
