"""Finds the page of an address, each address once: among some three hundred that costs as much as what a page asks."""

from functools import lru_cache

from django.urls import get_resolver

MOST = 4096
"""Addresses that are remembered; those with a row's uid come and go."""


def remember() -> None:
    """Let this process remember which page an address leads to; an address without a page is looked for each time."""
    root = get_resolver()
    root.resolve = lru_cache(maxsize=MOST)(root.resolve)  # type: ignore[method-assign] # the same answers, kept
