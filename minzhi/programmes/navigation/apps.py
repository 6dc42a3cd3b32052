from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Navigation(Programme):
    name = "minzhi.programmes.navigation"
    verbose_name = _("专利导航")
