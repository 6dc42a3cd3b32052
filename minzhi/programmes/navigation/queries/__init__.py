"""Readings of navigation: the query book, figures of what was found, results that were filed."""

from minzhi.programmes.navigation.queries.listings import LISTINGS

__all__ = ["LISTINGS"]
