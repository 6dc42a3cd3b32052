from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme
from minzhi.records.scope.public import Errand, Service


class Navigation(Programme):
    name = "minzhi.programmes.navigation"
    verbose_name = _("专利导航")
    services = (
        Service(Errand.PUBLISHED, "navigation:results", _("专利导航成果"), _("已备案并公开的导航成果和服务基地。")),
    )
    messages = {"adoption_due": _("导航成果「%(title)s」（%(number)s）已满一年没有登记采用，请回报。")}
    facts = {
        "started": _("导航项目已启动"),
        "planned": _("导航方案已确定"),
        "collected": _("导航信息已采集"),
        "processed": _("导航数据已处理"),
        "analysed": _("导航分析已完成"),
        "filing_requested": _("导航成果已报备案"),
        "filing_returned": _("导航成果已退回补正"),
        "filed": _("导航成果已备案"),
        "adopted": _("导航成果已被采用"),
        "evaluated": _("导航项目已作绩效评价"),
        "stopped": _("导航项目已终止"),
        "member_named": _("导航项目组成员已登记"),
        "node_added": _("产业链节点已登记"),
        "node_reworded": _("节点检索式已修改"),
        "run": _("检索策略已运行"),
        "taken_in": _("导航项目已从文件导入"),
        "labelled": _("文献已标引"),
        "unlabelled": _("文献标引已去掉"),
        "sampled": _("查全查准样本已抽取"),
        "judged": _("样本已判读"),
        "forked": _("导航项目已复用"),
        "twin_found": _("发现雷同报告"),
        "twin_explained": _("雷同报告已说明"),
        "base_declared": _("导航服务基地已登记"),
        "base_confirmed": _("导航服务基地已核定"),
        "base_ended": _("导航服务基地已到期"),
    }
