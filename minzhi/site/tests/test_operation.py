"""What an operator looks at: logs, health, numbers, nightly backups, and the doctor's further questions."""

import logging
import os
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from minzhi.kit import clock
from minzhi.records.parameters.models import Installation
from minzhi.records.units.models import Post
from minzhi.records.units.roles import ADMINISTRATORS, Role
from minzhi.site import checks, jobs, logs, nightly, portable, watching
from minzhi.site.checks import Standing
from minzhi.site.tests.conftest import DAY, officer

pytestmark = pytest.mark.usefixtures("province")
TODAY = date(2026, 1, 1)


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def given(settings, **changed):
    settings.INSTALLED = type(settings.INSTALLED)(**{**vars(settings.INSTALLED), **changed})


def test_a_line_goes_into_the_file_of_its_day(tmp_path):
    written = logs.Daily(str(tmp_path / "logs"))
    written.handle(logging.LogRecord("minzhi", logging.INFO, "", 0, "来了", (), None))
    (kept,) = (tmp_path / "logs").iterdir()
    assert (kept.name, kept.read_text("utf-8").endswith(" 来了\n")) == (f"minzhi-{clock.real_today()}.log", True)


def test_logs_younger_than_the_term_are_never_deleted(tmp_path):
    for age in (1, 189, 190, 191, 400):
        (tmp_path / (TODAY - timedelta(days=age)).strftime(logs.NAME)).touch()
    (tmp_path / "other.txt").touch()
    assert (logs.forget(tmp_path, days=190, on=TODAY), len(list(tmp_path.iterdir()))) == (2, 4)
    with pytest.raises(logs.TooShort, match="183"):
        logs.forget(tmp_path, days=30, on=TODAY)


def test_a_request_is_a_line_without_a_name(client, caplog):
    with caplog.at_level(logging.INFO, logger="minzhi.access"):
        client.get("/sign-in/")
    assert caplog.messages[0].startswith("127.0.0.1 - GET /sign-in/ 200 ")


def test_health_is_the_database_answering(client, monkeypatch):
    assert client.get("/health/").content == b"ok"
    gone = Mock()
    gone.cursor.side_effect = OperationalError("connection refused")
    monkeypatch.setattr(watching, "connection", gone)
    answer = watching.health(None)
    assert (answer.status_code, answer.content) == (503, b"database: connection refused")


def test_numbers_are_for_this_machine_alone(client):
    client.get("/health/")
    text = client.get("/metrics/").content.decode()
    assert ('status="2xx"' in text, "minzhi_facts_unsealed 0" in text, "minzhi_resident_bytes" in text) == (True,) * 3
    assert client.get("/metrics/", REMOTE_ADDR="10.0.0.7").status_code == 403


def test_numbers_are_for_who_has_the_token(client, settings):
    given(settings, metrics_token="t")
    answers = [client.get("/metrics/", headers=headers) for headers in ({}, {"Authorization": "Bearer t"})]
    assert [each.status_code for each in answers] == [403, 200]


def test_a_nightly_backup_is_written_and_the_oldest_goes(home, monkeypatch):
    monkeypatch.setattr(portable, "one_moment", nullcontext)  # the test itself is inside a transaction
    for night in range(14):
        (home / "backups").mkdir(exist_ok=True)
        (home / "backups" / f"minzhi-20230901-0200{night:02}.tar").touch()
    assert (jobs.back_up_tonight.func(), len(nightly.archives())) == (1, 14)
    assert nightly.archives()[0].stat().st_size > 10_000


def test_the_doctor_asks_for_a_backup_of_real_work(home):
    assert checks.backups(DAY).standing == Standing.NOTE
    Installation.objects.update(demonstration=False)
    assert (checks.backups(DAY).standing, checks.backups(DAY).mend) == (Standing.RED, "minzhi backup")
    (home / "backups").mkdir()
    (home / "backups" / "minzhi-20230901-020000.tar").touch()
    assert checks.backups(DAY).standing == Standing.GREEN
    os.utime(home / "backups" / "minzhi-20230901-020000.tar", (0, 0))
    assert checks.backups(DAY).standing == Standing.RED


def test_the_doctor_misses_an_administrator_and_sees_one_with_a_password_only():
    assert "没有审计管理员、安全管理员、系统管理员" in checks.administrators(DAY).what
    for role in ADMINISTRATORS:
        officer(f"a-{role.value}", "fujian", role)
    assert (checks.administrators(DAY).standing, "3人只凭密码" in checks.administrators(DAY).what) == ("note", True)
    Post.objects.filter(role=Role.AUDIT_ADMIN).update(valid_to=DAY - timedelta(days=0), valid_from=DAY)
    assert checks.administrators(DAY + timedelta(days=1)).standing == Standing.RED


def test_the_doctor_sees_keys_that_others_may_read(home):
    (home / "keys").mkdir()
    (home / "keys" / "1.key").write_text("00")
    os.chmod(home / "keys" / "1.key", 0o644)  # noqa: PTH101 - what the doctor has to find
    assert checks.keys(DAY).standing == Standing.RED


def test_the_doctor_refuses_logs_kept_too_shortly(settings):
    given(settings, log_days=30)
    assert (checks.logs_kept(DAY).standing, "log_days" in checks.logs_kept(DAY).mend) == (Standing.RED, True)


def test_the_doctor_says_who_signs_the_log_and_whose_clock_it_goes_by(settings):
    alone = checks.signatures(DAY)
    settings.REGISTER = {"signers": ["sm2.office"], "stamper": "time.authority"}
    assert (alone.standing, "SM2" in alone.what, "本机时钟" in alone.what) == (Standing.NOTE, True, True)
    assert (checks.signatures(DAY).standing, checks.signatures(DAY).what) == (
        Standing.GREEN, "Ed25519；sm2.office；time.authority",
    )  # fmt: skip


def test_the_unit_file_runs_the_command_there_is():
    unit = (Path(checks.__file__).parents[2] / "deploy" / "minzhi.service").read_text("utf-8")
    assert "ExecStart=/opt/minzhi/.venv/bin/minzhi serve" in unit
