from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Plans(Programme):
    name = "minzhi.programmes.plans"
    verbose_name = _("规划纲要")
