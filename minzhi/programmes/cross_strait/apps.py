from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class CrossStrait(Programme):
    name = "minzhi.programmes.cross_strait"
    verbose_name = _("闽台交流")
