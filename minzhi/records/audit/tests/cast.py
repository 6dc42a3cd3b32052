"""Two people for the tests of the corridor: Lin of the province's office, Chen of Quanzhou's."""

from datetime import date

import pytest

from minzhi.records.accounts.models import Account
from minzhi.records.units.actions import appoint, place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

__all__ = ["DAY", "chen", "lin", "province", "quanzhou"]
BEFORE, DAY = date(2020, 1, 1), date(2023, 9, 12)


def officer(name, unit, role):
    post = appoint(Account.objects.create_account(name), full_name=name, unit=unit, role=role, on=BEFORE)
    return Actor(post.officer, post)


@pytest.fixture
def province(db):  # noqa: ARG001 - a fixture cannot ask for another by a mark
    unit = Unit.objects.create(key="province", kind=Unit.Kind.PROVINCE, name="省局", short="省局")
    place(unit, under=None, on=BEFORE)
    return unit


@pytest.fixture
def quanzhou(province):
    unit = Unit.objects.create(key="quanzhou", kind=Unit.Kind.CITY, name="泉州市局", short="泉州")
    place(unit, under=province, on=BEFORE)
    return unit


@pytest.fixture
def lin(province):
    return officer("林督查", province, Role.SUPERVISOR)


@pytest.fixture
def chen(quanzhou):
    return officer("陈经办", quanzhou, Role.OFFICER)
