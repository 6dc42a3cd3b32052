"""One cast of people for the tests of casework, and one process: a sheet that is answered or lapses."""

from datetime import date

import pytest

from minzhi.engines.casework import api
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import CLOCK, SAME, START, Action, Clock, Field, Kind, Law, Process, State
from minzhi.records.accounts.models import Account
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Placement, Post, Unit

RULES = Law("督查办法")
DAY = date(2023, 9, 12)  # a Tuesday
TERM = Field("term", "答复期限", Kind.SPAN)
WORDS = Field("words", "内容")
SHEET = Process(
    name="casework_sheet",
    label="督查单",
    version=1,
    effective_from=date(2023, 1, 1),
    law=RULES,
    initial="issued",
    states=(
        State("issued", "待答复"),
        State("answered", "已答复"),
        State("resting", "暂缓", stops_clocks=True),
        State("done", "已销单", final=True),
        State("raised", "已升级", final=True),
    ),
    actions=(
        Action("issue", "开单", START, "issued", by=("supervisor",), cite=RULES.art(1), form=(TERM,)),
        Action("reply", "答复", "issued", "answered", by=("signer",), cite=RULES.art(2), form=(WORDS,)),
        Action("note", "批注", ("issued", "answered"), SAME, by=("signer", "supervisor"), cite=RULES.art(2)),
        Action("rest", "暂缓", "issued", "resting", by=("supervisor",), cite=RULES.art(2)),
        Action("go_on", "恢复", "resting", "issued", by=("supervisor",), cite=RULES.art(2)),
        Action("settle", "销单", "answered", "done", by=("supervisor",), cite=RULES.art(3)),
        Action("raise", "升级", "issued", "raised", by=("supervisor", CLOCK), cite=RULES.art(4)),
    ),
    clocks=(
        Clock(
            "reply",
            "答复期限",
            cite=RULES.art(2),
            starts="issue",
            while_in=("issued",),
            span_from="term",
            on_expiry="raise",
        ),
    ),
)


@pytest.fixture(autouse=True)
def _process():
    VERSIONS.add(SHEET)


def office(key, parent=None):
    unit = Unit.objects.create(key=key, kind=Unit.Kind.CITY if parent else Unit.Kind.PROVINCE, name=key, short=key)
    path = f"{parent.key}/{key}/" if parent else f"{key}/"
    Placement.objects.create(unit=unit, parent=parent, path=path, valid_from=date(2020, 1, 1))
    return unit


def officer(name, unit, role):
    account = Account.objects.create_account(name)
    person = Officer.objects.create(account=account, name=name)
    return Actor(person, Post.objects.create(officer=person, unit=unit, role=role, valid_from=date(2020, 1, 1)))


@pytest.fixture
def province(db):  # noqa: ARG001 - a fixture cannot ask for another by a mark
    return office("province")


@pytest.fixture
def quanzhou(province):
    return office("quanzhou", province)


@pytest.fixture
def xiamen(province):
    return office("xiamen", province)


@pytest.fixture
def lin(province):
    """Supervises."""
    return officer("林督查", province, "supervisor")


@pytest.fixture
def chen(quanzhou):
    """Answers for Quanzhou."""
    return officer("陈经办", quanzhou, "officer")


@pytest.fixture
def sheet(quanzhou, lin):
    """Return a sheet issued to Quanzhou on the day, to be answered within five working days."""
    return api.open_case(
        SHEET.name,
        unit=quanzhou,
        subject=quanzhou,
        title="橙单",
        by=lin,
        on=DAY,
        roles={"supervisor"},
        form={"term": "5wd"},
    )
