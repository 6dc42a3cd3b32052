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
AGREEING = {
    "notify": {"served_on": "2025-03-03"}, "consent": {"consented_on": "2025-03-03"}, "open": {"mediators": "演示"},
    "agree": {"agreed_on": "2025-03-03", "agreement": "归甲方", "enforceability": "judicial_confirmation"},
}  # fmt: skip


def lay(province, *, on):
    """Lay a dispute with a paper, a filing from outside, a body on the register, an agreement."""
    by = province.fuzhou
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=on, form=FULL)
    casework.file_papers(case, [casework.Upload(title="证据.txt", content="证据".encode())], by=by, on=on)
    casework.send_in("disputes.adjudication", "receive", unit=by.unit, who="丙方", form=FULL, on=on)
    list_body(kind="people", name="演示调委会", place=Place.objects.first(), by=by, on=on)
    _agree(by, day=date(2025, 3, 3))


def _agree(by, *, day):
    """Lead a mediation to an agreement that the court is to confirm."""
    case = casework.start("disputes.mediation", unit=by.unit, by=by, on=day, form=MEDIATION)
    for name, form in AGREEING.items():
        case = casework.carry_out(case, name, by=by, on=day, form=form)
