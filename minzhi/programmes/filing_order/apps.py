from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class FilingOrder(Programme):
    name = "minzhi.programmes.filing_order"
    verbose_name = _("申请秩序")
