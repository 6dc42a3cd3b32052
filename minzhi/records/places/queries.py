"""Readings of places by the code they have or had."""

from minzhi.records.places.models import Place


def place_of(code: str) -> Place | None:
    """Return the place with this code, also where it is the code of a place that has since merged into another."""
    now = Place.objects.filter(code=code).first()
    return now or Place.objects.filter(aliases__code=code).first()


def unknown(codes: set[str]) -> set[str]:
    """Return which of these codes no place has today."""
    return codes - set(Place.objects.filter(code__in=codes).values_list("code", flat=True))
