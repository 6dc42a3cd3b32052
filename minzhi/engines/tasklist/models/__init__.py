"""What the plan keeps: the notice and its words, the measures cut from them, and the work that proves them."""

from minzhi.engines.tasklist.models.notices import Notice, Section, Sentence, Task, TaskUnit
from minzhi.engines.tasklist.models.plan import Duty, Item, Measure
from minzhi.engines.tasklist.models.statements import Claim, Statement
from minzhi.engines.tasklist.models.work import (
    Evidence,
    Merit,
    Report,
    ReportLine,
    Request,
    Score,
    SelfAssessment,
    Sheet,
)

__all__ = [
    "Claim",
    "Duty",
    "Evidence",
    "Item",
    "Measure",
    "Merit",
    "Notice",
    "Report",
    "ReportLine",
    "Request",
    "Score",
    "Section",
    "SelfAssessment",
    "Sentence",
    "Sheet",
    "Statement",
    "Task",
    "TaskUnit",
]
