"""What every test may ask for."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import django
import pytest
from django.core.management.commands import migrate
from django.db import connection, connections
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from minzhi.kit import memory

ROOT = Path(__file__).parent
# What a migrated database is made from: the migrations, and the operations of our own that they ask.
MIGRATES = ("*/*/migrations/*.py", "records/*/operations.py", "records/units/apart.py")
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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:  # noqa: ARG001
    """Let SQLite begin with the database that an earlier run migrated, if nothing that migrates has changed since."""
    made = migrate.Command.handle

    def handle(self: migrate.Command, *args: object, **options: object) -> None:
        patch.undo()
        if connection.vendor != "sqlite":
            return made(self, *args, **options)
        kept = ROOT / "build" / f"migrated-{_migrates()}.sqlite3"
        connection.ensure_connection()
        if kept.exists():
            with closing(sqlite3.connect(kept)) as copy:
                return copy.backup(connection.connection)
        made(self, *args, **options)
        kept.parent.mkdir(exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(half)) as copy:
            connection.connection.backup(copy)
        half.rename(kept)
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate.Command, "handle", handle)
        yield


def _migrates() -> str:
    """Return a name for everything that a migrated database is made from."""
    found = sha256(django.__version__.encode())
    for path in sorted(each for pattern in MIGRATES for each in (ROOT / "minzhi").glob(pattern)):
        found.update(f"{path}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]
