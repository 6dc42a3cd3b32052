"""One centre of Fuzhou with a field and a value, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.programmes.protection_centres.actions import add_field, open_centre, publish
from minzhi.records.places.models import Place


def lay(province: Any, *, on: date) -> None:
    by, place = province.fuzhou, Place.objects.get(code="350100")
    centre = open_centre(kind="rapid", name="样例中心", place=place, by=by, on=on)
    add_field(centre, title="智能制造", by=by, on=on)
    publish(centre, what="capacity", value="10", by=by, on=on)
