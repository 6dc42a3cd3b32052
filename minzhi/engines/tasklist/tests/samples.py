"""One of each thing of the plan that belongs to Fuzhou, for the sweep of all addresses."""

from datetime import date
from decimal import Decimal

from minzhi.engines.tasklist.actions import evidence, plan, reports, requests, sheets
from minzhi.engines.tasklist.actions.evidence import Document
from minzhi.engines.tasklist.statements import actions as statements
from minzhi.engines.tasklist.tests.province import Province


def lay(province: Province, *, on: date) -> None:
    """Let Fuzhou report, prove, plan, ask and assess itself; let the office ask Fuzhou, and give it points."""
    city, office, duty = province.fuzhou, province.supervisor, province.duty("8.2", province.fuzhou)
    report = reports.open_report(province.task(8), "2023Q2", by=city, on=on)
    said = Document(kind="季度小结", title="小结", dated_on=on)
    evidence.attach(report, duty, said, b"quarter", name="a.txt", by=city, on=on)
    plan.plan_item(
        duty,
        owner=city.officer,
        title="走访",
        deliverable="走访记录",
        evidence_kind="季度小结",
        due_on=on,
        by=city,
        on=on,
    )
    later = date(duty.due_on.year + 1, 3, 31)
    requests.file_request("extension", duty.measure, duty=duty, why="招标推迟", new_due_on=later, by=city, on=on)
    sheets.issue(duty.measure, city.unit, "blue", reason="慢", by=office, on=on)
    plan.award(province.notice, city.unit, "innovation", Decimal(1), why="首创", by=office, on=on)
    plan.adopt_score(province.notice, city.unit, by=office, on=on)
    statements.draft("self_assessment", province.notice, "2023Q2", by=city, on=on)
