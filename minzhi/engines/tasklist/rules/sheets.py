"""L2, the sheet: which supervision sheet a matter calls for. A proposal with its reason; a named person issues."""

from collections.abc import Sequence
from dataclasses import dataclass

from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Matter:
    """One measure at one unit: its light now and at the ends of past quarters, and the sheet that stands."""

    light: str
    past: Sequence[str] = ()
    standing: str = ""
    lapsed: bool = False
    answered: bool = False


@dataclass(frozen=True)
class Proposal:
    colour: str
    why: str


def propose(matter: Matter) -> Proposal | None:
    """Return the sheet that the table of three colours calls for, or nothing.

    First yellow gives blue; red, or a blue sheet unanswered in time, orange; an orange sheet
    unanswered in time, or two red quarters running, red.
    """
    if matter.standing == "orange" and matter.lapsed:
        return Proposal("red", _("橙单到期未回复"))
    if matter.light == "red" and len(matter.past) > 1 and set(matter.past[-2:]) == {"red"}:
        return None if matter.standing == "red" else Proposal("red", _("连续两个季度红灯"))
    if matter.standing == "blue" and matter.lapsed:
        return Proposal("orange", _("蓝单到期未回复"))
    if matter.light == "red" and matter.standing in {"", "blue"}:
        return Proposal("orange", _("红灯"))
    if matter.light == "yellow" and not matter.standing:
        return Proposal("blue", _("首次黄灯"))
    return None
