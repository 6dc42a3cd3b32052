"""What each law allows for an act, as dated rows: the base, how often, at least and at most, measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import YES, Condition, Input, Kind, Row, Table, above, at_least
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
    SPECIAL_SIGN = "special_sign"
    MARK_AGENT = "mark_agent"


@dataclass(frozen=True)
class Penalty:
    """What the law allows. The fine is at most `times` the base (gain or turnover, in yuan), and `at_most` yuan.

    `persons` is what those in charge and those directly responsible pay: at least, at most.
    """

    measures: tuple[str, ...] = ()
    base: str = ""
    times: int = 0
    at_most: int = 0
    warning: bool = False
    at_least: int = 0
    persons: tuple[int, int] | None = None

    def highest(self, gain: Decimal, turnover: Decimal) -> Decimal:
        """Return the highest fine in yuan."""
        if not self.times:
            return Decimal(self.at_most)
        most = self.times * (gain if self.base == OF_GAIN else turnover)
        return min(most, Decimal(self.at_most)) if self.at_most else most


STOP = Penalty((_("责令停止销售"),))
NOTHING = Penalty()
CORRECT = (_("责令改正并予公告"), _("没收违法所得"))
SEIZE_GAIN = (_("责令立即停止侵权行为"), _("没收侵权商品"), _("没收违法所得"))
SEIZE = (_("责令立即停止侵权行为"), _("没收、销毁侵权商品和主要用于侵权的工具"))
GAIN = Input("gain", _("违法所得（元）"), Kind.NUMBER, low=0)
TURNOVER = Input("turnover", _("违法经营额（元）"), Kind.NUMBER, low=0)
INNOCENT = Input("innocent", _("不知道且能说明合法来源"), Kind.BOOL)
SERIOUS = Input("serious", _("情节严重"), Kind.BOOL)
UNRECORDED = Input("unrecorded", _("商标代理未备案，责令改正而逾期不改"), Kind.BOOL)
HARMLESS = Input("harmless", _("没有造成不良影响"), Kind.BOOL)


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
SIGNS_SINCE = date(1996, 7, 13)
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
        "bad_faith", _("恶意申请商标的处罚"), (GAIN, HARMLESS),
        (
            *_rows(
                "《规范商标申请注册行为若干规定》（市场监管总局令第17号）", None, MARK_UNTIL,
                ("第12条", {"gain": above(0)}, Penalty((), OF_GAIN, 3, 30_000, warning=True)),
                ("第12条", {}, Penalty(at_most=10_000, warning=True)),
            ),
            *_rows(
                "《商标法》（2026年修订）", MARK_2026, None,
                ("第54条", {"harmless": YES}, NOTHING), ("第54条", {}, Penalty(at_most=100_000, warning=True)),
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
    Matter.SPECIAL_SIGN: Table(
        "special_sign", _("侵犯特殊标志所有权的处罚"), (GAIN,),
        _rows(
            "《特殊标志管理条例》（国务院令第202号）", SIGNS_SINCE, None,
            ("第16条", {"gain": above(0)}, Penalty(SEIZE_GAIN, OF_GAIN, 5)),
            ("第16条", {}, Penalty(SEIZE_GAIN, at_most=10_000)), read=False,
        ),
    ),
    Matter.MARK_AGENT: Table(
        "mark_agent", _("商标代理违法的处罚"), (SERIOUS, UNRECORDED),
        (
            *_rows(
                "《商标法》（2019年修正）", MARK_SINCE, MARK_UNTIL,
                ("第68条", {"unrecorded": YES}, NOTHING), read=False,
            ),
            *_rows(
                "《商标法》（2019年修正）", MARK_SINCE, MARK_UNTIL,
                ("第68条", {}, Penalty(at_least=10_000, at_most=100_000, persons=(5_000, 50_000))),
            ),
            *_rows(
                "《商标法》（2026年修订）", MARK_2026, None,
                ("第67条", {"unrecorded": YES}, Penalty(at_least=10_000, at_most=50_000)),
                ("第67条", {"serious": YES},
                 Penalty(at_least=100_000, at_most=200_000, persons=(50_000, 100_000))),
                ("第67条", {}, Penalty(at_least=10_000, at_most=100_000, persons=(5_000, 50_000))),
            ),
        ),
    ),
}  # fmt: skip
"""Laws before 2021 (patents) and 2014 (marks), and infringement of marks from 2027 on, were not read: no rows.

The amounts for special signs are general knowledge, the text was not read: unconfirmed.
"""
