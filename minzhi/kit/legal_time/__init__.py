"""Legal time: spans of minutes to years, counted forwards or backwards on a calendar of working days."""

from minzhi.kit.legal_time.calendar import Calendar, Year, working_days_between
from minzhi.kit.legal_time.opening import BadHours, Opening
from minzhi.kit.legal_time.reasons import Reason
from minzhi.kit.legal_time.spans import BadSpan, Due, Span, Unit, days, hours, minutes, months, working_days, years

__all__ = [
    "BadHours",
    "BadSpan",
    "Calendar",
    "Due",
    "Opening",
    "Reason",
    "Span",
    "Unit",
    "Year",
    "days",
    "hours",
    "minutes",
    "months",
    "working_days",
    "working_days_between",
    "years",
]
