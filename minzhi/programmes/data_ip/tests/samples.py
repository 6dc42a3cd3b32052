"""Something of each kind in Fuzhou, for the sweep over all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.programmes.data_ip import actions
from minzhi.programmes.data_ip.tests.cases import HASH, objected, publicised


def lay(province: Any, *, on: date) -> None:
    """Lay a deposit, a publicised application with a sample and an objection, a work of the pilot with evidence."""
    by = province.fuzhou
    files = [{"name": "样例.csv", "size": 1, "sha256": HASH}]
    actions.deposit(title="样例", who="样例人", files=files, unit=by.unit, on=on)
    case, day = publicised(by), date(2023, 9, 20)
    casework.file_papers(case, [casework.Upload(title="样例.csv", content=b"a,b\n1,2\n")], by=by, on=day)
    objected(by, case)
    work = actions.begin(kind="pack", title="样例做法", summary="做了", figures="1", by=by, on=on)
    actions.add_evidence(work, [("证明.txt", b"proof")], by=by, on=on)
    shown = actions.begin(kind="pack", title="样例公布的做法", summary="做了", figures="1", by=by, on=on)
    shown = actions.add_evidence(shown, [("公布.txt", b"shown")], by=by, on=on)
    actions.publish(shown, [shown.evidence.get().sha256], by=province.fuzhou_head, on=on)
