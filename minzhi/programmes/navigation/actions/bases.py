"""Service bases as declared: until they are selected in the system, the office puts them on its register.

An officer declares, the head of the same unit vouches for it, either ends it; each is on record.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit.process import NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.navigation.models import Base
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role


class BaseStands(Refusal):
    """A base is confirmed or ended already, or would end before it began. The text is shown."""


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


@transaction.atomic
def confirm_base(base: Base, *, by: Actor, on: date, seen: int | None = None) -> Base:
    """Vouch for a declared base; raises `BaseStands`, `NotYours`."""
    base = _held(base, by, {Role.HEAD}, seen)
    if base.confirmed_by:
        raise BaseStands(_("「%(base)s」已由%(name)s核定。") % {"base": base, "name": base.confirmed_by})
    base.confirmed_by = str(by.post)[:80]
    base.save(update_fields=["confirmed_by", "version"])
    record("navigation.base_confirmed", subject=base, by=by, on=on)
    return base


@transaction.atomic
def end_base(base: Base, *, until: date, by: Actor, on: date, seen: int | None = None) -> Base:
    """Say on which day a base is one for the last time; raises `BaseStands`, `NotYours`."""
    base = _held(base, by, {Role.OFFICER, Role.HEAD}, seen)
    if base.until:
        raise BaseStands(_("「%(base)s」已到期，不必再登记。") % {"base": base})
    if until < base.since:
        raise BaseStands(_("到期日不能早于认定日%(since)s。") % {"since": base.since})
    base.until = until
    base.save(update_fields=["until", "version"])
    record("navigation.base_ended", subject=base, by=by, on=on, payload={"until": until.isoformat()})
    return base


def _held(base: Base, by: Actor, roles: set[Role], seen: int | None) -> Base:
    if by.role not in roles or by.unit.pk != base.unit_id:
        raise NotYours(_("服务基地由登记的单位办理，核定由其负责人办理。"))
    return hold(base, seen=seen)
