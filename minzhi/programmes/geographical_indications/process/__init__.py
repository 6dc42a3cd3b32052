"""The courses of indications: permission to use the mark, from application to striking off."""

from minzhi.programmes.geographical_indications.process.use import ORDER_80_USE, PILOT_USE

PROCESSES = (PILOT_USE, ORDER_80_USE)

__all__ = ["ORDER_80_USE", "PILOT_USE", "PROCESSES"]
