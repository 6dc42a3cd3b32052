from datetime import date

import pytest
from django.db import DatabaseError, transaction

from minzhi.engines.tasklist import reader
from minzhi.engines.tasklist.actions import notices
from minzhi.engines.tasklist.actions.refusals import NotADraft, NotYours, StillToConfirm, Uncovered
from minzhi.engines.tasklist.models import Duty, Measure, Notice, Sentence, Task
from minzhi.engines.tasklist.tests.shipped import NOTICE
from minzhi.records.files.models import StoredFile
from minzhi.records.tables.rows import ChangedMeanwhile

DAY = date(2023, 4, 28)


@pytest.fixture
def draft(province):
    return notices.upload(NOTICE.read_bytes(), name="通知.txt", by=province.protection, on=DAY)


@pytest.mark.usefixtures("plan")
def test_an_adopted_notice_is_22_tasks_50_sentences_and_all_its_measures():
    assert (Task.objects.count(), Sentence.objects.count(), Measure.objects.count()) == (22, 50, 133)


def test_every_character_of_a_sentence_belongs_to_a_measure(plan):
    for sentence in Sentence.objects.prefetch_related("measures"):
        spans = [(m.start, m.end) for m in sentence.measures.order_by("start")]
        assert "".join(plan.notice.text[start:end] for start, end in spans) == sentence.text


def test_task_12_reaches_ten_places_and_task_19_waits_for_a_choice(plan):
    assert Duty.unscoped.filter(measure=plan.measure("12.1")).exclude(unit__kind="division").count() == 10
    assert Duty.unscoped.filter(measure=plan.measure("19.1")).count() == 1


def test_the_lead_of_task_3_is_the_protection_division_by_presumption(plan):
    assert (plan.task(3).lead.key, plan.task(3).units.first().presumed) == ("protection", True)


def test_proposals_must_be_confirmed_before_adoption(province, draft):
    with pytest.raises(StillToConfirm, match="133项"):
        notices.adopt(draft, by=province.supervisor, on=DAY)
    assert not Task.objects.exists()


def test_an_officer_may_prepare_but_not_adopt(province, draft):
    notices.confirm(draft, range(133), by=province.protection, on=DAY)
    with pytest.raises(NotYours):
        notices.adopt(draft, by=province.protection, on=DAY)


def test_a_city_neither_uploads_nor_adopts(province):
    with pytest.raises(NotYours):
        notices.upload(NOTICE.read_bytes(), name="通知.txt", by=province.fuzhou, on=DAY)


def test_a_hole_in_the_measures_stops_adoption_and_leaves_nothing(province, draft):
    notices.confirm(draft, range(133), by=province.supervisor, on=DAY)
    draft.refresh_from_db()
    del draft.reading["measures"][5]
    draft.save()
    with pytest.raises(Uncovered, match="任务2"):
        notices.adopt(draft, by=province.supervisor, on=DAY)
    assert not Task.objects.exists()


def test_a_measure_can_be_cut_in_two(province, draft):
    first = draft.reading["measures"][0]
    cut = notices.split(draft, 0, first["start"] + 4, by=province.supervisor, on=DAY)
    assert [m["end"] - m["start"] for m in cut.reading["measures"][:2]] == [4, first["end"] - first["start"] - 4]


def test_two_officers_on_one_draft_never_overwrite_each_other(province, draft):
    notices.correct_header(draft, title="新标题", by=province.supervisor, on=DAY, seen=draft.version)
    with pytest.raises(ChangedMeanwhile):
        notices.correct_header(draft, title="别的标题", by=province.protection, on=DAY, seen=draft.version)
    assert Notice.objects.get().title == "新标题"


def test_an_adopted_notice_is_no_draft_any_more(plan):
    with pytest.raises(NotADraft):
        notices.drop(plan.notice, by=plan.supervisor, on=DAY)


def test_what_cannot_be_read_leaves_nothing(province):
    with pytest.raises(reader.Unreadable):
        notices.upload(b"PK\x03\x04broken", name="坏.docx", by=province.supervisor, on=DAY)
    assert (Notice.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("change", [{"text": "改"}, {"start": 0}])
def test_the_database_keeps_the_notices_words(change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Sentence.objects.filter(no=1).update(**change)
