"""What intake keeps: sheets with their lines, mappings confirmed before; the office's own forms and their answers."""

from minzhi.engines.intake.models.arrivals import Arrival, KnownMapping, Line
from minzhi.engines.intake.models.forms import Answer, FormField, FormTask, ReportForm

__all__ = ["Answer", "Arrival", "FormField", "FormTask", "KnownMapping", "Line", "ReportForm"]
