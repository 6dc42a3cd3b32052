"""Where the office gathers its logs in one place, a copy of each line of the audit comes there."""

import json
import logging.config
import socket
from datetime import date

import pytest
from django.db import transaction

from minzhi.records.audit.actions import COPIES, note
from minzhi.records.audit.models import Note
from minzhi.site.logs import gathered

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)


@pytest.fixture
def syslog(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "log"))
        listening.settimeout(0)
        handler = {**gathered(str(tmp_path / "log"))["gathered"]}
        del handler["formatter"], handler["class"]
        COPIES.addHandler(made := logging.handlers.SysLogHandler(**handler))
        yield listening
        COPIES.removeHandler(made)
        made.close()


def test_a_line_that_is_kept_comes_to_the_syslog(syslog, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        line = note(Note.Kind.DOWNLOAD, on=DAY, login="lin", what="/facts/", from_address="::1")
    told = json.loads(syslog.recv(4096).strip(b"\0").partition(b">")[2])
    assert told == {
        "no": line.pk, "at": line.recorded_at.isoformat(), "kind": "download", "login": "lin", "from": "::1",
        "subject": "", "what": "/facts/",
    }  # fmt: skip


def test_a_line_that_was_taken_back_does_not(syslog, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        note(Note.Kind.DOWNLOAD, on=DAY, login="lin")
        transaction.set_rollback(True)
    with pytest.raises(BlockingIOError):
        syslog.recv(4096)


def test_without_a_socket_there_is_no_handler():
    assert gathered("") == {}
