from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.public import Errand, Service


class Scoring(AppConfig):
    name = "minzhi.engines.scoring"
    verbose_name = _("评分与抽查")
    services = (
        Service(Errand.APPLY, "scoring:own", _("查我的评级"), _("凭查询码看评级、每一分的理由，提出异议。")),
        Service(Errand.PUBLISHED, "scoring:published", _("随机抽查"), _("事先公布的种子、抽查结果，谁都能重算。")),
    )
    facts = {
        "draw_planned": _("抽查计划已拟定"),
        "draw_published": _("抽查种子已公布"),
        "draw_dropped": _("抽查计划已作废"),
        "drawn": _("已随机抽取"),
        "object_checked": _("抽查对象已检查"),
        "results_published": _("抽查结果已公示"),
        "expert_listed": _("专家已入库"),
        "expert_left": _("专家已出库"),
        "expert_code_given": _("专家的查询码已发放"),
        "expert_answered": _("专家到会情况已登记"),
        "edition_drafted": _("评级规则草案已起草"),
        "edition_changed": _("评级规则草案已修改"),
        "edition_adopted": _("评级规则已施行"),
        "edition_dropped": _("评级规则草案已放弃"),
        "enrolled": _("已列入评级名单"),
        "mark_given": _("已记入评级记录"),
        "mark_ended": _("评级记录已终止"),
        "mark_annulled": _("评级记录已撤销"),
        "graded": _("等级已变动"),
        "code_given": _("查询码已发放"),
        "automated": _("自动规则已启用"),
        "lead_found": _("已发现线索"),
        "lead_confirmed": _("线索已确认"),
        "lead_dismissed": _("线索不采用"),
        "objection_upheld": _("异议成立"),
        "objection_dismissed": _("异议不成立"),
        "tree_drafted": _("指标体系草案已起草"),
        "tree_changed": _("指标体系草案已修改"),
        "tree_dropped": _("指标体系草案已放弃"),
        "tree_adopted": _("指标体系已施行"),
        "values_frozen": _("报告引用的数值已固定"),
        "shared": _("评级记录已共享"),
        "copy_withdrawn": _("共享的评级记录已撤回"),
    }
    messages = {
        "shared": _("收到「%(subject)s」的评级记录：%(document)s"),
        "withdrawn": _("「%(subject)s」的评级记录（%(document)s）已撤回，请停止公示、共享和使用"),
    }
