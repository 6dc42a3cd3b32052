"""Words of intake's pages."""

from django import template

from minzhi.engines.intake.models import Arrival
from minzhi.engines.intake.queries.listings import title_of

register = template.Library()


@register.filter
def format_title(arrival: Arrival) -> str:
    """Say which format a sheet is of."""
    return title_of(arrival)
