"""Readings of indications: registers, stock, labels."""

from minzhi.programmes.geographical_indications.queries.registers import LISTINGS as REGISTERS
from minzhi.programmes.geographical_indications.queries.returns import RETURNS

LISTINGS = (*REGISTERS, RETURNS)

__all__ = ["LISTINGS"]
