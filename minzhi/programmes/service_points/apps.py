from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class ServicePoints(Programme):
    name = "minzhi.programmes.service_points"
    verbose_name = _("公共服务网点")
