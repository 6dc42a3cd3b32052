from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Outreach(Programme):
    name = "minzhi.programmes.outreach"
    verbose_name = _("文化宣传")
