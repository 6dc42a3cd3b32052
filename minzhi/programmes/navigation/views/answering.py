"""What the pages of this room begin with."""

from django.shortcuts import get_object_or_404

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.queries.book import PROJECT


def project(uid: str) -> casework.Case:
    """Return a project that the scope sees; else there is none."""
    found: casework.Case = get_object_or_404(casework.Case.objects.select_related("unit"), uid=uid, process=PROJECT)
    return found
