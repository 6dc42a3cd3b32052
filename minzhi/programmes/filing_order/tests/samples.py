"""A batch, a lead, a watched name with its hit, a policy and one assigned filing of Fuzhou's, for the sweep."""

from datetime import date, timedelta
from typing import Any

from minzhi.programmes.filing_order.actions import batches, marks, policies, screening
from minzhi.programmes.filing_order.models import ListRow
from minzhi.programmes.filing_order.tests.conftest import listed


def lay(province: Any, *, on: date) -> None:
    by = {"by": province.fuzhou, "on": on}
    row = {"batch": "样例", "deadline": on + timedelta(days=30), "filed_on": date(2023, 5, 1), "category": "M1"}
    for number in range(3):
        batches.Rows().take(listed(number, **row, applicant=f"样例{number}公司"), **by)
    screening.screen(**by)
    name = marks.Name(text="样例茶", kind="famous", owner="样例公司", source="样例", classes=("30",))
    marks.watch(name, **by)
    mark = {
        "issue": "1", "published_on": on, "number": "样例1", "text": "样例茶", "classes": "30", "applicant": "某商行",
    }  # fmt: skip
    marks.Gazette().take(mark, **by)
    marks.scan(first=on, last=on, **by)
    text = policies.Text(issuer="样例市", name="样例办法", issued_on=date(2020, 5, 1))
    policies.add_clause(policies.register(text, **by), place="第一条", words="样例", stage="filing", **by)
    batches.assign(ListRow.unscoped.order_by("pk")[0], province.fuzhou.unit, **by)
