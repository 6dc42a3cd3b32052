"""What tests of the whole house share: Fujian with the 2023 list adopted, and its people."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from minzhi.engines.tasklist.tests.province import adopted, laid


@pytest.fixture
def plan(db, settings, tmp_path):  # noqa: ARG001 - a fixture asks for another by its name
    """Return the office on the day it adopted the notice, 28 April 2023."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return adopted(laid(on=date(2023, 4, 28)), on=date(2023, 4, 28))


@pytest.fixture
def python(tmp_path, transactional_db):  # noqa: ARG001 - on PostgreSQL the test's own database is used
    """Return how to run a script in a process of its own, on a migrated and empty database that outlives it."""
    given = connection.settings_dict
    where = {"MINZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(tmp_path / "minzhi.sqlite3")) as copy:
            connection.connection.backup(copy)
    if connection.vendor == "postgresql":
        user = f"{given['USER']}:{given['PASSWORD']}"
        where["MINZHI_DATABASE"] = (
            f"postgresql://{user}@{quote(given['HOST'], safe='')}:{given['PORT']}/{given['NAME']}"
        )

    def run(script):
        setup = "import django; django.setup()\n"
        return subprocess.run(
            [sys.executable, "-c", setup + script],
            env={**os.environ, **where},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
