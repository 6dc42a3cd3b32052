"""Readings of this room: whose place a row is, what a screening looks at, watched marks, policies, figures of error."""

from minzhi.programmes.filing_order.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
