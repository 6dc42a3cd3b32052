"""One of each thing of this room, Fuzhou's, for the sweep of all addresses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import Season
from minzhi.programmes.agencies.rules.checks import QUESTIONS
from minzhi.programmes.agencies.tests.conftest import SAID, listed
from minzhi.records.scope.ambient import everything


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou register an agency with all that can belong to one."""
    with everything(on, why="samples"):
        _lay(province, on)


def _lay(province: Any, on: date) -> None:
    by, head = province.fuzhou, province.fuzhou_head
    made: dict[str, Any] = {"by": by, "on": on}
    agency = actions.register(listed(900, name="样例代理所", place=None), **made)
    attorney = actions.record_practice(
        agency, name="样例代理师", certificate="3590001", practising_from=date(2020, 1, 6), **made
    )
    actions.learn(attorney, source="样例", insured_at="样例公司", **made)
    Season.unscoped.create(unit=by.unit, year=on.year - 1, named_on=on, last_on=on, source="样例通知")
    actions.file_report(agency, year=on.year - 1, said=SAID, **made)
    actions.promise(agency, words="样例承诺", promised_on=on, **made)
    base = actions.list_base(name="样例基地", level="city", since=on, source="样例", **made)
    actions.train(kind="guidance", title="样例指导", held_on=on, hours=Decimal(2), people=3, base=base, **made)
    actions.conduct(kind="signed", body="样例协会", document="样例公约", happened_on=on, agency=agency, **made)
    _campaign(agency, by, head, on)
    actions.ship(by=province.protection_head, on=on)
    [graded] = actions.enrol_all(**made)
    mark = scoring.give_mark(graded, "penalty", document="样例文书", effective_on=on, **made)
    scoring.share(mark, "样例单位", **made)


def _campaign(agency: Any, by: Any, head: Any, on: date) -> None:
    form = {
        "name": "样例行动", "starts_on": on.isoformat(), "ends_on": (on + timedelta(days=90)).isoformat(),
        "scope": "样例", "targets": "样例", "lead_sources": "样例",
    }  # fmt: skip
    case = casework.start("agencies.campaign", unit=by.unit, by=by, on=on, form=form)
    case = casework.carry_out(case, "launch", by=head, on=on, form={"document": "样例文号"})
    [check] = actions.ask_self_checks(case, [agency], due_on=on + timedelta(days=9), by=by, on=on)
    answers = {each.name: "样例" if each.kind == "text" else 1 if each.kind == "whole" else True for each in QUESTIONS}
    actions.take_self_check(check, answers=answers, by=by, on=on)
    actions.send_self_check(check, answers=answers, on=on)
