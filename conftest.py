"""What every test may ask for."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from minzhi.kit import clock, memory

ROOT = Path(__file__).parent
os.environ.setdefault("MINZHI_KERNELS", str(ROOT / "build" / "kernels"))  # compiled once for all tests
DATABASE = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})
pytest_plugins = ["minzhi.records.units.tests.cast"]  # the fixture `cast`: the people of every test

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # how fast the machine is says nothing of the program


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what says the same whichever database is set: `make test` runs it once, beside the two databases."""
    for item in items:
        asks = DATABASE & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
        if not asks and not item.get_closest_marker("browser"):
            item.add_marker("once")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data; tests that need it skip with a plain word where it is absent."""
    folder = Path(os.environ.get("MINZHI_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no real data here: set MINZHI_DATA to their folder")
    return folder


@pytest.fixture(autouse=True, scope="session")
def _at_another_hour() -> Iterator[None]:
    """Let the clock run ahead by ``MINZHI_TEST_HOURS``: what holds at noon must hold about midnight here and there."""
    ahead = timedelta(hours=int(os.environ.get("MINZHI_TEST_HOURS", "0")))
    moment = clock.now
    with pytest.MonkeyPatch.context() as patch:
        if ahead:
            patch.setattr(clock, "now", lambda: moment() + ahead)
            patch.setattr(clock, "real_today", lambda: (moment() + ahead).astimezone(clock.CHINA).date())
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin each test without what an earlier one kept: its rows are gone, and counting began anew."""
    memory.forget_all()


@pytest.fixture(autouse=True, scope="session")
def _emptied_between_tests() -> Iterator[None]:
    """Let the tests' own clean-up, and nothing else, empty the tables that the database keeps from change."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def empty(self: BaseDatabaseOperations, statements: list[str]) -> None:
        if self.connection.vendor == "postgresql":
            return flush(self, ["SET LOCAL session_replication_role = replica", *statements])
        with connections[self.connection.alias].cursor() as cursor:
            guards = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        dropped = [f'DROP TRIGGER "{name}"' for name, _sql in guards]
        return flush(self, [*dropped, *statements, *(sql for _name, sql in guards)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty)
        yield


@pytest.fixture(scope="session")
def compiled() -> None:
    """Have all loops of comparisons compiled, as they are while a site runs."""
    from minzhi.engines.similarity.compiling import compile_all  # noqa: PLC0415 - most tests compare nothing

    compile_all()
