"""A registry in Fuzhou with its calendar; its log and keys stand in a folder of their own."""

from datetime import date
from types import SimpleNamespace

import pytest

from minzhi.kit import clock
from minzhi.programmes.data_ip import queries
from minzhi.programmes.data_ip.tests.cases import publicised, registered
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.scope.ambient import everything

DAY = date(2023, 9, 18)


@pytest.fixture(autouse=True)
def _day(db, settings, tmp_path, monkeypatch):  # noqa: ARG001 - opens the database
    settings.LOG_ROOT, settings.KEYS_ROOT, settings.MEDIA_ROOT = tmp_path / "log", tmp_path / "keys", tmp_path / "files"
    monkeypatch.setattr(queries, "installation", lambda: SimpleNamespace(province="fujian"))
    load_shipped()
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


@pytest.fixture
def by(cast):
    return cast.fuzhou_officer


@pytest.fixture
def head(cast):
    return cast.fuzhou_head


@pytest.fixture
def shown(by):
    return publicised(by)


@pytest.fixture
def held(by, head):
    return registered(by, head)
