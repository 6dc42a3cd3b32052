from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Scoring(AppConfig):
    name = "minzhi.engines.scoring"
    verbose_name = _("评分与抽查")
    facts = {
        "draw_planned": _("抽查计划已拟定"),
        "draw_published": _("抽查种子已公布"),
        "draw_dropped": _("抽查计划已作废"),
        "drawn": _("已随机抽取"),
        "object_checked": _("抽查对象已检查"),
        "results_published": _("抽查结果已公示"),
    }
