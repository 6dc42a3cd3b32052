"""The tree of an appraisal of cities and counties as it ships: what they publish, without weights nobody has given."""

from collections.abc import Iterable, Mapping
from typing import Any

from minzhi.kit.text import mark as _
from minzhi.programmes.plans.rules.laws import APPRAISAL, PUBLISHED

UTILISATION = "utilisation"
GROUPS: Mapping[str, str] = {
    "creation": _("创造"), UTILISATION: _("运用"), "protection": _("保护"), "service": _("服务"), "conduct": _("规范"),
}  # fmt: skip
QUANTITIES: tuple[tuple[str, str, str], ...] = (
    ("residents", _("上年末常住人口"), "万人"),
    ("high_value", _("高价值发明专利拥有量"), "件"),
    ("in_force", _("有效发明专利量"), "件"),
    ("granted", _("年度专利授权量"), "件"),
    ("filed_products", _("专利密集型产品备案数"), "个"),
    ("marks", _("有效注册商标量"), "件"),
    ("madrid", _("马德里商标注册量"), "件"),
    ("indications", _("地理标志数"), "件"),
    ("firms", _("优势、示范企业数"), "家"),
    ("pledges", _("专利商标质押登记金额"), "亿元"),
    ("outlets", _("公共服务网点数"), "个"),
    ("falsified", _("重大弄虚作假申请"), "件"),
)
AT_END_OF_YEAR_BEFORE = frozenset({"residents"})
"""What is divided by is of the end of the year before: usage, its source was not seen."""
INDICATORS: tuple[tuple[str, str, str, str, str], ...] = (
    ("high_value_per", _("每万人口高价值发明专利拥有量"), "creation", "high_value / residents",
     _("高价值发明专利拥有量÷上年末常住人口")),
    ("in_force_per", _("每万人口发明专利拥有量"), "creation", "in_force / residents",
     _("有效发明专利量÷上年末常住人口")),
    ("granted", _("年度专利授权量"), "creation", "granted", _("年度合计")),
    ("marks", _("有效注册商标量"), "creation", "marks", _("年末数")),
    ("madrid", _("马德里商标注册量"), "creation", "madrid", _("年末数")),
    ("filed_products", _("专利密集型产品备案数"), UTILISATION, "filed_products", _("年末数")),
    ("firms", _("优势、示范企业数"), UTILISATION, "firms", _("年末数")),
    ("pledges", _("专利商标质押登记金额"), UTILISATION, "pledges", _("年度合计")),
    ("indications", _("地理标志数"), "protection", "indications", _("年末数")),
    ("outlets", _("公共服务网点数"), "service", "outlets", _("年末数")),
)  # fmt: skip
EDITED = ("weight", "baseline", "target")


def quantity(key: str, label: str, unit: str) -> dict[str, Any]:
    """Return a quantity that units state: each has what it says itself, nothing is added up."""
    return {
        "key": key, "label": label, "unit": unit, "facts": ["plans.value_stated"], "field": "number",
        "take": "latest", "where": {"key": key},
    }  # fmt: skip


def document() -> dict[str, Any]:
    """Return the tree as data. Weights, baselines and targets are empty: their source was not seen."""
    rows: list[dict[str, Any]] = [
        {"key": key, "label": label, "group": group, "expression": expression, "words": words, "weight": None,
         "baseline": None, "target": None, "source": f"{PUBLISHED}；{APPRAISAL}"}
        for key, label, group, expression, words in INDICATORS
    ]  # fmt: skip
    rows.append(
        {"key": "falsified", "label": _("重大弄虚作假申请"), "group": "conduct", "expression": "falsified",
         "words": _("有一件即不得申报"), "veto_above": 0, "source": APPRAISAL}
    )  # fmt: skip
    return {"quantities": [quantity(*each) for each in QUANTITIES], "indicators": rows}


def of_outline(targets: Iterable[Mapping[str, Any]], source: str) -> dict[str, Any]:
    """Return the tree of an outline: one quantity and one indicator a target, all of one weight until told otherwise.

    A target is `key`, `label`, `unit`, `number`, `baseline` (or None: then it has a value and no score), `words`.
    """
    rows = list(targets)
    return {
        "quantities": [quantity(each["key"], each["label"], each["unit"]) for each in rows],
        "indicators": [
            {"key": each["key"], "label": each["label"], "expression": each["key"], "words": each["words"][:200],
             "weight": 1, "baseline": each["baseline"], "source": source,
             "target": each["number"] if each["baseline"] not in {None, each["number"]} else None}
            for each in rows
        ],
    }  # fmt: skip
