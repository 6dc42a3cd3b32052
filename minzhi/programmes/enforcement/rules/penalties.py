"""How high a fine may be: by the law of the day of the act, or the lighter one of the day of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from minzhi.kit.decision import Decision, NotDecidable, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.fines import TABLES, Matter, Penalty


@dataclass(frozen=True)
class Facts:
    """What was found of an act; amounts in yuan. `innocent`: a seller who did not know and names a lawful source."""

    acted_on: date
    gain: Decimal = Decimal(0)
    turnover: Decimal = Decimal(0)
    innocent: bool = False
    marked_before_expiry: bool = False
    again_in_five_years: bool = False
    serious: bool = False
    unrecorded: bool = False
    harmless: bool = False


@dataclass(frozen=True)
class Range:
    """The penalty that applies, its highest fine in yuan, the rows it follows from, and what else weighs."""

    penalty: Penalty
    highest: Decimal
    decision: Decision[Penalty]
    lighter: bool = False
    remarks: tuple[str, ...] = ()
    compared: Mapping[date, Decision[Penalty]] = field(default_factory=dict)


LICENCE = _("暂停或停止受理其代理业务，由国家知识产权局决定（《商标法》）")
HEAVIER = _("五年内两次以上商标侵权或有其他严重情节的，应当从重处罚（《商标法》第60条）")
LIMIT_YEARS = 2


def penalty(matter: Matter, facts: Facts, *, decided_on: date) -> Range:
    """Return what applies: the law of the act's day, unless that of the decision's day is lighter (第37条).

    Raises `NotDecidable` where no law of the act's day was read.
    """
    then = _decided(matter, facts, facts.acted_on)
    try:
        now = _decided(matter, facts, decided_on)
    except NotDecidable:
        now = then  # repealed without a successor that was read: the officer is told by the remark
    lighter = _highest(now, facts) < _highest(then, facts)
    chosen = now if lighter else then
    weighs = {HEAVIER: matter is Matter.TRADEMARK and facts.again_in_five_years, LICENCE: matter is Matter.MARK_AGENT}
    remarks = tuple(remark for remark, applies in weighs.items() if applies)
    return Range(
        chosen.result, _highest(chosen, facts), chosen, lighter, remarks,
        {facts.acted_on: then, decided_on: now},
    )  # fmt: skip


def _decided(matter: Matter, facts: Facts, on: date) -> Decision[Penalty]:
    table = TABLES[matter]
    return decide(table, on=on, **{each.name: getattr(facts, each.name) for each in table.inputs})


def _highest(decision: Decision[Penalty], facts: Facts) -> Decimal:
    return decision.result.highest(facts.gain, facts.turnover)


def is_out_of_time(ended_on: date, found_on: date) -> bool:
    """Tell whether two years passed between the end of the act and its discovery (《行政处罚法》第36条).

    A period of substance: it does not roll over days of rest.
    """
    try:
        last = ended_on.replace(year=ended_on.year + LIMIT_YEARS)
    except ValueError:  # 29 February
        last = ended_on.replace(year=ended_on.year + LIMIT_YEARS, day=28)
    return found_on > last
