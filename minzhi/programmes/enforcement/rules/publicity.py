"""How long a penalty is shown, by channel: the market authority's own rules, the rules of credit repair since 2026.

The two do not agree (three years from publicity here, one to three years from the document there), so both stand as
dated rows, each for its own channel, and neither is confirmed. Periods of substance: their end does not move for a
day of rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minzhi.kit.decision import Input, Kind, Row, Table, decide, one_of
from minzhi.kit.legal_time import Calendar, Span
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.laws import PUBLICITY, REPAIR


class Weight(StrEnum):
    """What kind of information a penalty is; an officer says so."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class Channel(StrEnum):
    """Where a penalty is shown."""

    ENTERPRISES = "enterprises"
    CREDIT = "credit"


WEIGHTS: Mapping[str, str] = {
    Weight.MINOR: _("轻微（警告、较小数额罚款）"),
    Weight.ORDINARY: _("一般"),
    Weight.SERIOUS: _("严重"),
}
CHANNELS: Mapping[str, str] = {
    Channel.ENTERPRISES: _("国家企业信用信息公示系统"),
    Channel.CREDIT: _("信用中国，本机关「处罚公示」"),
}
NOT_SHOWN = _("轻微的一般不公示；有需要的不超过三个月，履行义务后即可修复")


@dataclass(frozen=True)
class Length:
    """From when a penalty may be repaired, and when showing it ends by itself; from the document or from publicity."""

    most: str
    least: str = ""
    from_document: bool = False


@dataclass(frozen=True)
class Shown:
    """What one channel's rule makes of one penalty. `repair_on`: the first day on which repair may be asked for."""

    channel: Channel
    last: date
    repair_on: date | None
    source: str
    says: str


SINCE = date(2026, 4, 1)
SMALL, OTHERS = _("三个月"), _("三年")


def _row(channel: Channel, result: Length, says: str, *weights: Weight, since: date | None = None) -> Row[Length]:
    law = REPAIR if channel is Channel.CREDIT else PUBLICITY
    when = {"channel": one_of(channel), "weight": one_of(*weights)}
    return Row(when, result, says, source=str(law.whole), valid_from=since)


TABLE = Table(
    "publicity", _("处罚信息公示期"),
    (
        Input("channel", _("公示渠道"), Kind.CHOICE, tuple(Channel)),
        Input("weight", _("信息类别"), Kind.CHOICE, tuple(Weight)),
    ),
    (
        _row(Channel.ENTERPRISES, Length("3m"), SMALL, Weight.MINOR),
        _row(Channel.ENTERPRISES, Length("3y"), OTHERS, Weight.ORDINARY, Weight.SERIOUS),
        _row(Channel.CREDIT, Length("3m", from_document=True), NOT_SHOWN, Weight.MINOR, since=SINCE),
        _row(Channel.CREDIT, Length("1y", "3m", from_document=True), _("三个月至一年"), Weight.ORDINARY, since=SINCE),
        _row(Channel.CREDIT, Length("3y", "1y", from_document=True), _("一年至三年"), Weight.SERIOUS, since=SINCE),
        Row(
            {"channel": one_of(Channel.CREDIT)}, Length(""), _("2026年4月1日以前的规定没有读到"),
            valid_to=date(2026, 3, 31),
        ),
    ),
)  # fmt: skip


def shown(weight: Weight, *, document_on: date, published_on: date) -> list[Shown]:
    """Return how long each channel shows a penalty whose document is of one day and which was published on another.

    A channel whose rules of that day were not read is left out.
    """
    found = []
    for channel in Channel:
        decision = decide(TABLE, on=document_on, channel=channel, weight=weight)
        if not decision.result.most:
            continue
        start = document_on if decision.result.from_document else published_on
        least = decision.result.least
        repair_on = _end(least, start) if least else None
        found.append(Shown(channel, _end(decision.result.most, start), repair_on, decision.row.source, decision.why))
    return found


def _end(span: str, start: date) -> date:
    return Span.parse(span, rolls=False).due(start, Calendar()).due


def shown_until(weight: Weight, *, document_on: date, published_on: date) -> date:
    """Return the last day on which the office's own page shows a penalty: of the channels, the shortest."""
    return min(each.last for each in shown(weight, document_on=document_on, published_on=published_on))


def need_not_be_shown(weight: Weight, document_on: date) -> bool:
    """Tell whether the rules of credit repair let a penalty go without publicity."""
    return weight is Weight.MINOR and document_on >= SINCE
