from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.public import Errand, Service


class Casework(AppConfig):
    name = "minzhi.engines.casework"
    verbose_name = _("办件")
    services = (
        Service(Errand.APPLY, "casework:guides", _("办事指南"), _("步骤、期限、材料和依据，看完可在线提交。")),
        Service(Errand.APPLY, "casework:follow", _("查我的案件"), _("凭查询码看进度、期限和文书，答复、补充材料。")),
    )
    facts = {
        "transferred": _("已转办"),
        "delegated": _("已委派"),
        "handed_over": _("已移交"),
        "taken_back": _("已撤回移交"),
        "signatures_asked": _("已送会签"),
        "signed": _("已签署"),
        "signer_added": _("已加签"),
        "signer_removed": _("已减签"),
        "signing_called_off": _("会签已撤销"),
        "copied": _("已抄送"),
        "urged": _("已催办"),
        "linked": _("已关联"),
        "recused": _("已回避"),
        "corrected": _("已更正"),
        "moved_to_version": _("已改按另一版流程"),
        "order_sent": _("已派工作单"),
        "order_came_back": _("工作单已交回"),
        "paper_filed": _("已入卷"),
        "paper_served": _("已送达"),
        "key_given": _("已发查询码"),
        "order_opened": _("工作单已建立"),
        "order_received": _("工作单已接收"),
        "order_reported": _("工作单已办"),
        "order_declined": _("工作单已退"),
        "order_returned": _("工作单退回补办"),
        "order_settled": _("工作单已验收"),
        "order_cancelled": _("工作单已撤销"),
    }

    def ready(self) -> None:
        """Make the work order known: the one process that every office shares."""
        from minzhi.engines.casework.actions.shelving import shelve  # noqa: PLC0415 - the same
        from minzhi.engines.casework.notices import notices  # noqa: PLC0415 - needs the models to be loaded
        from minzhi.engines.casework.orders import declare  # noqa: PLC0415 - the same
        from minzhi.engines.documents import api as documents  # noqa: PLC0415 - the same
        from minzhi.records.privacy.queries import register_notices  # noqa: PLC0415 - the same

        register_notices(notices)
        documents.shelve("casework.case", shelve)
        declare()
