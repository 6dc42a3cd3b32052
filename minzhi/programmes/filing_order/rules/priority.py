"""How soon somebody looks at a lead; a proposal."""

from collections.abc import Sequence
from datetime import date

from minzhi.kit.decision import YES, Decision, Input, Kind, Row, Table, at_least, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.signals import Signal

HIGH, MIDDLE, LOW = "high", "middle", "low"
PRIORITIES = {HIGH: _("高"), MIDDLE: _("中"), LOW: _("低")}
OF_TEXT = frozenset({"S1", "S2", "S3", "S10"})
"""Signals that show texts or counted rows, not circumstances only."""
SOURCE = "申请秩序工作规则（建议稿）"
PRIORITY = Table(
    "lead_priority", _("线索优先级"),
    (
        Input("fired", _("出现的信号数"), Kind.WHOLE, low=0),
        Input("of_text", _("有比对文本或者清单的信号"), Kind.BOOL),
    ),
    (
        Row({"fired": at_least(2), "of_text": YES}, HIGH, "", SOURCE),
        Row({"fired": at_least(3)}, HIGH, "", SOURCE),
        Row({"fired": at_least(2)}, MIDDLE, "", SOURCE),
        Row({"of_text": YES}, MIDDLE, "", SOURCE),
        Row({}, LOW, "", SOURCE),
    ),
)  # fmt: skip


def priority(found: Sequence[Signal], *, on: date) -> Decision[str]:
    """Return how soon to look, from the signals that stand out."""
    fired = [each for each in found if each.fired]
    return decide(PRIORITY, on=on, fired=len(fired), of_text=any(each.code in OF_TEXT for each in fired))
