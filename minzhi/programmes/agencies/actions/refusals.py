"""Why something about an agency was not done, and who may do it at all."""

from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})


class Wrong(Refusal):
    """What was given cannot be right. The text is shown."""


def may_keep(by: Actor, on: date, unit: Unit | None = None) -> None:
    """Let officers and heads of the unit of an agency, or of one above it, keep the register; raises `NotYours`."""
    if by.role not in WORKERS:
        raise NotYours(_("您的岗位不能办理这一事项，请转经办人或负责人。"))
    if unit is not None and unit.pk != by.unit.pk and not casework.is_above(by.unit, unit, on=on):
        raise NotYours(_("这家机构由「%(unit)s」管理，请转该单位办理。") % {"unit": unit})


def not_later(day: date, on: date, what: str) -> None:
    """Refuse a day that is still to come; raises `Wrong` with the name of the field."""
    if day > on:
        raise Wrong(_("「%(what)s」%(day)s在今天之后，请核对。") % {"what": what, "day": day})
