"""Who acts on the command line: an officer named by login, in the post that has the part."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.records.units.actors import Actor, actors
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role


def actor_called(login: str, *roles: Role) -> Actor:
    """Return the officer with a post of one of these roles (any, where none is named); raises `CommandError`."""
    officer = Officer.objects.filter(account__login=login, account__is_active=True).first()
    held = actors(officer, on=clock.today()) if officer else []
    fitting = [actor for actor in held if not roles or actor.role in roles]
    if not fitting:
        parts = "、".join(str(role.label) for role in roles) or _("任何")
        raise CommandError(_("「%(login)s」今天没有%(parts)s的任职，请用 --by 指明有此任职的人。") % {
            "login": login, "parts": parts
        })  # fmt: skip
    return fitting[0]
