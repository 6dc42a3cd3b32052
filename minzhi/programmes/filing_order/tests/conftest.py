"""One batch of two offices, one screening, and what carries cases on; numbers of applications are invented."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.filing_order.actions import batches
from minzhi.programmes.filing_order.models import Batch, ListRow
from minzhi.records.parameters.actions import load
from minzhi.records.parameters.queries import NATION
from minzhi.records.scope.ambient import everything

DAY, DEADLINE = date(2026, 2, 16), date(2026, 3, 20)
PARAMETERS = yaml.safe_load((Path(__file__).parents[1] / "parameters.yaml").read_text("utf-8"))
CLAIM = "一种茶叶揉捻机包括机架、揉捻筒和揉捻盘。所述揉捻筒可转动地装在机架上。所述揉捻盘表面设有弧形棱骨。{}。"


@pytest.fixture(autouse=True)
def _numbers(request):
    """Load the room's parameters and look at everything, in tests that ask the database."""
    if "cast" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("cast")
    load(PARAMETERS, jurisdiction=NATION, prefix="filing_order")
    with everything(DAY, why="test"):
        yield


def listed(number, **more):
    """Return a row as the sheet gives it."""
    return {
        "batch": "2026-03", "deadline": DEADLINE, "application": f"20261{number:07}", "applicant": "福州甲公司",
        "address": "福州市某路1号", "category": "N1", "filed_on": date(2026, 1, 5), "kind": "invention",
        "title": "一种茶叶揉捻机", **more,
    }  # fmt: skip


@pytest.fixture
def take(cast):
    """Return what takes rows into a batch as the province's officer: `take(listed(1), …)`."""

    def into(*rows, by=cast.protection_officer):
        for row in rows:
            batches.Rows().take(row, by=by, on=DAY)
        return Batch.unscoped.get()

    return into


@pytest.fixture
def case(cast, take):
    """Return the case of one listed application, in Fuzhou."""
    batches.split(take(listed(1)), by=cast.protection_officer, on=DAY)
    return ListRow.unscoped.get().case


@pytest.fixture
def steps(cast):
    """Return what carries a case through acts: name, form, who (Fuzhou's officer unless said), day."""

    def carry(case, *acts):
        for name, form, *rest in acts:
            by = getattr(cast, rest[0]) if rest else cast.fuzhou_officer
            case = casework.carry_out(case, name, by=by, on=rest[1] if len(rest) > 1 else DAY, form=form)
        return case

    return carry


CONTACT = ("contact", {"contacted_on": DAY.isoformat(), "channel": "phone", "spoke_to": "某人"})
STATE = ("state", {"answered_on": DAY.isoformat(), "statement": "有研发", "evidence": "项目书"})
VERIFY = ("verify", {"staff": "4", "conclusion": "有研发场地"})
OPINE = ("opine", {"opinion": "clear", "opinion_why": "有实际研发"})
REVIEW = ("review", {"province_opinion": "agree", "province_why": "同意"}, "protection_officer")
SEND = ("send", {"sent_on": DAY.isoformat(), "letter": "闽知函〔2026〕1号"}, "protection_officer")


def result(cast, number, what, on=date(2026, 5, 6)):
    """Import a result of the national office."""
    row = {"number": number, "result": what, "decided_on": on, "decision_number": "国知决〔2026〕1号"}
    return batches.Results().take(row, by=cast.protection_officer, on=on)


@pytest.fixture
def at(client, cast, monkeypatch):
    """Return what signs somebody in on the day of the tests: `at(cast.fuzhou_officer)`."""
    monkeypatch.setattr(clock, "today", lambda: DAY)

    def sit(actor=cast.fuzhou_officer):
        client.force_login(actor.officer.account)
        return client

    return sit
