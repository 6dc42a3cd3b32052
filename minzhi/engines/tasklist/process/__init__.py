"""The courses of the plan: quarter report, supervision sheet, request. Who does what, by when, then what."""

from minzhi.engines.tasklist.process.reports import QUARTER_REPORT
from minzhi.engines.tasklist.process.requests import REQUEST
from minzhi.engines.tasklist.process.sheets import SHEET

PROCESSES = (QUARTER_REPORT, SHEET, REQUEST)

__all__ = ["PROCESSES", "QUARTER_REPORT", "REQUEST", "SHEET"]
