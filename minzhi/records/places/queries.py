"""Readings of places by the code they have or had."""

from minzhi.records.places.models import Place


def place_of(code: str) -> Place | None:
    """Return the place with this code, also where it is the code of a place that has since merged into another."""
    now = Place.objects.filter(code=code).first()
    return now or Place.objects.filter(aliases__code=code).first()
