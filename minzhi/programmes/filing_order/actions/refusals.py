"""What this room refuses, and who may do its office work."""

from django.utils.translation import gettext as _

from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

ROOM = "filing_order"


class Wrong(Refusal):
    """What was asked cannot be done. The text is shown."""


def at_work(by: Actor) -> None:
    """Refuse posts that do no casework."""
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("您的岗位不能办理这一事项，请转经办人或负责人。"))
