"""Readings of intake; the lists of it that can be taken away."""

from minzhi.engines.intake.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
