"""A case is moved to another version of its process: by a named head, after the difference was shown and confirmed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions.facts import facts_of
from minzhi.engines.casework.keeping import composed, keep
from minzhi.engines.casework.models import Case
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import hold_whole, signature
from minzhi.kit import process as kernel
from minzhi.kit.process import HOLDER, SUPERIOR, FormWrong, NotYours
from minzhi.records.units.actors import Actor


def may_move(parts: frozenset[str]) -> bool:
    """Tell whether these parts may move a case: a head of the unit that holds it, or a superior."""
    return SUPERIOR in parts or {HOLDER, "head"} <= parts


@transaction.atomic
def move_to_version(
    case: Case, version: int, *, state: str, confirmed: bool, by: Actor, on: date, seen: int | None = None
) -> Case:
    """Carry a case over to `state` of another version; running periods keep their length and their last day.

    Raises `NotYours`, `FormWrong` without confirmation, `NotMovable`, `LookupError` for no such version,
    `ChangedMeanwhile`.
    """
    held = hold_whole(case, by=by, on=on, seen=seen)
    if not may_move(parts_of(held.case, by, on=on)):
        raise NotYours(_("改按另一版流程办理，须由承办单位负责人或上级机关决定。"))
    if not confirmed:
        raise FormWrong({"confirmed": _("请先核对前后对照，再确认。")})
    new = VERSIONS.get(held.case.process, version)
    value = kernel.lapse(held.case.table, held.value, on, held.days, held.at(on))
    after = kernel.migrate(value, new, states={value.state: state}, actor=signature(by), on=on)
    events = composed(held, after, by=by)
    keep(held, after, events, facts=lambda: facts_of(held, events, by=by))
    return held.case
