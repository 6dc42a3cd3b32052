"""The card of the engine."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from minzhi.engines.similarity.kernels import keep_in
from minzhi.records.scope.public import Errand, Service


class Similarity(AppConfig):
    name = "minzhi.engines.similarity"
    verbose_name = _("相似")
    facts = {
        "asked": _("已提交标注"),
        "judged": _("已判断一对"),
        "judgement_withdrawn": _("判断已撤回"),
        "calibrated": _("评分已校准"),
    }
    services = (
        Service(
            Errand.LOOK_UP, "similarity:check", _("申请前先查一查"), _("名称、图形、摘要与已有商标、专利的相近之处。")
        ),
        Service(Errand.PUBLISHED, "similarity:errors", _("比对误差"), _("系统的比对有多准，由两名工作人员分别判断。")),
    )

    def ready(self) -> None:
        keep_in(Path(settings.HOME) / "similarity" / "kernels")
