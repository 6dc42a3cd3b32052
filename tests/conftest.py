"""What tests of the whole house share: Fujian with the 2023 list adopted, and its people."""

from datetime import date

import pytest

from minzhi.engines.tasklist.tests.province import adopted, laid


@pytest.fixture
def plan(db, settings, tmp_path):  # noqa: ARG001 - a fixture asks for another by its name
    """Return the office on the day it adopted the notice, 28 April 2023."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return adopted(laid(on=date(2023, 4, 28)), on=date(2023, 4, 28))
