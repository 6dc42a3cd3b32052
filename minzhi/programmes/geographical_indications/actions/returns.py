"""The quarterly return of an indication: the register fills in what it knows, people what only they know."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.programmes.geographical_indications.actions.refusals import Wrong, may_keep
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Return
from minzhi.programmes.geographical_indications.queries.returns import figures
from minzhi.records.facts.actions import record
from minzhi.records.indications.models import Indication
from minzhi.records.units.actors import Actor


@transaction.atomic
def send_return(indication: Indication, period: str, said: Mapping[str, str], *, by: Actor, on: date) -> Return:
    """Send a quarter's return, once; the register's figures are taken as they are now, nobody types them."""
    may_keep(by)
    before = Return.unscoped.filter(unit=by.unit, indication=indication, period=period).first()
    if before is not None:
        message = _("「%(name)s」%(period)s的季报已于%(day)s报送。")
        raise Wrong(message % {"name": indication, "period": period, "day": before.sent_on})
    rows = figures(indication, by.unit, period, on)
    known = {each.name: None if each.value is None else str(each.value) for each in rows}
    made: Return = Return.unscoped.create(
        unit=by.unit, indication=indication, period=period, figures=known, said=dict(said), sent_on=on
    )
    payload = {"indication": indication.name, "period": period, "figures": known}
    record(f"{ROOM}.return_sent", subject=made, by=by, on=on, payload=payload)
    return made
