"""What the room keeps: areas, standards, producers; plots, movements, batches, print runs, scans."""

from minzhi.programmes.geographical_indications.models.balance import Batch, Movement, Plot, Run, Scan
from minzhi.programmes.geographical_indications.models.registers import Area, Producer, Report, Standard

__all__ = ["Area", "Batch", "Movement", "Plot", "Producer", "Report", "Run", "Scan", "Standard"]
