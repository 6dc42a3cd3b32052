from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Agencies(Programme):
    name = "minzhi.programmes.agencies"
    verbose_name = _("代理机构")
