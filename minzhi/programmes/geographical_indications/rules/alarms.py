"""When scans of one label look like copies of it: a lead for an officer, no judgement."""

from datetime import date

from minzhi.kit.decision import Decision, Input, Kind, Row, Table, above, at_least, at_most, below, decide
from minzhi.kit.text import mark as _

ALARM, QUIET = "alarm", "quiet"
SOURCE = "建议值，未核定"
COPY_ALARM = Table(
    "gi_copy_alarm", _("同一枚码的扫码预警"),
    (Input("scans", _("扫码次数"), Kind.NUMBER), Input("places", _("扫码人所在地市数"), Kind.NUMBER)),
    (
        Row({"scans": above(50), "places": at_least(5)}, ALARM, _("同一枚码在多地被反复扫描，可能被复制"), SOURCE),
        Row({"scans": above(50), "places": below(5)}, QUIET, _("次数多但地点集中，可能是展示或培训"), SOURCE),
        Row({"scans": at_most(50)}, QUIET, _("扫描次数正常"), SOURCE),
    ),
)  # fmt: skip


def copies(scans: int, places: int, *, on: date) -> Decision[str]:
    return decide(COPY_ALARM, on=on, scans=scans, places=places)
