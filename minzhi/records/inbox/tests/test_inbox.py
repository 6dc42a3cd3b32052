"""What comes from outside is kept once, word for word, and dealt with once."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from minzhi.records.files.models import StoredFile
from minzhi.records.inbox.actions import AlreadySettled, NumberReused, receive, refuse, take
from minzhi.records.inbox.models import Received
from minzhi.records.inbox.queries import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return receive("court", "（2023）闽01民初1号", payload={"party": "演示公司"})[0]


def test_the_first_time_a_delivery_is_new_and_then_it_is_known(row):
    assert receive("court", row.external_id, payload={"party": "演示公司"}) == (row, False)


def test_the_order_of_fields_makes_no_difference():
    receive("court", "1", payload={"a": 1, "b": 2})
    assert receive("court", "1", payload={"b": 2, "a": 1})[1] is False


def test_another_source_may_use_the_same_number(row):
    assert receive("bank", row.external_id)[1] is True


def test_another_content_under_the_same_number_is_refused(row):
    with pytest.raises(NumberReused, match="换号重发"):
        receive("court", row.external_id, payload={"party": "另一公司"})


def test_another_file_under_the_same_number_is_refused(row):
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="x", name="判决书", stored_on=date(2023, 9, 1))
    with pytest.raises(NumberReused):
        receive("court", row.external_id, payload=row.payload, file=file)


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        receive("court", "1", payload={"amount": float("nan")})


def test_a_source_has_its_own_queue_in_the_order_of_arrival(row):
    receive("bank", "1")
    later = receive("court", "0")[0]
    assert list(waiting("court")) == [row, later]


def test_what_is_taken_waits_no_more(row):
    take(row)
    assert list(waiting("court")) == []


def test_what_is_refused_says_why(row):
    refuse(row, problem="没有案号")
    row.refresh_from_db()
    assert (row.state, row.problem) == (Received.State.REFUSED, "没有案号")


def test_a_refusal_without_a_reason_is_none(row):
    with pytest.raises(IntegrityError):
        refuse(row, problem="")


@pytest.mark.parametrize("again", [take, lambda row: refuse(row, problem="晚了")])
def test_a_delivery_is_dealt_with_once(row, again):
    take(row)
    with pytest.raises(AlreadySettled, match="不必重复处理"):
        again(row)


@pytest.mark.parametrize("change", [{"payload": {}}, {"external_id": "2"}])
def test_the_database_keeps_the_words_that_came(row, change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Received.objects.filter(pk=row.pk).update(**change)


def test_the_database_keeps_the_row(row):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.delete()
