"""Something of each kind in Fuzhou, for the sweep over all addresses."""

from datetime import date

from minzhi.engines.casework import api as casework
from minzhi.programmes.disputes.actions import list_body
from minzhi.records.places.models import Place

FORM = {
    "received_on": "2023-04-28", "right_kind": "utility", "right_number": "2021209123456", "right_title": "压盖结构",
    "claimant": "甲方", "respondent": "乙方", "claims": "停止侵权",
}  # fmt: skip
FULL = {**FORM, "facts": "……"}
MEDIATION = {**FORM, "matter": "ownership", "received_on": "2025-03-03"}


def lay(province, *, on):
    """Lay a dispute with a paper, a filing from outside, a body on the register, a mediation."""
    by = province.fuzhou
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=on, form=FULL)
    casework.file_papers(case, [casework.Upload(title="证据.txt", content="证据".encode())], by=by, on=on)
    casework.send_in("disputes.adjudication", "receive", unit=by.unit, who="丙方", form=FULL, on=on)
    list_body(kind="people", name="演示调委会", place=Place.objects.first(), by=by, on=on)
    casework.start("disputes.mediation", unit=by.unit, by=by, on=date(2025, 3, 3), form=MEDIATION)
