from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Outbox(AppConfig):
    name = "minzhi.records.outbox"
    verbose_name = _("消息与外发")
