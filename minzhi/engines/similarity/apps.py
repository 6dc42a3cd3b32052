"""The card of the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Similarity(AppConfig):
    name = "minzhi.engines.similarity"
    verbose_name = _("相似")
