"""An indication of the demonstration kind, for every test of the room."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.numbers import credit_check
from minzhi.programmes.geographical_indications import actions
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything

DAY = date(2023, 9, 12)


def code_of(number):
    body = f"9135010{number:010d}"
    return body + credit_check(body)


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def tea(cast):
    """Return an indication with a standard, two producers (the first uses the mark) and a plot of two mu."""
    by = {"by": cast.fuzhou_officer, "on": DAY}
    place = Place.objects.get_or_create(code="350100", defaults={"name": "福州市"})[0]
    jasmine = actions.list_indication(name="演示花茶", product="花茶", place=place, rights=(), **by)
    actions.set_standard(
        jasmine, title="演示标准", raw_name="鲜叶", yield_cap=Decimal(200), conversion=Decimal(4), **by
    )
    made = [
        actions.list_producer(
            jasmine, actions.Person(name=f"演示茶厂{n}", credit_code=code_of(n), address="福州", source="演示"), **by
        )
        for n in (1, 2)
    ]
    plot = actions.add_plot(
        jasmine, number="P1", grower="演示农户", place="演示村", size=Decimal(2), source="演示", **by
    )
    given = register.Given(title="演示花茶", holder=made[0].name)
    register.enter(
        "gi_users", given, subject=made[0], unit=cast.fuzhou, fact="geographical_indications.user_entered", **by
    )
    return SimpleNamespace(indication=jasmine, one=made[0], two=made[1], plot=plot, by=by)


@pytest.fixture
def batch(tea):
    actions.harvest(tea.one, tea.plot, Decimal(400), slip="S1", **tea.by)
    actions.make(tea.one, raw=Decimal(400), product=Decimal(100), **tea.by)
    return actions.pack(tea.one, product="一级 100克", quantity=Decimal(60), net_grams=100, **tea.by)
