"""Each test has an index of its own."""

import pytest


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.HOME = tmp_path
