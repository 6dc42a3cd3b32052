from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Legislation(Programme):
    name = "minzhi.programmes.legislation"
    verbose_name = _("地方立法")
