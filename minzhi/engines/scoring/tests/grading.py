"""A scheme for tests, with numbers of its own; the house ships none that nobody has given."""

from datetime import date

from minzhi.engines.scoring import api as scoring
from minzhi.records.parties.models import Party

SCHEME, SINCE = "credit.subjects", date(2021, 1, 1)
DOCUMENT = {
    "groups": [
        {"key": "filing", "label": "申请诚信", "full": 30},
        {"key": "record", "label": "执法记录", "full": 30},
        {"key": "duty", "label": "义务履行", "full": 20},
        {"key": "promise", "label": "承诺配合", "full": 10},
        {"key": "positive", "label": "正向", "full": 10, "start": 0},
    ],
    "rows": [
        {"key": "penalty", "label": "受行政处罚", "group": "record", "points": -20, "cap": -30, "lasts": "1y"},
        {"key": "abnormal", "label": "非正常申请", "group": "filing", "points": "-2.5", "lasts": "1y"},
        {"key": "award", "label": "表彰", "group": "positive", "points": 5, "lasts": "2y"},
        {"key": "unknown", "label": "分值未定", "group": "duty"},
        {"key": "serious", "label": "严重失信名单", "group": "record", "veto": True},
    ],
    "grades": [
        {"key": "A", "label": "A级", "at_least": 90, "share": "0.03"},
        {"key": "B", "label": "B级", "at_least": 80, "share": "0.1"},
        {"key": "C", "label": "C级", "at_least": 60, "share": "0.3"},
        {"key": "D", "label": "D级", "share": 1},
    ],
    "veto_grade": "D",
}  # fmt: skip


def adopted(by, *, scheme=SCHEME, document=DOCUMENT, since=SINCE):
    """Adopt an edition by a head."""
    return scoring.adopt(
        scoring.draft(scheme, "测试规则", document, by=by, on=since), valid_from=since, by=by, on=since
    )


def graded(by, name="甲代理公司", *, on, scheme=SCHEME, number=""):
    """Let a new party be graded."""
    party = Party.objects.create(kind="agency", name=name)
    return scoring.enrol(scheme, party, label=name, number=number, by=by, on=on)
