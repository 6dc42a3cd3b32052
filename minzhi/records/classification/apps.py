from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Classification(AppConfig):
    name = "minzhi.records.classification"
    verbose_name = _("分类表")
