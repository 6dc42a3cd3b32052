"""A small Fujian with the 2023 list adopted, built through the actions."""

from datetime import date

import pytest

from minzhi.engines.tasklist.tests.province import Province, adopted, laid


@pytest.fixture
def province(db, settings, tmp_path) -> Province:  # noqa: ARG001 - a fixture asks for another by its name
    """Return the office with its people, before any notice."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return laid(on=date(2023, 4, 28))


@pytest.fixture
def plan(province) -> Province:
    """Return the same after the notice was adopted on 28 April 2023."""
    return adopted(province, on=date(2023, 4, 28))
