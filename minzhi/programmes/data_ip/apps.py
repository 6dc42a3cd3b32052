from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class DataIp(Programme):
    name = "minzhi.programmes.data_ip"
    verbose_name = _("数据知识产权")
