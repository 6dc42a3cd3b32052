"""How high a fine may be: by the law of the day of the act, or the lighter one of the day of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import YES, Condition, Decision, Input, Kind, NotDecidable, Row, Table, above, at_least, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.laws import READ

FIFTY_THOUSAND = 50_000
OF_GAIN, OF_TURNOVER = "gain", "turnover"


class Matter(StrEnum):
    """What somebody is punished for."""

    PASSING_OFF = "passing_off"
    TRADEMARK = "trademark"
    FALSE_FILING = "false_filing"
    BAD_FAITH = "bad_faith"
    OLYMPIC = "olympic"


@dataclass(frozen=True)
class Penalty:
    """What the law allows. The fine is at most `times` the base (gain or turnover, in yuan), and `at_most` yuan."""

    measures: tuple[str, ...] = ()
    base: str = ""
    times: int = 0
    at_most: int = 0
    warning: bool = False

    def highest(self, gain: Decimal, turnover: Decimal) -> Decimal:
        """Return the highest fine in yuan."""
        if not self.times:
            return Decimal(self.at_most)
        most = self.times * (gain if self.base == OF_GAIN else turnover)
        return min(most, Decimal(self.at_most)) if self.at_most else most


@dataclass(frozen=True)
class Facts:
    """What was found of an act; amounts in yuan. `innocent`: a seller who did not know and names a lawful source."""

    acted_on: date
    gain: Decimal = Decimal(0)
    turnover: Decimal = Decimal(0)
    innocent: bool = False
    marked_before_expiry: bool = False
    again_in_five_years: bool = False


@dataclass(frozen=True)
class Range:
    """The penalty that applies, its highest fine in yuan, the rows it follows from, and what else weighs."""

    penalty: Penalty
    highest: Decimal
    decision: Decision[Penalty]
    lighter: bool = False
    remarks: tuple[str, ...] = ()
    compared: Mapping[str, str] = field(default_factory=dict)


STOP = Penalty((_("责令停止销售"),))
NOTHING = Penalty()
CORRECT = (_("责令改正并予公告"), _("没收违法所得"))
SEIZE = (_("责令立即停止侵权行为"), _("没收、销毁侵权商品和主要用于侵权的工具"))
GAIN = Input("gain", _("违法所得（元）"), Kind.NUMBER, low=0)
TURNOVER = Input("turnover", _("违法经营额（元）"), Kind.NUMBER, low=0)
INNOCENT = Input("innocent", _("不知道且能说明合法来源"), Kind.BOOL)


When = Mapping[str, Condition]


def _rows(
    source: str, since: date | None, until: date | None, *rows: tuple[str, When, Penalty], read: bool = True
) -> tuple[Row[Penalty], ...]:
    """Return the rows of one instrument: article, condition, penalty; `read` where its text was."""
    by = READ if read else ""
    return tuple(
        Row(when, result, source=source, article=article, valid_from=since, valid_to=until, confirmed_by=by)
        for article, when, result in rows
    )


PATENT_SINCE, OLYMPIC_SINCE, FILING_SINCE = date(2021, 6, 1), date(2018, 7, 31), date(2024, 1, 20)
REGULATIONS_UNTIL = date(2024, 1, 19)
MARK_2026 = date(2027, 1, 1)
MARK_SINCE, MARK_UNTIL = date(2014, 5, 1), date(2026, 12, 31)
LARGE: When = {"turnover": at_least(FIFTY_THOUSAND)}
TABLES: Mapping[Matter, Table[Penalty]] = {
    Matter.PASSING_OFF: Table(
        "passing_off", _("假冒专利的处罚"),
        (GAIN, INNOCENT, Input("marked_before_expiry", _("专利权终止前已经标注"), Kind.BOOL)),
        (
            *_rows(
                "《专利法实施细则》（2010年修订）", PATENT_SINCE, REGULATIONS_UNTIL,
                ("第84条", {"marked_before_expiry": YES}, NOTHING), ("第84条", {"innocent": YES}, STOP), read=False,
            ),
            *_rows(
                "《专利法实施细则》", FILING_SINCE, None,
                ("第101条", {"marked_before_expiry": YES}, NOTHING), ("第101条", {"innocent": YES}, STOP),
            ),
            *_rows(
                "《专利法》", PATENT_SINCE, None,
                ("第68条", {"gain": above(FIFTY_THOUSAND)}, Penalty(CORRECT, OF_GAIN, 5)),
                ("第68条", {}, Penalty(CORRECT, at_most=250_000)),
            ),
        ),
    ),
    Matter.TRADEMARK: Table(
        "trademark", _("商标侵权的处罚"), (TURNOVER, INNOCENT),
        _rows(
            "《商标法》（2019年修正）", MARK_SINCE, MARK_UNTIL,
            ("第60条", {"innocent": YES}, STOP), ("第60条", LARGE, Penalty(SEIZE, OF_TURNOVER, 5)),
            ("第60条", {}, Penalty(SEIZE, at_most=250_000)),
        ),
    ),
    Matter.FALSE_FILING: Table(
        "false_filing", _("不诚信申请专利的处罚"), (),
        _rows("《专利法实施细则》", FILING_SINCE, None, ("第100条", {}, Penalty(at_most=100_000, warning=True))),
    ),
    Matter.BAD_FAITH: Table(
        "bad_faith", _("恶意申请商标的处罚"), (GAIN,),
        (
            *_rows(
                "《规范商标申请注册行为若干规定》（市场监管总局令第17号）", None, MARK_UNTIL,
                ("第12条", {"gain": above(0)}, Penalty((), OF_GAIN, 3, 30_000, warning=True)),
                ("第12条", {}, Penalty(at_most=10_000, warning=True)),
            ),
            *_rows(
                "《商标法》（2026年修订）", MARK_2026, None,
                ("第54条", {}, Penalty(at_most=100_000, warning=True)),
            ),
        ),
    ),
    Matter.OLYMPIC: Table(
        "olympic", _("侵犯奥林匹克标志专有权的处罚"), (TURNOVER,),
        _rows(
            "《奥林匹克标志保护条例》", OLYMPIC_SINCE, None,
            ("第12条", LARGE, Penalty(SEIZE, OF_TURNOVER, 5)), ("第12条", {}, Penalty(SEIZE, at_most=250_000)),
        ),
    ),
}  # fmt: skip
"""Rows before 2021 (patents), 2014 (marks) and from 2027 on (marks) were not read, so nothing is decided by them."""
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
    remarks = (HEAVIER,) if matter is Matter.TRADEMARK and facts.again_in_five_years else ()
    return Range(
        chosen.result, _highest(chosen, facts), chosen, lighter, remarks,
        {str(facts.acted_on): then.why, str(decided_on): now.why},
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
