from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme
from minzhi.records.scope.public import Errand, Service


class Credit(Programme):
    name = "minzhi.programmes.credit"
    verbose_name = _("信用监管")
    services = (
        Service(Errand.PUBLISHED, "credit:published", _("失信公示"), _("依法公示的失信行为认定，到期自动撤下。")),
    )
    facts = {
        "found": _("收到失信依据文书"),
        "told": _("已告知拟认定内容和权利"),
        "objected": _("当事人提出异议"),
        "objection_answered": _("已答复异议"),
        "left_out": _("失信行为不记入"),
        "dropped": _("不予认定失信"),
        "decided": _("已认定失信"),
        "published": _("失信信息已公示"),
        "shared": _("失信信息已共享"),
        "repair_asked": _("已申请信用修复"),
        "repair_refused": _("不予信用修复"),
        "repaired": _("已准予信用修复"),
        "ended": _("失信信息公示期满"),
        "annulled": _("失信依据文书被撤销"),
        "copy_withdrawn": _("共享的信息已撤回"),  # until November 2026; since then scoring says so
    }
