"""What the room refuses, as sentences; pure rules say which, and with which numbers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.programmes.geographical_indications.rules.areas import AreaWrong
from minzhi.programmes.geographical_indications.rules.balance import BeyondYield
from minzhi.programmes.geographical_indications.rules.codes import CodeWrong
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role


class TooMuch(Refusal):
    """More than the verified quantity. Nobody can be let through; the text says how much there is."""


class Wrong(Refusal):
    """What was given cannot be kept. The text says why."""


class NotKeeper(Refusal):
    """The actor's post does not keep this register."""


@contextmanager
def told() -> Iterator[None]:
    """Let what a rule says reach people as a sentence."""
    try:
        yield
    except BeyondYield as beyond:
        raise TooMuch(_(beyond.args[0]) % beyond.args[1]) from beyond
    except (AreaWrong, CodeWrong) as wrong:
        raise Wrong(_(wrong.args[0])) from wrong


def in_short(words: str, most: int = 200) -> str:
    """Return words as they are kept; raises `Wrong` for more of them than their place holds."""
    if len(words) > most:
        raise Wrong(_("写了%(length)s个字，最多%(most)s个字，请写短些。") % {"length": len(words), "most": most})
    return words


def may_keep(by: Actor, unit: Unit | None = None) -> None:
    """Let officers and heads keep what belongs to their unit; without one, what belongs to everybody."""
    if by.role not in {Role.OFFICER, Role.HEAD} or (unit is not None and unit.pk != by.unit.pk):
        raise NotKeeper(_("您的岗位不能维护这份登记：请由所在地主管部门的经办人办理。"))
