"""The card of the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Similarity(AppConfig):
    name = "minzhi.engines.similarity"
    verbose_name = _("相似")
    facts = {
        "asked": _("已提交标注"),
        "judged": _("已判断一对"),
        "judgement_withdrawn": _("判断已撤回"),
        "calibrated": _("评分已校准"),
    }
