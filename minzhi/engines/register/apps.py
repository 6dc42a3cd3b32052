from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Register(AppConfig):
    name = "minzhi.engines.register"
    verbose_name = _("登记簿")
    facts = {
        "log_recovered": _("日志已恢复记录"),
        "witness_named": _("见证机构已指定"),
        "source_named": _("交换对方已登记"),
        "bundle_taken": _("交换包已收入"),
    }
