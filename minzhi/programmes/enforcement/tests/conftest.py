"""One cast: Anxi county with its section, brigade and a station; Xiamen, which must see nothing of it."""

from datetime import date

import pytest

from minzhi.records.accounts.models import Account
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Placement, Post, Unit

DAY = date(2023, 9, 12)  # a Tuesday
SINCE = date(2020, 1, 1)


def office(key, kind, parent=None):
    unit = Unit.objects.create(key=key, kind=kind, name=key, short=key)
    above = Placement.objects.get(unit=parent).path if parent else ""
    Placement.objects.create(unit=unit, parent=parent, path=f"{above}{key}/", valid_from=SINCE)
    return unit


def officer(name, unit, role="officer"):
    account = Account.objects.create_account(name)
    person = Officer.objects.create(account=account, name=name)
    return Actor(person, Post.objects.create(officer=person, unit=unit, role=role, valid_from=SINCE))


@pytest.fixture
def units(db):  # noqa: ARG001 - a fixture cannot ask for another by a mark
    province = office("province", Unit.Kind.PROVINCE)
    quanzhou, xiamen = office("quanzhou", Unit.Kind.CITY, province), office("xiamen", Unit.Kind.CITY, province)
    anxi = office("anxi", Unit.Kind.COUNTY, quanzhou)
    places = [office(key, Unit.Kind.STATION, anxi) for key in ("brigade", "station", "other-station")]
    return {unit.key: unit for unit in (province, quanzhou, xiamen, anxi, *places)}


@pytest.fixture
def lin(units):
    """Handle cases in Anxi."""
    return officer("lin", units["anxi"])


@pytest.fixture
def head(units):
    """Decides in Anxi."""
    return officer("head", units["anxi"], "head")


@pytest.fixture
def zheng(units):
    """Visits, from the station."""
    return officer("zheng", units["station"], "station")


@pytest.fixture
def xu(units):
    """Investigates, from the brigade."""
    return officer("xu", units["brigade"], "station")


@pytest.fixture
def chen(units):
    """Handle cases in Xiamen."""
    return officer("chen", units["xiamen"])


@pytest.fixture
def unbound():
    """Look at everything, as tests of actions do."""
    with everything(DAY, why="test"):
        yield
