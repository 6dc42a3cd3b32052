"""Which edition of a scheme holds on a day, and who may say which."""

from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.scoring.models import Automation, Edition
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

PROVINCE = frozenset({Unit.Kind.PROVINCE, Unit.Kind.DIVISION})


class CannotGrade(Refusal):
    """Nothing was changed. The text says why, and what to do."""


def is_the_provinces_head(by: Actor) -> bool:
    """Tell whether somebody may settle the rules by which the whole province is graded."""
    return by.role == Role.HEAD and by.unit.kind in PROVINCE


def only_the_provinces_head(by: Actor) -> None:
    """Let rules by which the whole province is graded be settled by a head of the province's office alone."""
    if not is_the_provinces_head(by):
        raise NotYours(_("全省统一的评级规则由省局（处室）负责人批准施行。"))


def in_force(scheme: str, on: date) -> Edition:
    """Return the edition of a scheme in force on a day; raises `CannotGrade`."""
    rows = Edition.objects.filter(scheme=scheme, state=Edition.State.ADOPTED, valid_from__lte=on)
    found = rows.order_by("-valid_from").first()
    if found is None:
        raise CannotGrade(_("%(day)s没有施行的评级规则，请先批准一版。") % {"day": on})
    return found


def is_ready(scheme: str, on: date) -> bool:
    """Tell whether an edition of a scheme is in force on a day."""
    return Edition.objects.filter(scheme=scheme, state=Edition.State.ADOPTED, valid_from__lte=on).exists()


def is_automated(scheme: str, rule: str) -> bool:
    """Tell whether an impact assessment stands behind a rule by which the machine makes leads."""
    return Automation.objects.filter(scheme=scheme, rule__in=("", rule)).exists()
