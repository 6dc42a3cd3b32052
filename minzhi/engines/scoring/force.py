"""Which edition of a scheme holds on a day."""

from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.scoring.models import Automation, Edition
from minzhi.kit.refusal import Refusal


class CannotGrade(Refusal):
    """Nothing was changed. The text says why, and what to do."""


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
