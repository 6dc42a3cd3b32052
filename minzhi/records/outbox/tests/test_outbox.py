"""What must leave is written with the act that asks for it, leaves once, and is read by its recipient."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from minzhi.records.jobs.worker import run_due
from minzhi.records.outbox.actions import append, mark_read
from minzhi.records.outbox.channels import CHANNELS
from minzhi.records.outbox.jobs import deliver
from minzhi.records.outbox.models import Message, Outgoing
from minzhi.records.outbox.queries import undelivered, unread
from minzhi.records.outbox.words import UnknownMessage

DAY, NEXT = date(2023, 9, 1), date(2023, 9, 2)
LATER = datetime(2999, 1, 1, tzinfo=UTC)
MESSAGE, SMS = Outgoing.Kind.MESSAGE, Outgoing.Kind.SMS
CODE, PARTY = "outbox.due", UUID(int=7)


@pytest.fixture(autouse=True)
def _words(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(apps.get_app_config("outbox"), "messages", {"due": "「%(title)s」将到期"}, raising=False)
    settings.HOME = tmp_path


def send(to, kind=MESSAGE, **given):
    return append(kind, CODE, to=to, on=DAY, parameters={"title": "季度进展"}, **given)


@pytest.fixture
def chen(cast):
    return cast.fuzhou_officer.officer


@pytest.fixture
def message(chen):
    send(chen)
    run_due(LATER)
    return Message.objects.get()


def test_a_message_reaches_its_officer_in_words(message, chen):
    assert [(each, str(each)) for each in unread(chen)] == [(message, "「季度进展」将到期")]


def test_a_message_reaches_nobody_else(cast, message):  # noqa: ARG001 - the message is there
    assert list(unread(cast.xiamen_officer.officer)) == []


def test_the_unread_ones_take_one_query_with_their_words(message, chen, django_assert_num_queries):  # noqa: ARG001 - the message is there
    with django_assert_num_queries(1):
        [str(each) for each in unread(chen)]


def test_a_read_message_is_unread_no_more_and_keeps_its_first_day(cast, message):
    mark_read(message, by=cast.fuzhou_officer, on=DAY)
    mark_read(message, by=cast.fuzhou_officer, on=NEXT)
    message.refresh_from_db()
    assert (list(unread(message.officer)), message.read_on) == ([], DAY)


def test_nobody_reads_anothers_message(cast, message):
    mark_read(message, by=cast.fuzhou_head, on=DAY)
    message.refresh_from_db()
    assert message.read_on is None


def test_what_is_rolled_back_is_never_sent(chen):
    with transaction.atomic():
        send(chen)
        transaction.set_rollback(True)
    assert (run_due(LATER), Message.objects.count()) == (0, 0)


def test_until_a_worker_comes_it_is_undelivered(chen):
    outgoing = send(chen)
    before = list(undelivered())
    run_due(LATER)
    assert (before, list(undelivered())) == ([outgoing], [])


def test_what_was_delivered_is_not_delivered_again(message):
    deliver.call(str(message.outgoing.uid))
    assert Message.objects.count() == 1


def test_a_reminder_is_sent_once(chen):
    first = send(chen, once="report 1")
    assert (send(chen, once="report 1"), run_due(LATER)) == (first, 1)


def test_a_channel_that_fails_is_asked_again(chen, monkeypatch):
    send(chen, SMS)
    with monkeypatch.context() as broken:
        broken.setitem(CHANNELS, SMS, lambda _outgoing: 1 / 0)
        run_due(LATER)
    failed = undelivered().count()
    run_due(LATER.replace(hour=1))
    assert (failed, undelivered().count()) == (1, 0)


def test_a_short_message_lies_as_a_file_for_the_gateway(tmp_path, db):  # noqa: ARG001 - opens the database
    outgoing = send(PARTY, SMS)
    run_due(LATER)
    [file] = (tmp_path / "outbox").iterdir()
    written = json.loads(file.read_text("utf-8"))
    assert (file.name, written["party"], written["text"]) == (f"{outgoing.uid}.json", str(PARTY), "「季度进展」将到期")


def test_a_message_within_the_site_is_for_officers(db):  # noqa: ARG001 - opens the database
    with pytest.raises(IntegrityError):
        send(PARTY)


@pytest.mark.parametrize(
    ("code", "parameters"), [("outbox.other", {"title": ""}), ("nowhere.due", {"title": ""}), (CODE, {"name": ""})]
)
def test_a_message_without_words_is_refused_at_once(chen, code, parameters):
    with pytest.raises(UnknownMessage):
        append(MESSAGE, code, to=chen, on=DAY, parameters=parameters)
