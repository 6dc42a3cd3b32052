"""The supervision sheet: one matter, one sheet; answered in its colour's term, settled, or raised."""

from datetime import date

from minzhi.engines.tasklist.process.rules_cited import COLOURS, SAYING
from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.text import mark as _

OPEN = ("issued", "answered")

SHEET = Process(
    name="supervision_sheet",
    label=_("督查单"),
    version=1,
    effective_from=date(2023, 1, 1),
    law=COLOURS,
    initial="issued",
    states=(
        State("issued", _("待回复")),
        State("answered", _("已回复")),
        State("settled", _("已销单"), final=True),
        State("escalated", _("已升级"), final=True),
    ),
    actions=(
        Action(
            "issue", _("开单"), START, "issued", ("supervisor",), COLOURS.art(1),
            (Field("term", _("回复期限"), Kind.SPAN), Field("reason", _("事由"), at_most=SAYING)),
        ),
        Action(
            "reply", _("回复"), "issued", "answered", ("signer",), COLOURS.art(2),
            (Field("text", _("回复内容"), at_most=SAYING),),
        ),
        Action(
            "settle", _("销单"), OPEN, "settled", ("supervisor",), COLOURS.art(3),
            (Field("why", _("理由"), at_most=SAYING),),
        ),
        Action(
            "escalate", _("升级"), OPEN, "escalated", ("supervisor",), COLOURS.art(4),
            (Field("why", _("理由"), at_most=SAYING),),
        ),
    ),
    clocks=(
        Clock(
            "reply", _("回复期限"), cite=COLOURS.art(2), starts="issue", span_from="term", while_in=("issued",),
            whose="signer", effect_on_lapse=_("逾期未回复，可升级"),
        ),
    ),
)  # fmt: skip
