from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme
from minzhi.records.scope.public import Errand, Service


class ProtectionCentres(Programme):
    name = "minzhi.programmes.protection_centres"
    verbose_name = _("保护中心")
    services = (
        Service(Errand.PUBLISHED, "protection_centres:centres", _("保护中心"), _("各中心的服务领域、能力和公开事项。")),
    )
    facts = {
        "centre_opened": _("保护中心已登记"),
        "centre_closed": _("保护中心已停办"),
        "field_added": _("技术领域已登记"),
        "field_ended": _("技术领域已停止服务"),
        "value_published": _("中心公布值已登记"),
        "row_confirmed": _("中心登记事项已核定"),
        "enrolment_requested": _("收到备案请求"),
        "enrolment_correction_asked": _("备案请求已通知补正"),
        "enrolment_corrected": _("备案请求已补正"),
        "enrolment_checked": _("备案条件已核对"),
        "enrolled": _("已予备案"),
        "enrolment_refused": _("不予备案"),
        "enrolment_rechecked": _("备案开始复核"),
        "enrolment_kept": _("复核后继续备案"),
        "enrolment_paused": _("已暂停预审服务"),
        "enrolment_exited": _("已退出备案"),
        "enrolment_withdrawn": _("备案请求已撤回"),
        "requested": _("收到预审请求"),
        "accepted": _("预审请求已受理"),
        "not_accepted": _("预审请求不予受理"),
        "defects_reported": _("已通知缺陷"),
        "corrected": _("已提交修改"),
        "passed": _("预审合格"),
        "failed": _("预审不合格"),
        "filed": _("预审后已正式提交"),
        "unfiled": _("预审后没有正式提交"),
        "followed_up": _("已记录后续进展"),
        "concluded": _("预审案件已办结"),
        "withdrawn": _("预审请求已撤回"),
    }
