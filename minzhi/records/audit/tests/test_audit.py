from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from minzhi.kit import clock
from minzhi.records.audit.actions import heeding, note
from minzhi.records.audit.models import Note
from minzhi.records.audit.queries import failures
from minzhi.records.audit.tests.cast import DAY

Kind = Note.Kind
HERE, THERE = "10.0.0.1", "10.0.0.2"


def tries(*kinds, login="chen", address=HERE):
    for kind in kinds:
        note(kind, login=login, from_address=address, on=DAY)


def failed(login="chen", address=HERE):
    return failures(login, address, since=clock.now() - timedelta(minutes=15))


def test_a_line_says_who_in_which_post_did_what_to_which_row(chen, quanzhou):
    line = note(Kind.READ, actor=chen, subject=quanzhou, what="核对负责人电话", from_address=HERE, on=DAY)
    assert (line.account, line.login, line.post) == (chen.officer.account, "陈经办", chen.post)
    assert (line.subject_type, line.subject_uid, line.what) == ("units.unit", quanzhou.uid, "核对负责人电话")


def test_a_line_of_an_account_has_no_post(chen):
    line = note(Kind.SIGNED_IN, account=chen.officer.account, on=DAY)
    assert (line.account, line.post, line.office_day) == (chen.officer.account, None, DAY)


@pytest.mark.django_db
def test_what_strangers_type_is_cut_to_fit():
    line = note(Kind.SIGN_IN_FAILED, login="x" * 500, what="y" * 500, from_address="z" * 500, on=DAY)
    line.refresh_from_db()
    assert (len(line.login), len(line.what), len(line.from_address)) == (60, 300, 45)


@pytest.mark.django_db
def test_wrong_tries_are_counted_by_name_and_place():
    tries(Kind.SIGN_IN_FAILED, Kind.SIGN_IN_FAILED)
    tries(Kind.SIGN_IN_FAILED, login="lin")
    tries(Kind.SIGN_IN_FAILED, address=THERE)
    assert (failed(), failed("lin"), failed(address=THERE), failed("lin", THERE)) == (2, 1, 1, 0)


@pytest.mark.django_db
def test_a_success_wipes_out_the_wrong_tries_before_it():
    tries(Kind.SIGN_IN_FAILED, Kind.SIGN_IN_FAILED, Kind.SIGNED_IN, Kind.SIGN_IN_FAILED)
    assert failed() == 1


@pytest.mark.django_db
def test_being_locked_out_is_no_further_try():
    tries(Kind.SIGN_IN_FAILED, Kind.LOCKED_OUT, Kind.LOCKED_OUT)
    assert failed() == 1


@pytest.mark.django_db
def test_old_tries_are_forgiven():
    tries(Kind.SIGN_IN_FAILED)
    assert failures("chen", HERE, since=clock.now() + timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_the_database_refuses_a_changed_line():
    tries(Kind.SIGNED_IN)
    with pytest.raises(IntegrityError, match="never changed"):
        Note.objects.update(what="nothing")


@pytest.mark.django_db
def test_the_database_refuses_a_deleted_line():
    tries(Kind.SIGNED_IN)
    with pytest.raises(IntegrityError, match="never changed"):
        Note.objects.all().delete()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
@pytest.mark.django_db
def test_the_database_refuses_to_empty_the_audit():
    tries(Kind.SIGNED_IN)
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_note")


@pytest.mark.django_db
def test_what_is_noted_meanwhile_is_heeded():
    with heeding() as written:
        tries(Kind.SIGNED_IN, Kind.DOWNLOAD)
    tries(Kind.SIGNED_OUT)
    assert written == [Kind.SIGNED_IN, Kind.DOWNLOAD]
