from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Cultivation(Programme):
    name = "minzhi.programmes.cultivation"
    verbose_name = _("培育")
