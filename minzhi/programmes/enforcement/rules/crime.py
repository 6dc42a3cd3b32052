"""Where an amount calls for transfer to the police; below it reasonable suspicion is still enough (国务院令第310号)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from minzhi.kit.decision import YES, Condition, Decision, Input, Kind, Row, Table, Value, at_least, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.laws import READ


class Crime(StrEnum):
    """What the act may be under the criminal law."""

    GOODS_MARK = "goods_mark"
    SERVICE_MARK = "service_mark"
    SELLING = "selling"
    PATENT = "patent"


class Gravity(StrEnum):
    """What the amounts amount to."""

    NONE = "none"
    SERIOUS = "serious"
    ESPECIALLY = "especially_serious"


SINCE, BEFORE = date(2025, 4, 26), date(2025, 4, 25)
NEW, OLD = "法释〔2025〕5号", "法释〔2004〕19号"
GAIN = Input("gain", _("违法所得（元）"), Kind.NUMBER, low=0)
TURNOVER = Input("turnover", _("非法经营数额（元）"), Kind.NUMBER, low=0)
SALES = Input("turnover", _("销售金额（元）"), Kind.NUMBER, low=0)
STOCK = Input("stock", _("尚未销售的货值金额（元）"), Kind.NUMBER, low=0)
TOGETHER = Input("together", _("已销售与未销售合计（元）"), Kind.NUMBER, low=0)
LOSS = Input("loss", _("给权利人造成的直接经济损失（元）"), Kind.NUMBER, low=0)
SEVERAL = Input("aggravated", _("两种以上，或两年内受过行政处罚又实施"), Kind.BOOL)
REPEAT = Input("aggravated", _("两年内受过行政处罚又实施"), Kind.BOOL)


def _new(article: str, result: Gravity, **when: Condition) -> Row[Gravity]:
    return Row(when, result, source=NEW, article=article, valid_from=SINCE, confirmed_by=READ)


def _old(result: Gravity, **when: Condition) -> Row[Gravity]:
    return Row(when, result, source=OLD, valid_to=BEFORE)


def _mark(gain: int, gain_again: int, turnover: int | None, turnover_again: int | None) -> tuple[Row[Gravity], ...]:
    """Return the rows of counterfeiting a mark: ten times an amount is especially serious."""
    rows = []
    for gravity, factor in ((Gravity.ESPECIALLY, 10), (Gravity.SERIOUS, 1)):
        rows.append(_new("第3条", gravity, gain=at_least(gain * factor)))
        rows.append(_new("第3条", gravity, aggravated=YES, gain=at_least(gain_again * factor)))
        if turnover and turnover_again:
            rows.append(_new("第3条", gravity, turnover=at_least(turnover * factor)))
            rows.append(_new("第3条", gravity, aggravated=YES, turnover=at_least(turnover_again * factor)))
    return tuple(rows)


NOT_REACHED = _new("", Gravity.NONE)
REST = (NOT_REACHED, _old(Gravity.NONE))
"""Of selling, and of marks of services, the amounts before 2025 were not read: there nothing is said of that time."""
TABLES: Mapping[Crime, Table[Gravity]] = {
    Crime.GOODS_MARK: Table(
        "crime_goods_mark", _("假冒注册商标（商品）"), (GAIN, TURNOVER, SEVERAL),
        (
            *_mark(30_000, 20_000, 50_000, 30_000),
            _old(Gravity.SERIOUS, gain=at_least(30_000)), _old(Gravity.SERIOUS, turnover=at_least(50_000)), *REST,
        ),
    ),
    Crime.SERVICE_MARK: Table(
        "crime_service_mark", _("假冒注册商标（服务）"), (GAIN, SEVERAL),
        (*_mark(50_000, 30_000, None, None), NOT_REACHED),
    ),
    Crime.SELLING: Table(
        "crime_selling", _("销售假冒注册商标的商品"), (GAIN, SALES, STOCK, TOGETHER, REPEAT),
        (
            _new("第5条", Gravity.SERIOUS, gain=at_least(30_000)),
            _new("第5条", Gravity.SERIOUS, turnover=at_least(50_000)),
            _new("第5条", Gravity.SERIOUS, stock=at_least(150_000)),
            _new("第5条", Gravity.SERIOUS, together=at_least(150_000)),
            _new("第5条", Gravity.SERIOUS, aggravated=YES, gain=at_least(20_000)),
            _new("第5条", Gravity.SERIOUS, aggravated=YES, turnover=at_least(30_000)),
            _new("第5条", Gravity.SERIOUS, aggravated=YES, together=at_least(90_000)),
            NOT_REACHED,
        ),
    ),
    Crime.PATENT: Table(
        "crime_patent", _("假冒他人专利"), (GAIN, TURNOVER, LOSS, SEVERAL),
        (
            _new("第10条", Gravity.SERIOUS, gain=at_least(100_000)),
            _new("第10条", Gravity.SERIOUS, turnover=at_least(200_000)),
            _new("第10条", Gravity.SERIOUS, loss=at_least(300_000)),
            _new("第10条", Gravity.SERIOUS, aggravated=YES, gain=at_least(50_000)),
            _new("第10条", Gravity.SERIOUS, aggravated=YES, turnover=at_least(100_000)),
            _old(Gravity.SERIOUS, gain=at_least(100_000)), _old(Gravity.SERIOUS, turnover=at_least(200_000)), *REST,
        ),
    ),
}  # fmt: skip


def threshold(crime: Crime, *, on: date, **amounts: Value) -> Decision[Gravity]:
    """Return what the amounts amount to on a day; unsold and sold goods are added up by themselves.

    Raises `NotDecidable` for an amount the table does not ask for, or one it asks for and did not get.
    """
    if crime is Crime.SELLING and {"turnover", "stock"} <= set(amounts):
        amounts["together"] = amounts["turnover"] + amounts["stock"]  # type: ignore[operator] # both are numbers
    return decide(TABLES[crime], on=on, **amounts)
