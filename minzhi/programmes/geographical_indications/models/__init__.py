"""What the room keeps: areas, standards, producers; plots, movements, batches, print runs, scans; leads, returns."""

from minzhi.programmes.geographical_indications.models.balance import Batch, Movement, Plot, Run, Scan
from minzhi.programmes.geographical_indications.models.registers import Area, Laboratory, Producer, Report, Standard
from minzhi.programmes.geographical_indications.models.supervision import Experience, Lead, Return, SignContract

__all__ = [
    "Area",
    "Batch",
    "Experience",
    "Laboratory",
    "Lead",
    "Movement",
    "Plot",
    "Producer",
    "Report",
    "Return",
    "Run",
    "Scan",
    "SignContract",
    "Standard",
]
