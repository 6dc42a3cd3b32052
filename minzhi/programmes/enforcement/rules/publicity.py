"""How long a penalty is shown: three months where it is small, else three years (Order 45 of 2021).

Order 36 of the planning commission, in force since 2026-04-01, has shorter periods for other channels: both stand in
the sources, so this one is shown as unconfirmed. A period of substance: its end does not move for a day of rest.
"""

from datetime import date

from minzhi.kit.legal_time import Calendar, Span
from minzhi.programmes.enforcement.rules.laws import PUBLICITY

SMALL, OTHER = Span.parse("3m", rolls=False), Span.parse("3y", rolls=False)
SOURCE = PUBLICITY.whole


def shown_until(published_on: date, *, minor: bool) -> date:
    """Return the last day on which a penalty is shown."""
    return (SMALL if minor else OTHER).due(published_on, Calendar()).due
