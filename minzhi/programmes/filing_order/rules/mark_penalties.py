"""What the law threatens for bad-faith filing of marks and for the agents who help; the law of the act's day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import (
    NO,
    YES,
    Condition,
    Decision,
    Input,
    Kind,
    NotDecidable,
    Row,
    Table,
    Value,
    above,
    decide,
    one_of,
)
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.laws import READ
from minzhi.programmes.filing_order.rules.opposition import CHANGES_ON


class Act(StrEnum):
    """Who did what."""

    APPLICANT = "applicant"
    AGENT = "agent"
    AGENT_PERSON = "agent_person"
    AGENT_UNFILED = "agent_unfiled"


ACTS: Mapping[str, str] = {
    Act.APPLICANT: _("恶意申请商标注册"),
    Act.AGENT: _("代理机构明知或者应知仍代理恶意申请"),
    Act.AGENT_PERSON: _("代理机构直接负责的人员"),
    Act.AGENT_UNFILED: _("代理机构没有备案且不改正"),
}


@dataclass(frozen=True)
class Fine:
    """From `low` to `high` yuan; `times` of the gain where that is less. `warning`: may stand alone or beside it."""

    low: int = 0
    high: int = 0
    times: int = 0
    warning: bool = True

    def highest(self, gain: Decimal) -> Decimal:
        """Return the highest fine in yuan for a gain."""
        return min(self.times * gain, Decimal(self.high)) if self.times else Decimal(self.high)


NOTHING = Fine(warning=False)
SINCE_ORDER_17, SINCE_2019, LAST_2019 = date(2019, 12, 1), date(2019, 11, 1), date(2026, 12, 31)
ORDER_17, LAW_2019, LAW_2026 = "市场监管总局令第17号", "《商标法》（2019年修正）", "《商标法》（2026年修订）"


def _row(source: str, article: str, since: date, until: date | None, fine: Fine, **when: Condition) -> Row[Fine]:
    return Row(when, fine, source=source, article=article, valid_from=since, valid_to=until, confirmed_by=READ)


def _old(article: str, act: Act, fine: Fine, **when: Condition) -> Row[Fine]:
    source, since = (ORDER_17, SINCE_ORDER_17) if act is Act.APPLICANT else (LAW_2019, SINCE_ORDER_17)
    return _row(source, article, since, LAST_2019, fine, act=one_of(act), **when)


def _new(article: str, act: Act, fine: Fine, **when: Condition) -> Row[Fine]:
    return _row(LAW_2026, article, CHANGES_ON, None, fine, act=one_of(act), **when)


TM_PENALTY = Table(
    "tm_penalty", _("商标恶意申请和代理的处罚"),
    (
        Input("act", _("行为"), Kind.CHOICE, tuple(Act)), Input("gain", _("违法所得（元）"), Kind.NUMBER, low=0),
        Input("adverse", _("造成不良影响"), Kind.BOOL), Input("serious", _("情节严重"), Kind.BOOL),
    ),
    (
        _old("第12条", Act.APPLICANT, Fine(0, 30_000, 3), gain=above(0)),
        _old("第12条", Act.APPLICANT, Fine(0, 10_000)),
        _old("第68条", Act.AGENT, Fine(10_000, 100_000)),
        _old("第68条", Act.AGENT_PERSON, Fine(5_000, 50_000)),
        Row(
            {"act": one_of(Act.AGENT_UNFILED)}, NOTHING, _("2019年修正的商标法没有这一项"), LAW_2019, "",
            SINCE_ORDER_17, LAST_2019,
        ),
        _new("第54条", Act.APPLICANT, NOTHING, adverse=NO),
        _new("第54条", Act.APPLICANT, Fine(0, 100_000)),
        _new("第67条", Act.AGENT, Fine(100_000, 200_000), serious=YES),
        _new("第67条", Act.AGENT, Fine(10_000, 100_000)),
        _new("第67条", Act.AGENT_PERSON, Fine(50_000, 100_000), serious=YES),
        _new("第67条", Act.AGENT_PERSON, Fine(5_000, 50_000)),
        _new("第67条", Act.AGENT_UNFILED, Fine(10_000, 50_000)),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Threat:
    """What the law of the act's day threatens; `lighter` is what the day of the decision would, where that is less."""

    decision: Decision[Fine]
    highest: Decimal
    lighter: Decision[Fine] | None = None


def threat(
    act: Act, *, acted_on: date, decided_on: date, gain: Decimal = Decimal(0), adverse: bool = False,
    serious: bool = False,
) -> Threat:  # fmt: skip
    """Return the penalty by the law of the act's day (《行政处罚法》第37条); a lighter law that came is named beside.

    Raises `NotDecidable` for acts before 1 December 2019: no law of that day was read.
    """
    asked: dict[str, Value] = {"act": act, "gain": gain, "adverse": adverse, "serious": serious}
    then = decide(TM_PENALTY, on=acted_on, **asked)
    try:
        now = decide(TM_PENALTY, on=decided_on, **asked)
    except NotDecidable:
        now = then
    highest = then.result.highest(gain)
    return Threat(then, highest, now if now.result.highest(gain) < highest else None)
