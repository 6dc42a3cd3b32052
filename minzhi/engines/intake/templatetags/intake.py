"""Words of intake's pages."""

from django import template

from minzhi.engines.intake.models import Sheet
from minzhi.engines.intake.queries.listings import title_of

register = template.Library()


@register.filter
def format_title(sheet: Sheet) -> str:
    """Say which format a sheet is of."""
    return title_of(sheet)
