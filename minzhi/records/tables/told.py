"""Why a table decided as it did, in the reader's language; what is kept of a decision stays Chinese (`why`)."""

from typing import Any

from django.utils.translation import gettext as _

from minzhi.kit.decision import Decision, Ground, Kind


def told(decision: Decision[Any]) -> str:
    """Return the sentence of the row, else what it asks and what was given, with its source."""
    row = decision.row
    said = _(row.says) if row.says else _("，").join(map(_asked, decision.grounds)) or _("其他情形")
    return _("%(said)s（%(source)s）") % {"said": said, "source": f"{row.source}{row.article}"} if row.source else said


def _asked(ground: Ground) -> str:
    label = _(ground.input.label)
    if ground.input.kind is Kind.BOOL:
        return _("%(label)s：%(said)s") % {"label": label, "said": _("是") if ground.value else _("否")}
    if not ground.condition.cuts():
        return f"{label}{ground.condition}"
    message = _("%(label)s%(condition)s（现为%(value)s）")
    return message % {"label": label, "condition": ground.condition, "value": ground.value}
