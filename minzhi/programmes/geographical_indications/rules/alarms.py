"""When scans of one label look like copies of it: a lead for an officer, no judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from minzhi.kit.decision import YES, Decision, Input, Kind, Row, Table, above, at_least, at_most, below, decide
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.rules.areas import apart

ALARM, QUIET = "alarm", "quiet"
SOURCE = "建议值，未核定"
COPY_ALARM = Table(
    "gi_copy_alarm", _("同一枚码的扫码预警"),
    (
        Input("scans", _("扫码次数"), Kind.NUMBER), Input("places", _("扫码人所在地市数"), Kind.NUMBER),
        Input("leapt", _("两地先后被扫，快过交通工具"), Kind.BOOL),
    ),
    (
        Row({"leapt": YES}, ALARM, _("同一枚码先后出现在相距很远的两地，快过交通工具，可能被复制"), SOURCE),
        Row({"scans": above(50), "places": at_least(5)}, ALARM, _("同一枚码在多地被反复扫描，可能被复制"), SOURCE),
        Row({"scans": above(50), "places": below(5)}, QUIET, _("次数多但地点集中，可能是展示或培训"), SOURCE),
        Row({"scans": at_most(50)}, QUIET, _("扫描次数正常"), SOURCE),
    ),
)  # fmt: skip


def copies(scans: int, places: int, *, leapt: bool, on: date) -> Decision[str]:
    return decide(COPY_ALARM, on=on, scans=scans, places=places, leapt=leapt)


@dataclass(frozen=True)
class Reach:
    """Where cities lie, and from how many kilometres, at how many kilometres an hour, nobody carried one label."""

    points: Mapping[str, Sequence[float]]
    km: float
    speed: float

    def leapt(self, looks: Sequence[tuple[datetime, str]]) -> bool:
        """Tell whether two looks one after the other, each a moment and a city, are too far apart for their time."""
        known = [(moment, self.points[city]) for moment, city in sorted(looks) if city in self.points]
        for (before, one), (after, other) in pairwise(known):
            far, hours = apart(one, other), (after - before).total_seconds() / 3600
            if far >= self.km and far > self.speed * hours:
                return True
        return False
