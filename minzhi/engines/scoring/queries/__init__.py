"""Readings of scoring."""

from minzhi.engines.scoring.queries.draws import LISTING

LISTINGS = (LISTING,)
