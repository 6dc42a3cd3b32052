"""What any form may be asked for: days that have come, amounts that are not below nought."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from minzhi.kit.process.case import Plain
from minzhi.kit.process.process import Process
from minzhi.kit.process.words import Action, Kind
from minzhi.kit.text import mark as _

LATE, BELOW = _("这一天还没有到，请核对。"), _("不能小于零，请核对。")
DAY_LENGTH = len("2023-09-01")


def plausible(process: Process, *, ahead: Collection[str] = ()) -> Process:
    """Return a process that refuses days still to come, but in the fields `ahead`, and amounts below nought."""
    return replace(process, actions=tuple(_asking(action, ahead) for action in process.actions))


def _asking(action: Action, ahead: Collection[str]) -> Action:
    days = [each.name for each in action.form if each.kind in {Kind.DATE, Kind.MOMENT} and each.name not in ahead]
    amounts = [each.name for each in action.form if each.kind is Kind.NUMBER]
    own = action.check

    def check(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
        late = {name: LATE for name in days if str(fields.get(name) or "")[:DAY_LENGTH] > on.isoformat()}
        below = {name: BELOW for name in amounts if Decimal(str(fields.get(name) or 0)) < 0}
        return {**(own(fields, on) if own else {}), **late, **below}

    return replace(action, check=check) if days or amounts else action
