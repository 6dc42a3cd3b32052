"""Readings of the plan; the lists of it that can be taken away."""

from minzhi.engines.tasklist.queries import listings
from minzhi.engines.tasklist.queries.statements import STATEMENTS

LISTINGS = (*listings.LISTINGS, STATEMENTS)
