"""When a mark user is struck off (Order 80, article 31), and what misuse is (article 30)."""

from datetime import date

from minzhi.kit.decision import Decision, Input, Kind, Row, Table, decide, one_of
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.rules.laws import READ

TRIGGERS = {
    "no_licence": _("营业执照已注销、吊销"),
    "no_permit": _("生产许可已注销、吊销"),
    "moved_out": _("迁出地域范围"),
    "stopped": _("不再生产该产品"),
    "off_standard": _("不按标准组织生产"),
    "unused": _("连续两年未使用专用标志"),
}
CORRECTABLE = frozenset({"off_standard", "unused"})
MISUSES = {
    "outside": _("在地域范围外使用该名称"),
    "similar": _("使用近似名称，足以误导公众"),
    "style": _("标明真实产地，或加“种”“型”“式”“类”“风格”等字样"),
    "inside_off_standard": _("在地域范围内，但不符合标准"),
    "forged": _("伪造、擅自制造专用标志"),
    "similar_sign": _("使用与专用标志近似的标志"),
    "selling": _("销售上述产品"),
    "other": _("其他，见说明"),
}
SOURCE = "《地理标志产品保护办法》"
PROPOSE, CORRECT, VIOLATES, LOOK = "propose", "correct", "violates", "look"
AFTER, AT_ONCE = _("限期改正后仍不改正的，提请注销"), _("查实后提请注销")
NAMED, OPEN = _("属于第三十条列举的情形"), _("未列举的情形，由承办人判断")


def _row(result: str, says: str, article: str, **when: str) -> Row[str]:
    return Row({name: one_of(value) for name, value in when.items()}, result, says, SOURCE, article, confirmed_by=READ)


GI_CANCEL = Table(
    "gi_cancel", _("专用标志使用人的注销"),
    (
        Input("trigger", _("情形"), Kind.CHOICE, tuple(TRIGGERS)),
        Input("corrected", _("限期改正"), Kind.CHOICE, ("due", "failed")),
    ),
    (
        *(_row(CORRECT, AFTER, "第31条", trigger=name, corrected="due") for name in sorted(CORRECTABLE)),
        *(_row(PROPOSE, AFTER, "第31条", trigger=name, corrected="failed") for name in sorted(CORRECTABLE)),
        *(_row(PROPOSE, AT_ONCE, "第31条", trigger=name) for name in TRIGGERS if name not in CORRECTABLE),
    ),
)  # fmt: skip
GI_MISUSE = Table(
    "gi_misuse", _("对地理标志的不当使用"), (Input("act", _("行为"), Kind.CHOICE, tuple(MISUSES)),),
    (
        *(_row(VIOLATES, NAMED, "第30条", act=name) for name in MISUSES if name != "other"),
        _row(LOOK, OPEN, "第30条", act="other"),
    ),
)  # fmt: skip


def after(trigger: str, *, corrected: bool, on: date) -> Decision[str]:
    """Say what follows from a trigger: correction first, or the proposal to strike off; `corrected` failed already."""
    return decide(GI_CANCEL, on=on, trigger=trigger, corrected="failed" if corrected else "due")


def misuse(act: str, *, on: date) -> Decision[str]:
    return decide(GI_MISUSE, on=on, act=act)
