"""Which parts an actor plays in a case: holder, superior, signer; officer, head, station; and what the room adds."""

from datetime import date

from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case
from minzhi.engines.casework.values import UNIT, desk_of, key_of
from minzhi.kit.process import HOLDER, SIGNER, SUPERIOR
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import path_of
from minzhi.records.units.roles import ADMINISTRATORS, Role

ANYBODY_AT_WORK = "colleague"
"""Sees the case and works in the office: may file papers, take back what they moved."""
PROVINCE_WIDE = frozenset({Unit.Kind.PROVINCE, Unit.Kind.DIVISION})
BELOW = frozenset({Unit.Kind.CITY, Unit.Kind.COUNTY, Unit.Kind.STATION})
BY_ROLE = {
    Role.OFFICER: frozenset({"officer"}),
    Role.HEAD: frozenset({"officer", "head"}),
    Role.STATION: frozenset({"station"}),
}


def parts_of(case: Case | None, actor: Actor, *, on: date, unit: Unit | None = None) -> frozenset[str]:
    """Return the parts of an actor in a case, or in the opening of one at `unit`; administrators have none.

    A station's people act for the bureau above them only where the room says so. Whom the deciding unit entrusted
    handles the case in its name; what a head decides stays with the head of the one that decides.
    """
    if actor.role in ADMINISTRATORS or actor.role == Role.AUDITOR:
        return frozenset()
    found: set[str] = {ANYBODY_AT_WORK}
    at = unit.pk if unit else case.unit_id if case else actor.post.unit_id
    if actor.post.unit_id == at:
        found |= {HOLDER, *BY_ROLE.get(actor.role, ())}
    elif actor.role in BY_ROLE and is_above(actor.unit, unit or _unit_of(case, actor), on=on):
        found.add(SUPERIOR)
    if case is None:
        return frozenset(found)
    mine = {key_of(actor.post), f"{UNIT}{actor.post.unit_id}"}
    desk = desk_of(case)
    if desk.entrusted == f"{UNIT}{actor.post.unit_id}" and actor.role in BY_ROLE:
        found |= BY_ROLE[actor.role] - {"head"}
    if mine & {signer for _round, signer in desk.owing}:
        found.add(SIGNER)
    handling = handling_of(case.process)
    return frozenset(found) | (handling.parts(case, actor, on) if handling else frozenset())


def _unit_of(case: Case | None, actor: Actor) -> Unit:
    return case.unit if case else actor.unit


def is_above(one: Unit, other: Unit, *, on: date) -> bool:
    """Tell whether a unit stands above another; divisions of the province stand above every local office."""
    if one.kind in PROVINCE_WIDE and other.kind in BELOW:
        return True
    above, below = path_of(one, on=on), path_of(other, on=on)
    return bool(above) and below.startswith(above) and above != below
