"""The card of the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.public import Errand, Service


class Search(AppConfig):
    name = "minzhi.engines.search"
    verbose_name = _("检索")
    services = (
        Service(Errand.LOOK_UP, "search:expert", _("表单检索"), _("按字段查专利、商标和数据知识产权，结果可下载。")),
        Service(Errand.LOOK_UP, "search:batch", _("批量检索"), _("一次提交多条检索式。")),
    )
    facts = {
        "strategy_saved": _("检索式已保存"),
        "strategy_reworded": _("检索式已改写"),
        "strategy_followed": _("检索式已订阅"),
        "strategy_unfollowed": _("检索式已退订"),
        "subject_base_opened": _("专题数据库已建立"),
        "subject_base_changed": _("专题数据库已修改"),
        "name_ruled": _("申请人名称已归一"),
        "name_ruling_undone": _("申请人名称归一已撤销"),
    }

    messages = {"strategy_has_new": _("检索式「%(title)s」新增%(fresh)s件，现有%(count)s件：/s/%(code)s/")}

    def ready(self) -> None:
        from minzhi.engines.search import deliveries  # noqa: PLC0415 - models are ready only now

        deliveries.register()
