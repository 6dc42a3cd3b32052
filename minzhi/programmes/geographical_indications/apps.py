from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.programme import Programme
from minzhi.records.scope.public import Errand, Service


class GeographicalIndications(Programme):
    name = "minzhi.programmes.geographical_indications"
    verbose_name = _("地理标志")
    services = (
        Service(
            Errand.LOOK_UP,
            "geographical_indications:ask",
            _("查标识码"),
            _("扫码或输入标识码，看生产者、批次、检验报告。"),
        ),
        Service(Errand.PUBLISHED, "geographical_indications:public", _("地理标志"), _("本省地理标志和它们的权利。")),
        Service(
            Errand.PUBLISHED,
            "geographical_indications:experience",
            _("示范区经验"),
            _("示范区做了什么、成效数字、别处怎么用。"),
        ),
    )
    facts = {
        "listed": _("地理标志已登记"),
        "area_drawn": _("地域范围已登记"),
        "standard_set": _("标准数量已登记"),
        "standard_confirmed": _("标准数量已核定"),
        "producer_listed": _("生产者已列入"),
        "producer_left": _("生产者已退出"),
        "tested": _("检验报告已登记"),
        "plot_added": _("地块（船只）已登记"),
        "laboratory_listed": _("检验机构已登记"),
        "laboratory_ended": _("检验机构的资质已终止"),
        "moved": _("收发已登记"),
        "beyond_refused": _("超出核实数量，已拒绝"),
        "codes_issued": _("标识码已发放"),
        "codes_stopped": _("标识码已停用"),
        "use_asked": _("收到专用标志使用申请"),
        "correction_asked": _("使用申请已通知补正"),
        "supplemented": _("使用申请已补正"),
        "use_accepted": _("使用申请已受理"),
        "place_verified": _("产地已核验"),
        "use_reviewed": _("使用申请已审查"),
        "use_announced": _("专用标志使用已公告"),
        "use_refused": _("专用标志使用不予核准"),
        "mark_used": _("专用标志已使用"),
        "use_changed": _("使用人登记事项已变更"),
        "use_correction_ordered": _("使用人已责令改正"),
        "use_corrected": _("使用人已改正"),
        "cancellation_proposed": _("已提请注销使用人"),
        "cancellation_refused": _("使用人不予注销"),
        "use_cancelled": _("使用人已注销"),
        "use_withdrawn": _("使用申请已撤回"),
        "zone_proposed": _("示范区已申报"),
        "zone_publicised": _("示范区已推荐公示"),
        "zone_begun": _("示范区已开始建设"),
        "zone_reported": _("示范区已报年度报告"),
        "zone_looked_at": _("示范区已中期检查"),
        "zone_self_checked": _("示范区已自查"),
        "zone_put_up": _("示范区已提请验收"),
        "zone_confirmed": _("示范区已确认"),
        "zone_extended": _("示范区已延期"),
        "zone_removed": _("示范区已取消"),
        "experience_shared": _("示范区经验已公布"),
        "return_sent": _("运用促进季报已报送"),
        "lead_raised": _("地理标志线索已登记"),
        "sign_entered": _("受保护的标志已登记"),
        "sign_changed": _("受保护的标志已变更"),
        "sign_contract_filed": _("特殊标志使用合同已存查"),
        "user_entered": _("专用标志使用人已登记"),
        "user_changed": _("专用标志使用人登记已变更"),
    }
