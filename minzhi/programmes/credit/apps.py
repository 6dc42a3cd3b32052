from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Credit(Programme):
    name = "minzhi.programmes.credit"
    verbose_name = _("信用监管")
