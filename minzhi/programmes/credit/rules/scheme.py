"""The grading scheme this room ships: groups, rows and grades as proposals. No row has points: nobody has given any."""

from collections.abc import Mapping

from minzhi.kit.text import mark as _
from minzhi.programmes.credit.rules.laws import AGENCIES, CNIPA, OURS

KEY, LABEL = "credit.subjects", _("知识产权信用评级")
ACTS: Mapping[str, str] = {
    "abnormal": _("非正常专利申请"),
    "bad_faith": _("恶意商标注册申请"),
    "agency": _("代理违法受到处罚"),
    "false_papers": _("行政确权中提供虚假材料、隐瞒重要事实"),
    "promise": _("作出虚假承诺或违背承诺"),
    "refusal": _("有能力履行而拒不履行处罚、裁决"),
    "other": _("其他列入失信名单的行为"),
}
"""The kinds of dishonest acts of the rules of 2022; two copies count six and seven."""
GROUP_OF = {
    "abnormal": "filing", "bad_faith": "filing", "agency": "record", "false_papers": "duty", "promise": "promise",
    "refusal": "duty", "other": "record",
}  # fmt: skip
FED = {"agency": ["scoring.object_checked"]}
RULES = str(CNIPA.whole)


def document() -> dict[str, object]:
    """Return the scheme as data. Shares of checks of the last grade rest on the wish to see all of them once a year."""
    groups = (
        ("filing", _("申请诚信"), 30, None), ("record", _("执法记录"), 30, None), ("duty", _("义务履行"), 20, None),
        ("promise", _("承诺与配合"), 10, None), ("positive", _("正向信息"), 10, 0),
    )  # fmt: skip
    grades = (
        ("A", _("A级"), 90, "0.03"), ("B", _("B级"), 80, "0.1"), ("C", _("C级"), 60, "0.3"), ("D", _("D级"), None, "1"),
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"key": key, "label": label, "group": GROUP_OF[key], "points": None, "lasts": None, "facts": FED.get(key, []),
         "source": RULES}
        for key, label in ACTS.items()
    ]  # fmt: skip
    rows += [
        {"key": "serious", "label": _("列入严重失信名单"), "group": "record", "points": None, "veto": True,
         "source": OURS},
        {"key": "positive", "label": _("表彰、示范等正向信息"), "group": "positive", "points": None, "source": OURS},
    ]  # fmt: skip
    return {
        "groups": [
            {"key": key, "label": label, "full": full, "start": start, "source": OURS}
            for key, label, full, start in groups
        ],
        "rows": rows,
        "grades": [
            {"key": key, "label": label, "at_least": least, "share": share, "source": OURS}
            for key, label, least, share in grades
        ],
        "veto_grade": "D",
        "source": OURS,
    }  # fmt: skip


LISTED_BY_LAW = str(AGENCIES.art(40))
CHECKLIST = (
    _("是否符合执业许可条件"), _("合伙人、法定代表人等事项是否与登记一致"), _("年度报告是否真实、完整"),
    _("是否有应列入经营异常名录的情形"), _("内部管理制度是否建立和执行"), _("代理师是否具备资格并备案"),
    _("是否有无资质代理"),
)  # fmt: skip
"""What is looked at in an agency (article 41 of the same rules)."""
