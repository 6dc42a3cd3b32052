"""Readings of papers; the list of them can be taken away."""

from minzhi.engines.documents.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
