from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Enforcement(Programme):
    name = "minzhi.programmes.enforcement"
    verbose_name = _("行政执法")
