from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Transfer(Programme):
    name = "minzhi.programmes.transfer"
    verbose_name = _("转化运用")
