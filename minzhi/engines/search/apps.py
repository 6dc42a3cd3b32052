"""The card of the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Search(AppConfig):
    name = "minzhi.engines.search"
    verbose_name = _("检索")
    facts = {"strategy_saved": _("检索式已保存"), "strategy_reworded": _("检索式已改写")}
