from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class People(Programme):
    name = "minzhi.programmes.people"
    verbose_name = _("人才培养")
