"""How long dishonesty is shown and when it may be repaired: two regimes, each with its days, by the document's date.

Order 36 of the planning commission holds since 2026-04-01 and reckons from the document. The rules of 2022 were known
in outline only: their rows are unconfirmed. Periods of substance: no day of rest moves them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import YES, Decision, Hit, Input, Kind, Row, Table, at_least, decide, one_of
from minzhi.kit.legal_time import Calendar, Span
from minzhi.kit.text import mark as _
from minzhi.programmes.credit.rules.laws import CNIPA, READ, REPAIR


class Weight(StrEnum):
    """The class of a piece of information; an officer says so."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


WEIGHTS: Mapping[str, str] = {
    Weight.MINOR: _("轻微失信"),
    Weight.ORDINARY: _("一般失信"),
    Weight.SERIOUS: _("严重失信"),
}


@dataclass(frozen=True)
class Length:
    """At least so long before repair ("" at once when the duty is done), at most so long; `shown` at all by default."""

    least: str
    most: str
    shown: bool = True


NEW, OLD = date(2026, 4, 1), date(2022, 1, 24)
LENGTHS: Table[Length] = Table(
    "credit_publicity", _("失信信息公示期限"),
    (
        Input("weight", _("失信程度"), Kind.CHOICE, tuple(Weight)),
        Input("repeats", _("此前的认定仍在公示期内的次数"), Kind.WHOLE),
    ),
    (
        Row({"weight": one_of(Weight.MINOR)}, Length("", "3m", shown=False), _("轻微的不公示，确需公示的不超过三个月"),
            str(REPAIR.whole), valid_from=NEW, confirmed_by=READ),
        Row({"weight": one_of(Weight.ORDINARY)}, Length("3m", "1y"), _("一般的最短三个月、最长一年"), str(REPAIR.whole),
            valid_from=NEW, confirmed_by=READ),
        Row({"weight": one_of(Weight.SERIOUS)}, Length("1y", "3y"), _("严重的最短一年、最长三年"), str(REPAIR.whole),
            valid_from=NEW, confirmed_by=READ),
        Row({"repeats": at_least(2)}, Length("6m", "3y"), _("公示期内又多次被认定，累加至三年为限"), str(CNIPA.whole),
            valid_from=OLD, valid_to=date(2026, 3, 31)),
        Row({"repeats": at_least(1)}, Length("6m", "2y"), _("公示期内又被认定，加一年"), str(CNIPA.whole),
            valid_from=OLD, valid_to=date(2026, 3, 31)),
        Row({}, Length("6m", "1y"), _("公示一年，满六个月可申请修复"), str(CNIPA.whole), valid_from=OLD,
            valid_to=date(2026, 3, 31)),
    ),
    Hit.FIRST,
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """From `repair_on` on repair may be asked for, on `stops_on` showing stops by itself."""

    repair_on: date
    stops_on: date
    by: Decision[Length]


def shown(weight: Weight, document_on: date, repeats: int = 0) -> Shown:
    """Return the days of a piece of information; raises `NotDecidable` before the first regime.

    `repeats` earlier findings were still shown when this one was made: under the rules of 2022 each adds a year.
    """
    found = decide(LENGTHS, on=document_on, weight=weight, repeats=repeats)
    least, most = found.result.least, found.result.most
    return Shown(ends(document_on, least) if least else document_on, ends(document_on, most), found)


def shown_of(fields: Mapping[str, object]) -> Shown:
    """Return the days of a finding from what its forms say."""
    document_on = date.fromisoformat(str(fields["document_on"]))
    return shown(Weight(str(fields["weight"])), document_on, int(Decimal(str(fields.get("repeats") or 0))))


def ends(day: date, span: str) -> date:
    """Return the last day of a span from a document's day on; no day of rest moves it."""
    return Span.parse(span, rolls=False).due(day, Calendar()).due


MAY, MUST_NOT = "may", "must_not"
NOT_RECORDED: Table[str] = Table(
    "credit_not_recorded", _("可以不记入失信"),
    (
        Input("kind", _("失信行为"), Kind.CHOICE, ("abnormal", "other")),
        Input("withdrawn", _("期限内全部撤回"), Kind.BOOL),
        Input("repaid", _("已退缴费用减缴款"), Kind.BOOL),
    ),
    (
        Row({"kind": one_of("abnormal"), "withdrawn": YES, "repaid": YES}, MAY, _("非正常申请已及时纠正，可以不记入"),
            str(CNIPA.whole)),
        Row({}, MUST_NOT, _("不属于可以不记入的情形"), str(CNIPA.whole)),
    ),
    Hit.FIRST,
)  # fmt: skip


ASKS_AGAIN = "1y"
"""Under the rules of 2022 nobody is repaired twice within a year, nor after another finding (unconfirmed)."""


def bars_repair(document_on: date, repaired_on: date | None, found_again_on: date | None, on: date) -> str:
    """Return why repair may not be asked for under the rules of 2022, or nothing; Order 36 knows no such bar."""
    if document_on >= NEW:
        return ""
    if repaired_on is not None and on <= ends(repaired_on, ASKS_AGAIN):
        return _("%(day)s已修复过一次，一年之内不能再申请。") % {"day": repaired_on}
    return _("%(day)s又被认定失信，不能申请修复。") % {"day": found_again_on} if found_again_on else ""


def may_be_left_out(kind: str, *, withdrawn: bool, repaid: bool, on: date) -> Decision[str]:
    """Return whether dishonesty may be not recorded; the officer chooses, with a reason."""
    given = "abnormal" if kind == "abnormal" else "other"
    return decide(NOT_RECORDED, on=on, kind=given, withdrawn=withdrawn, repaid=repaid)
