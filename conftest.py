"""What every test may ask for."""

import gc
import os
import sqlite3
from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from minzhi.engines.documents.pdf.press import one_press
from minzhi.kit import clock, memory

ROOT = Path(__file__).parent
os.environ["MINZHI_KERNELS"] = str(ROOT / "build" / "kernels")  # compiled once for all tests, whatever their home
DATABASE = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})
pytest_plugins = ["minzhi.records.units.tests.cast"]  # the fixture `cast`: the people of every test

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # how fast the machine is says nothing of the program


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the collector of garbage from all that stays until the end: it took every eighth second."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


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
            patch.setattr("django.utils.timezone.now", clock.now)  # by which Django ends sessions, after twelve hours
            patch.setattr(clock, "real_today", lambda: (moment() + ahead).astimezone(clock.CHINA).date())
        yield


@pytest.fixture(autouse=True, scope="session")
def _one_press() -> Iterator[None]:
    """Let one process set all pages that tests ask for in their own thread: its start takes longer than most pages."""
    with one_press():
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin each test without what an earlier one kept: its rows are gone, and counting began anew."""
    memory.forget_all()
    cache.clear()  # how often an address asked within a minute is of its own test


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:  # noqa: ARG001 - goes on from that one
    """After a test that commits, put the database back as it was laid out; Django would empty every table."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        put_back = _remembered()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: put_back())
        yield


def _remembered() -> Callable[[], None]:
    """Keep the database as it stands, and return what puts it back, past the guards of tables that never change."""
    if connection.vendor == "sqlite":
        kept = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(kept)
        return lambda: kept.backup(connection.connection)
    rows = {table: _rows(table) for table in _filled()}
    return lambda: _refill(rows)


def _filled() -> list[str]:
    """Return the tables of PostgreSQL in which there are rows."""
    names = connection.introspection.table_names()
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _rows(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
        return b"".join(rows)


def _refill(kept: dict[str, bytes]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _filled():
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - as above
        for table, rows in kept.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as into:
                into.write(rows)


@pytest.fixture(scope="session")
def compiled() -> None:
    """Have all loops of comparisons compiled, as they are while a site runs."""
    from minzhi.engines.similarity.compiling import compile_all  # noqa: PLC0415 - most tests compare nothing

    compile_all()
