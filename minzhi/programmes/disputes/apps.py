from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Disputes(Programme):
    name = "minzhi.programmes.disputes"
    verbose_name = _("纠纷调处")
