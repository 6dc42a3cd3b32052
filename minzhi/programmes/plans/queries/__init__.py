"""Readings used more than once."""

from minzhi.programmes.plans.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
