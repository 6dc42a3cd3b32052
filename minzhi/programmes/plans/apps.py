from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme


class Plans(Programme):
    name = "minzhi.programmes.plans"
    verbose_name = _("规划纲要")
    facts = {
        "outline_read": _("规划纲要已录入"),
        "target_confirmed": _("目标已核对"),
        "target_dropped": _("目标不采用"),
        "outline_adopted": _("规划纲要已开始跟踪"),
        "value_stated": _("数值已填报"),
        "year_reported": _("年度评估已签发"),
        "group_founded": _("工作机制已建立"),
        "group_ended": _("工作机制已结束"),
        "member_named": _("成员已登记"),
        "member_left": _("成员已退出"),
        "met": _("会议已召开"),
        "point_set": _("工作要点已下达"),
        "point_reported": _("工作要点已报进展"),
        "point_done": _("工作要点已报完成"),
        "point_returned": _("工作要点已退回"),
        "point_closed": _("工作要点已销号"),
        "point_postponed": _("工作要点已延期"),
        "point_continued": _("工作要点已转常态化"),
        "point_dropped": _("工作要点已取消"),
        "appraisal_drafted": _("测评已起草"),
        "appraisal_opened": _("测评已布置"),
        "pack_submitted": _("自评材料已报送"),
        "pack_placed": _("测评名次已确定"),
    }
