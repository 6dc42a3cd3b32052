"""What a penalty may be (tables `agency_penalty`) and who decides it (table `agency_competence`), by the act's day.

Where the law of the decision's day is lighter, that one holds (Administrative Penalty Law, article 37).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import YES, Condition, Decision, Input, Kind, NotDecidable, Row, Table, decide, one_of
from minzhi.kit.process import Citation
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.rules.laws import (
    MARK_2019_SINCE,
    MARK_2019_UNTIL,
    MARK_2026,
    MARK_AGENTS,
    MARK_AGENTS_SINCE,
    MARK_LAW_2019,
    MARK_LAW_2026,
    OURS,
    REGULATIONS,
    REGULATIONS_SINCE,
)


class Matter(StrEnum):
    """Who is punished, for what."""

    AGENCY = "agency"
    ATTORNEY = "attorney"
    UNLICENSED = "unlicensed"
    MARK_AGENCY = "mark_agency"
    MARK_PERSON = "mark_person"
    MARK_UNRECORDED = "mark_unrecorded"


MATTERS: Mapping[str, str] = {
    Matter.AGENCY: _("专利代理机构违法"),
    Matter.ATTORNEY: _("专利代理师违法"),
    Matter.UNLICENSED: _("无资质专利代理"),
    Matter.MARK_AGENCY: _("商标代理机构违法"),
    Matter.MARK_PERSON: _("商标代理机构的责任人员"),
    Matter.MARK_UNRECORDED: _("商标代理机构未备案，逾期不改正"),
}
PATENT = frozenset({Matter.AGENCY, Matter.ATTORNEY, Matter.UNLICENSED})
CORRECT, WARN, STOP = _("责令改正"), _("警告"), _("责令停止违法行为")
CONFISCATE = _("没收违法所得")
PROPOSE = _("情节严重的，报国家知识产权局责令停止承接新业务六个月至十二个月，直至吊销")
REFUSE = _("情节严重的，报国家知识产权局停止受理其办理商标代理业务")


@dataclass(frozen=True)
class Penalty:
    """What the law allows: measures; a fine from `low` to `high` yuan, or that many times the gain."""

    measures: tuple[str, ...]
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    of_gain: bool = False

    def fine(self, gain: Decimal) -> tuple[Decimal, Decimal]:
        """Return the least and the highest fine in yuan; of gain that is not proved there is none."""
        return (self.low * gain, self.high * gain) if self.of_gain else (self.low, self.high)


@dataclass(frozen=True)
class Range:
    """The penalty that applies, the fine in yuan, what is confiscated, the row behind it, what else to see to."""

    penalty: Penalty
    low: Decimal
    high: Decimal
    confiscated: Decimal
    decision: Decision[Penalty]
    lighter: bool = False
    remark: str = ""


NO_GAIN = _("没有查明违法所得，就没有罚款的基数：先收集合同、发票、收款记录")
When = Mapping[str, Condition]


def _row(cite: Citation, result: Penalty, since: date, until: date | None = None, when: When | None = None
         ) -> Row[Penalty]:  # fmt: skip
    article = str(cite).removeprefix(str(cite.law))
    return Row(when or {}, result, "", str(cite.law), article, since, until, cite.law.confirmed_by)


def _of(low: int, high: int, *measures: str, of_gain: bool = False) -> Penalty:
    return Penalty(measures, Decimal(low), Decimal(high), of_gain)


def _table(matter: Matter, *rows: Row[Penalty]) -> Table[Penalty]:
    return Table(f"agency_penalty_{matter}", MATTERS[matter], (Input("serious", _("情节严重"), Kind.BOOL),), rows)


SERIOUS: When = {"serious": YES}
OLD, NEW = MARK_LAW_2019.art(68), MARK_LAW_2026.art(67)
THEN = (MARK_2019_SINCE, MARK_2019_UNTIL)
AGENCY_PENALTY: Mapping[str, Table[Penalty]] = {
    Matter.AGENCY: _table(
        Matter.AGENCY,
        _row(REGULATIONS.art(25), _of(0, 100_000, CORRECT, WARN, PROPOSE), REGULATIONS_SINCE, when=SERIOUS),
        _row(REGULATIONS.art(25), _of(0, 100_000, CORRECT, WARN), REGULATIONS_SINCE),
    ),
    Matter.ATTORNEY: _table(
        Matter.ATTORNEY, _row(REGULATIONS.art(26), _of(0, 50_000, CORRECT, WARN), REGULATIONS_SINCE)
    ),
    Matter.UNLICENSED: _table(
        Matter.UNLICENSED, _row(REGULATIONS.art(27), _of(1, 5, STOP, CONFISCATE, of_gain=True), REGULATIONS_SINCE)
    ),
    Matter.MARK_AGENCY: _table(
        Matter.MARK_AGENCY,
        _row(OLD, _of(10_000, 100_000, CORRECT, WARN, REFUSE), *THEN, when=SERIOUS),
        _row(OLD, _of(10_000, 100_000, CORRECT, WARN), *THEN),
        _row(NEW, _of(100_000, 200_000, CORRECT, WARN, REFUSE), MARK_2026, when=SERIOUS),
        _row(NEW, _of(10_000, 100_000, CORRECT, WARN), MARK_2026),
    ),
    Matter.MARK_PERSON: _table(
        Matter.MARK_PERSON,
        _row(OLD, _of(5_000, 50_000, WARN), *THEN),
        _row(NEW, _of(50_000, 100_000, WARN), MARK_2026, when=SERIOUS),
        _row(NEW, _of(5_000, 50_000, WARN), MARK_2026),
    ),
    Matter.MARK_UNRECORDED: _table(
        Matter.MARK_UNRECORDED,
        _row(MARK_AGENTS.whole, _of(0, 0, CORRECT), MARK_AGENTS_SINCE, MARK_2019_UNTIL),
        _row(NEW, _of(10_000, 50_000, CORRECT), MARK_2026),
    ),
}  # fmt: skip
"""Days before 2019 were not read: nothing is decided by them."""


def penalty(matter: str, *, acted_on: date, decided_on: date, serious: bool = False, gain: Decimal = Decimal(0)
            ) -> Range:  # fmt: skip
    """Return what applies; raises `NotDecidable` where no law of the act's day was read."""
    then = decide(AGENCY_PENALTY[matter], on=acted_on, serious=serious)
    try:
        now = decide(AGENCY_PENALTY[matter], on=decided_on, serious=serious)
    except NotDecidable:
        now = then
    lighter = now.result.fine(gain) < then.result.fine(gain)
    chosen = now if lighter else then
    low, high = chosen.result.fine(gain)
    taken = gain if CONFISCATE in chosen.result.measures else Decimal(0)
    remark = NO_GAIN if chosen.result.of_gain and not gain else ""
    return Range(chosen.result, low, high, taken, chosen, lighter, remark)


