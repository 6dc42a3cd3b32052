"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
pytest_plugins = ["minzhi.records.units.tests.cast"]  # the fixture `cast`: the people of every test


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data; tests that need it skip with a plain word where it is absent."""
    folder = Path(os.environ.get("MINZHI_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no real data here: set MINZHI_DATA to their folder")
    return folder
