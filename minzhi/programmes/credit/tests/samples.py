"""A shared copy of a record of Fuzhou's, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.scoring import api as scoring
from minzhi.programmes.credit import actions
from minzhi.records.parties.models import Party


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou grade one party and share its record."""
    actions.ship(by=province.protection_head, on=on)
    graded = actions.grade(Party.objects.create(kind="enterprise", name="样例公司"), by=province.fuzhou, on=on)
    mark = scoring.give_mark(graded, "agency", document="样例文书", effective_on=on, by=province.fuzhou, on=on)
    scoring.share(mark, "样例单位", by=province.fuzhou, on=on)
