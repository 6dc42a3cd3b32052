from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme
from minzhi.records.scope.public import Errand, Service


class DataIp(Programme):
    name = "minzhi.programmes.data_ip"
    verbose_name = _("数据知识产权")
    services = (
        Service(
            Errand.APPLY, "data_ip:deposit", _("数据存证"), _("在自己的电脑上算出数据的哈希，只提交哈希，数据不离开。")
        ),
        Service(Errand.PUBLISHED, "data_ip:publicity", _("数据知识产权登记公示"), _("公示中的登记申请，可提出异议。")),
        Service(Errand.PUBLISHED, "data_ip:experience", _("数据知识产权经验做法"), _("试点中总结、可供借鉴的做法。")),
    )
    facts = {
        "applied": _("收到登记申请"),
        "correction_asked": _("登记申请已通知补正"),
        "corrected": _("登记申请已补正"),
        "accepted": _("登记申请已受理"),
        "not_accepted": _("登记申请不予受理"),
        "examined": _("实质审查已记录"),
        "publicised": _("登记申请已公示"),
        "objected": _("公示因异议停止"),
        "objection_forwarded": _("异议已转送申请人"),
        "objection_answered": _("异议已答复"),
        "objection_rejected": _("异议不成立，公示继续"),
        "objection_upheld": _("异议成立，不予登记"),
        "cleared": _("公示期满，准予登记"),
        "refused": _("不予登记"),
        "withdrawn": _("登记申请已撤回"),
        "registered": _("数据知识产权已登记"),
        "changed": _("登记已变更"),
        "licensed": _("许可已备案"),
        "pledged": _("质押已登记"),
        "released": _("质押已解除"),
        "used": _("登记的使用已记录"),
        "renewal_asked": _("收到续展申请"),
        "renewed": _("登记已续展"),
        "renewal_became_change": _("续展申请转为变更"),
        "renewal_refused": _("不予续展"),
        "cancelled": _("登记已注销"),
        "revoked": _("登记已撤销"),
        "expired": _("登记届满失效"),
        "objection_filed": _("收到异议"),
        "objection_sent_on": _("异议已转送"),
        "objection_supplemented": _("异议已补充证据"),
        "objection_decided_for": _("异议决定成立"),
        "objection_decided_against": _("异议决定不成立"),
        "objection_withdrawn": _("异议已撤回"),
        "work_begun": _("试点工作已开始"),
        "work_proven": _("试点工作已附证明"),
        "work_brought_on": _("试点工作有进展"),
        "experience_published": _("经验做法已公布"),
    }