class Power(StrEnum):
    """What a level may do in a matter."""

    DECIDES = "decides"
    PROPOSES = "proposes"


LEVELS = ("nation", "province", "city", "county", "station")
MEASURES = ("fine", "suspend", "list")
PROVINCE_ONLY = _("对专利代理机构、专利代理师和无资质专利代理的警告、罚款由省级部门决定")
NATION_ONLY = _("停止承接新业务、吊销由国家知识产权局决定，地方只能提请")
COUNTY_UP = _("商标代理违法由县级以上市场监督管理部门处罚")
LISTING = _("列入、移出经营异常名录由省级部门决定（没有查到条文，未核定）")
STATION = _("市场监管所只提建议")
PATENTS = tuple(sorted(PATENT))


def _power(result: Power, says: str, source: Citation, *, read: bool = True, **when: Condition) -> Row[Power]:
    return Row(when, result, says, str(source), confirmed_by=source.law.confirmed_by if read else "")


AGENCY_COMPETENCE: Table[Power] = Table(
    "agency_competence", _("代理违法行为的管辖"),
    (
        Input("matter", _("案由"), Kind.CHOICE, tuple(Matter)), Input("level", _("层级"), Kind.CHOICE, LEVELS),
        Input("measure", _("处罚种类"), Kind.CHOICE, MEASURES),
    ),
    (
        _power(Power.DECIDES, NATION_ONLY, REGULATIONS.art(25), measure=one_of("suspend"), level=one_of("nation")),
        _power(Power.PROPOSES, NATION_ONLY, REGULATIONS.art(25), measure=one_of("suspend")),
        _power(Power.DECIDES, LISTING, OURS.whole, measure=one_of("list"), level=one_of("province")),
        _power(Power.PROPOSES, LISTING, OURS.whole, measure=one_of("list")),
        _power(Power.DECIDES, PROVINCE_ONLY, REGULATIONS.art(25), matter=one_of(*PATENTS), level=one_of("province")),
        _power(Power.PROPOSES, PROVINCE_ONLY, REGULATIONS.art(25), matter=one_of(*PATENTS)),
        _power(Power.PROPOSES, STATION, OURS.whole, level=one_of("station", "nation")),
        _power(Power.DECIDES, COUNTY_UP, MARK_LAW_2019.art(68)),
    ),
)  # fmt: skip


def may_decide(matter: str, level: str, *, on: date, measure: str = "fine") -> Decision[Power]:
    """Return whether a level decides in a matter, or only proposes; the row says why."""
    return decide(AGENCY_COMPETENCE, on=on, matter=matter, level=level, measure=measure)
