"""A draw, an expert, a scheme with draft and trial, a graded subject with mark, lead and objection: Fuzhou's."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minzhi.engines.scoring import api as scoring
from minzhi.engines.scoring import trying
from minzhi.engines.scoring.tests.grading import DOCUMENT, adopted, graded
from minzhi.kit.indicators import Period
from minzhi.records.privacy.models import Assessment


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou plan a draw."""
    by = province.fuzhou
    scoring.plan_draw(
        scoring.DrawPlan(
            room="credit", title="样例抽查", tiers=(scoring.Share("A", "A级", Decimal(1)),),
            objects=(scoring.Candidate("样例机构", "样例机构", "A"),),
            officers=(by.officer, province.fuzhou_head.officer), draws_on=on + timedelta(days=10),
        ),
        by=by, on=on,
    )  # fmt: skip
    scoring.enlist("plans.appraisers", name="样例专家", employer="样例大学", field="样例", since=on,
                   until=on + timedelta(days=900), by=by, on=on)  # fmt: skip
    _grade(province, on)


def _grade(province: Any, on: date) -> None:
    by, head = province.fuzhou, province.protection_head
    adopted(head, scheme="sample.subjects")
    trying.begin(scoring.draft("sample.subjects", "草案", DOCUMENT, by=by, on=on), on.year, on=on)
    one = graded(by, "样例代理公司", on=on, number="样例1", scheme="sample.subjects")
    mark = scoring.give_mark(one, "penalty", document="样例文书", effective_on=on, by=by, on=on)
    scoring.object_to(one, words="不是我们", mark=mark, on=on)
    assessment = Assessment.objects.create(
        subject="评级", lawful="是", impact="小", safeguards="有", made_on=on, made_by=head.officer, keep_until=on
    )
    scoring.automate("sample.subjects", assessment, by=head, on=on)
    _tree(province, on)
    scoring.raise_lead(one, "penalty", reasons=["样例理由"], by=by, on=on)


def _tree(province: Any, on: date) -> None:
    document = {
        "quantities": [{"key": "checks", "label": "检查数", "unit": "个", "facts": ["scoring.object_checked"]}],
        "indicators": [{"key": "checks", "label": "检查数", "expression": "checks"}],
    }
    by = province.fuzhou_head
    tree = scoring.adopt_tree("sample.tree", "样例指标", document, valid_from=on, by=by, on=on)
    scoring.draft_tree(tree, title="样例指标草案", by=by, on=on)
    scoring.freeze(tree, by.unit, Period(on.year), report="样例报告", by=by, on=on)
