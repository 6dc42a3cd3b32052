from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Demonstration(Programme):
    name = "minzhi.programmes.demonstration"
    verbose_name = _("试点示范")
