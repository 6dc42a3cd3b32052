import pytest
from django.db import IntegrityError, connection, transaction

from minzhi.engines.casework import api
from minzhi.engines.casework.models import Case, Event
from minzhi.engines.casework.tests.conftest import DAY


@pytest.mark.parametrize("change", [{"state": "done"}, {"events_count": 2}, {"state": "", "events_count": 0}])
def test_the_database_refuses_a_case_that_moves_without_an_event(sheet, change):
    with pytest.raises(IntegrityError):
        Case.unscoped.filter(pk=sheet.pk).update(**change)


def test_the_database_refuses_a_case_that_begins_in_the_middle(sheet):
    sheet.pk, sheet.uid = None, None
    with pytest.raises(IntegrityError):
        Case.unscoped.bulk_create([sheet])


@pytest.mark.usefixtures("sheet")
def test_the_database_refuses_a_changed_event():
    with pytest.raises(IntegrityError):
        Event.unscoped.update(action="nothing")


@pytest.mark.usefixtures("sheet")
def test_the_database_refuses_a_deleted_event():
    with pytest.raises(IntegrityError):
        Event.unscoped.all().delete()


def test_the_database_refuses_two_events_with_one_number(sheet):
    twin = Event.unscoped.get(case=sheet)
    twin.pk = twin.uid = None
    twin.uid = sheet.uid
    with pytest.raises(IntegrityError):
        twin.save(force_insert=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
@pytest.mark.usefixtures("sheet")
def test_the_database_refuses_to_empty_the_log():
    connection.check_constraints()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("TRUNCATE casework_event CASCADE")


def test_a_half_done_act_is_undone_with_the_caller(sheet, chen):
    def half():
        api.act(sheet, "reply", by=chen, on=DAY, roles={"signer"}, form={"words": "好"})
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        half()
    assert (Case.unscoped.get().state, Event.unscoped.count()) == ("issued", 1)


def test_the_database_refuses_a_case_that_changes_hands_without_an_event(sheet, xiamen):
    with pytest.raises(IntegrityError):
        Case.unscoped.filter(pk=sheet.pk).update(unit=xiamen)


def filed(sheet, by):
    api.file_papers(sheet, [api.Upload(title="证据.txt", content="证据".encode())], by=by, on=DAY)
    return api.Paper.unscoped.get(case=sheet)


def test_the_database_refuses_a_changed_paper(sheet, chen):
    paper = filed(sheet, chen)
    with pytest.raises(IntegrityError):
        type(paper).unscoped.filter(pk=paper.pk).update(title="另一份")


def test_the_database_refuses_a_deleted_paper(sheet, chen):
    paper = filed(sheet, chen)
    with pytest.raises(IntegrityError):
        type(paper).unscoped.filter(pk=paper.pk).delete()


def test_a_paper_keeps_its_hash_and_the_event_that_brought_it(sheet, chen):
    paper = filed(sheet, chen)
    assert (paper.event.action, paper.file.sha256[:8], paper.number) == ("@paper", "d883c636", 1)
