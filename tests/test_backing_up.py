"""A backup is of one moment, though the site runs."""

import tarfile
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import _sample, _sees_everything, entered, entries, grown
from minzhi.site import backing_up, portable

__all__ = ["_sample", "_sees_everything", "entries"]


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME, settings.LOG_ROOT = tmp_path, tmp_path / "log"
    return tmp_path


@pytest.mark.usefixtures("home", "entries")
def test_the_log_in_a_backup_never_knows_more_than_its_rows(monkeypatch, cast, tmp_path):
    def write(_rows, _migrations):
        entered(cast, "同时登记")
        return {"leaves": grown() + 3}

    monkeypatch.setattr(portable, "one_moment", nullcontext)
    monkeypatch.setattr(portable, "write", write)
    backing_up.back_up(tmp_path / "kept.tar", at=datetime(2023, 9, 18, tzinfo=UTC))
    with tarfile.open(tmp_path / "kept.tar") as tar:
        kept = tar.extractfile("log/checkpoint").read().decode()
    assert (kept.splitlines()[1], register.Checkpoint.objects.count()) == ("3", 2)
