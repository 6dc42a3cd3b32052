"""What intake keeps: sheets with their lines, mappings confirmed before; the office's own forms and their answers."""

from minzhi.engines.intake.models.forms import Answer, FormField, FormTask, ReportForm
from minzhi.engines.intake.models.sheets import KnownMapping, Line, Sheet

__all__ = ["Answer", "FormField", "FormTask", "KnownMapping", "Line", "ReportForm", "Sheet"]
