"""Readings of cases, and the lists that can be taken away."""

from minzhi.engines.casework.queries.lists import LISTINGS

__all__ = ["LISTINGS"]
