from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Brands(Programme):
    name = "minzhi.programmes.brands"
    verbose_name = _("商标品牌")
