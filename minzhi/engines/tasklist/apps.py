from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaskList(AppConfig):
    name = "minzhi.engines.tasklist"
    verbose_name = _("任务清单")
    facts = {
        "notice_read": _("通知已读入"),
        "notice_corrected": _("通知草稿已更正"),
        "notice_adopted": _("通知已采用为计划"),
        "notice_dropped": _("通知草稿已放弃"),
        "places_named": _("已指定承担地方"),
        "duty_listed": _("已挂牌督办"),
        "duty_unlisted": _("挂牌督办已解除"),
        "item_planned": _("行动项已安排"),
        "item_started": _("行动项已启动"),
        "item_done": _("行动项已报完成"),
        "evidence_attached": _("佐证已上传"),
        "evidence_withdrawn": _("佐证已撤回"),
        "evidence_found_false": _("佐证认定不实"),
        "report_submitted": _("季度进展已报送"),
        "report_recalled": _("季度进展已撤回"),
        "report_returned": _("季度进展已退回"),
        "report_accepted": _("季度进展已采信"),
        "sheet_issued": _("督查单已开具"),
        "sheet_answered": _("督查单已回复"),
        "sheet_settled": _("督查单已销单"),
        "sheet_escalated": _("督查单已升级"),
        "request_filed": _("申请已提出"),
        "request_endorsed": _("牵头单位已提意见"),
        "request_withdrawn": _("申请已撤回"),
        "request_approved": _("申请已同意"),
        "request_refused": _("申请未予同意"),
        "merit_awarded": _("已认定加分"),
        "score_adopted": _("年度得分已确认"),
        "self_assessed": _("年度自评已报送"),
        "measure_carried_over": _("举措已结转"),
        "statement_drafted": _("报告已起草"),
        "statement_worded": _("报告语句已修改"),
        "statement_adopted": _("报告已签发"),
    }

    def ready(self) -> None:
        """Tell casework which courses there are, and intake which sheets and which knowledge."""
        from minzhi.engines.casework import api as casework  # noqa: PLC0415 - needs the models to be loaded
        from minzhi.engines.intake import api as intake  # noqa: PLC0415 - the same
        from minzhi.engines.tasklist.figures import DUTIES, FIGURES  # noqa: PLC0415 - the same
        from minzhi.engines.tasklist.process import PROCESSES  # noqa: PLC0415 - the same
        from minzhi.engines.tasklist.queries.packs import in_english  # noqa: PLC0415 - the same
        from minzhi.engines.tasklist.statements import papers  # noqa: PLC0415 - the same

        for process in PROCESSES:
            casework.register(process)
        casework.known_by(in_english)
        papers.register()
        intake.register(FIGURES)
        intake.register_known(DUTIES)
