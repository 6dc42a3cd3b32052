"""The grading scheme of agencies this room ships, and the checklist of an inspection.

Full mark, kinds of deductions and limits of the trial measures of 2023 were known in outline, the table of deductions
was not seen: no row has points until the office gives them.
"""

from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.rules.laws import GRADING, MEASURES, OURS

RENTED_UNDER = "irregular"
"""The row of the scheme whose impact assessment covers looking for rented certificates."""
KEY, LABEL = "agencies.grading", _("代理机构信用评价")
FED = {
    "abnormal": ["agencies.listed_abnormal"],
    "penalty": ["agencies.penalty_decided"],
    "irregular": ["agencies.correction_ordered"],
    "discipline": ["agencies.disciplined"],
    "promise": ["agencies.promise_broken"],
}
ROWS = {
    "irregular": _("不规范经营"),
    "abnormal": _("列入经营异常名录"),
    "penalty": _("行政处罚"),
    "discipline": _("行业惩戒"),
    "promise": _("违背信用承诺"),
}
BONUS = _("表彰、公益服务等加分")
SERIOUS = _("列入严重违法失信名单")


def document() -> dict[str, object]:
    """Return the scheme as data: full mark 100, deductions, a bonus above it; five grades."""
    rules, ours = str(GRADING), str(OURS)
    rows: list[dict[str, object]] = [
        {"key": key, "label": label, "group": "base", "points": None, "facts": FED[key], "source": rules}
        for key, label in ROWS.items()
    ]
    rows += [
        {"key": "bonus", "label": BONUS, "group": "bonus", "points": None, "source": rules},
        {"key": "serious", "label": SERIOUS, "group": "base", "points": None, "veto": True, "source": ours},
    ]
    grades = (
        ("A+", _("A+级"), "100.001", "0.03"), ("A", _("A级"), 90, "0.03"), ("B", _("B级"), 80, "0.1"),
        ("C", _("C级"), 60, "0.3"), ("D", _("D级"), None, "1"),
    )  # fmt: skip
    return {
        "groups": [
            {"key": "base", "label": _("基础分"), "full": 100, "source": rules},
            {"key": "bonus", "label": _("加分"), "full": 10, "start": 0, "source": ours},
        ],
        "rows": rows,
        "grades": [
            {"key": key, "label": label, "at_least": least, "share": share, "source": rules}
            for key, label, least, share in grades
        ],
        "veto_grade": "D",
        "source": rules,
    }  # fmt: skip


LISTED_BY_LAW = str(MEASURES.art(40))
CHECKLIST = (
    _("是否符合执业许可条件"), _("合伙人、法定代表人等事项是否与登记一致"), _("年度报告是否真实、完整，与公示信息一致"),
    _("是否有应列入经营异常名录的情形"), _("内部管理制度是否建立和执行"), _("代理师是否具备资格并备案"),
    _("是否有无资质代理"),
)  # fmt: skip
"""What is looked at in an agency (article 41)."""
