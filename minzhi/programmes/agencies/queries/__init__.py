"""Readings of the room; `LISTINGS` are the lists that can be taken away."""

from minzhi.programmes.agencies.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
