from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Intake(AppConfig):
    name = "minzhi.engines.intake"
    verbose_name = _("收表")
    facts = {
        "sheet_received": _("表格已收到"),
        "mapping_confirmed": _("栏目对应已确认"),
        "cells_mended": _("单元格已更正"),
        "sheet_imported": _("表格已导入"),
        "sheet_undone": _("导入已撤销"),
        "sheet_dropped": _("表格已作废"),
        "form_defined": _("报表已定义"),
        "form_sent": _("报表已下发"),
        "form_answered": _("报表已报送"),
        "form_field_settled": _("报表栏目已核定"),
        "row_given": _("报表已填一行"),
        "row_withdrawn": _("报表一行已撤回"),
        "answer_withdrawn": _("报送已撤回"),
    }

    def ready(self) -> None:
        """Let sheets be sent as answers to the office's own forms."""
        from minzhi.engines.intake.actions.answering import format_of_task  # noqa: PLC0415 - needs the models
        from minzhi.engines.intake.formats import register_source  # noqa: PLC0415 - the same

        register_source("form", format_of_task)
