from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class GeographicalIndications(Programme):
    name = "minzhi.programmes.geographical_indications"
    verbose_name = _("地理标志")
