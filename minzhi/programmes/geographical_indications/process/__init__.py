"""The courses of indications: permission to use the mark, from application to striking off; demonstration zones."""

from minzhi.programmes.geographical_indications.process.use import ORDER_80_USE, PILOT_USE
from minzhi.programmes.geographical_indications.process.zone import ZONE

PROCESSES = (PILOT_USE, ORDER_80_USE, ZONE)

__all__ = ["ORDER_80_USE", "PILOT_USE", "PROCESSES", "ZONE"]
