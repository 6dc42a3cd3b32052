"""Readings of indications: registers, stock, labels."""

from minzhi.programmes.geographical_indications.queries.registers import LISTINGS

__all__ = ["LISTINGS"]
