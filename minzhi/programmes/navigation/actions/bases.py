"""Service bases as declared: until they are selected in the system, the office puts them on its register."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit.process import NotYours
from minzhi.programmes.navigation.models import Base
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role


@transaction.atomic
def declare_base(  # noqa: PLR0913 - a base has all of these
    *, name: str, kind: str, level: str, place: Place, since: date, by: Actor, on: date, industry: str = "",
    source: str = "",
) -> Base:  # fmt: skip
    """Put a service base on the register; nobody has confirmed it yet."""
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("服务基地由经办人或负责人登记。"))
    base: Base = Base.unscoped.create(
        unit=by.unit, name=name, kind=kind, level=level, place=place, since=since, industry=industry, source=source
    )
    record("navigation.base_declared", subject=base, by=by, on=on, payload={"kind": kind, "level": level})
    return base
