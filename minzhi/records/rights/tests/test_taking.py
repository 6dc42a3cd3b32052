"""Files of offices are taken in whole, once, and nothing that they say is lost."""

import json
import re
from datetime import date

import pytest
from django.db import Error, transaction

from minzhi.records.rights.actions import take_in
from minzhi.records.rights.models import Delivery, Event, Publication, Record, Right, Touched
from minzhi.records.rights.queries import sources_of
from minzhi.records.tables.markup import BadFile

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)
HEAD = "publication_no,kind,title,publication_date,application_no,application_date,applicant,inventors,classes\n"
ROW = (
    "CN110010058A,invention_pub,阵列基板及显示面板,2019-07-12,201910418469X,2019-05-20,"
    "京东方科技集团股份有限公司;,王文涛,G09G3/32(2016.01)I\n"
)
GRANT = "CN110010058B,invention_grant,阵列基板,2021-01-05,201910418469X,2019-05-20,京东方,王文涛,G09G3/32(2016.01)I\n"


def gazette(tmp_path, *lines, head=HEAD, encoding="utf-8", name="g.csv"):
    path = tmp_path / name
    path.write_bytes((head + "".join(lines)).encode(encoding))
    return path


def taken(path, form="gazette-csv", **how):
    return take_in(path, form, on=DAY, **how)


def test_a_row_becomes_a_right_with_its_publication_event_and_record(tmp_path):
    counts = taken(gazette(tmp_path, ROW))
    right = Right.objects.get()
    assert (counts.new, str(right.publications.get()), right.number, right.state) == (
        1,
        "CN110010058A",
        "201910418469X",
        "pending",
    )
    assert (right.applicants, right.classes) == (["京东方科技集团股份有限公司"], {"ipc": ["G09G3/32"]})
    assert (Event.objects.get().code, Record.objects.get().as_written["classes"]) == (
        "publication",
        "G09G3/32(2016.01)I",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_gazette_is_read_in_both_encodings(tmp_path, encoding):
    taken(gazette(tmp_path, ROW, encoding=encoding))
    assert Right.objects.get().title == "阵列基板及显示面板"


LINE = {
    "kind": "invention", "authority": "CN", "number": "202310000001X", "said_on": "2023-09-01", "events": [],
    "fields": {"title": "样例"}, "publications": [["CN", "110010058", "A", "2023-09-01"]],
}  # fmt: skip
UNFIT = (
    ({"kind": "x" * 100}, "kind"), ({"kind": [1]}, "kind"), ({"authority": "CHINA"}, "authority"),
    ({"number": None}, "number"), ({"number": "\ud800"}, "number"), ({"number": 10**30}, "number"),
    ({"fields": {"title": "a\0b"}}, "title"), ({"fields": {"title": 1}}, "title"),
    ({"fields": {"filed_on": "2023-13-01"}}, "filed_on"), ({"fields": {"applicants": "甲公司"}}, "applicants"),
    ({"fields": {"classes": {"ipc": "A01B"}}}, "classes"), ({"fields": {"state": "x"}}, "state"),
    ({"fields": {"withdrawn": True}}, "withdrawn"), ({"fields": {"\ud800": 1}}, "?"),
    ({"fields": {"priorities": [["CN1"]]}}, "priorities"),
    ({"publications": [["CN", "1" * 50, "A", ""]]}, "publications"), ({"events": [["x" * 30, "", ""]]}, "events"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "field"), UNFIT)
def test_a_line_that_is_no_right_is_refused_by_the_name_of_its_field(said, field, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**LINE, **said}) + "\n")
    with pytest.raises(BadFile, match=re.escape(field)) as refused:
        taken(path, "lines")
    assert (str(refused.value).encode("utf-8") != b"", Right.objects.count()) == (True, 0)


def test_a_line_is_a_right(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE) + "\n")
    assert (taken(path, "lines").new, Right.objects.get().title) == (1, "样例")


def test_a_text_that_is_too_long_for_its_column_is_left_out_and_reported(tmp_path):
    head = HEAD.replace("classes", "city")
    counts = taken(gazette(tmp_path, ROW.replace("G09G3/32(2016.01)I", "福" * 61), head=head))
    assert (Right.objects.get().city, [each.field for each in counts.first_problems]) == ("", ["city"])


def test_a_null_sign_in_a_gazette_is_refused(tmp_path):
    with pytest.raises(BadFile, match="title"):
        taken(gazette(tmp_path, ROW.replace("阵列", "阵\0列")))


def test_a_gazette_in_another_encoding_says_so(tmp_path):
    with pytest.raises(BadFile, match="既不是UTF-8也不是GB18030"):
        taken(gazette(tmp_path, ROW, encoding="utf-16"))


def test_the_same_file_again_changes_nothing(tmp_path):
    taken(gazette(tmp_path, ROW))
    again = taken(gazette(tmp_path, ROW))
    assert (again.known, Right.objects.count(), Record.objects.count()) == (True, 1, 1)


def test_the_same_row_in_another_file_changes_nothing(tmp_path):
    taken(gazette(tmp_path, ROW))
    counts = taken(gazette(tmp_path, ROW, GRANT, name="h.csv"))
    assert (counts.same, counts.changed, Record.objects.count(), Publication.objects.count()) == (1, 1, 2, 2)


def test_a_row_that_stands_twice_in_a_file_is_kept_once(tmp_path):
    counts = taken(gazette(tmp_path, ROW, GRANT, ROW))
    assert (counts.new, counts.same, Record.objects.count(), Publication.objects.count()) == (1, 1, 2, 2)


def test_long_texts_are_taken_in_few_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("minzhi.records.rights.actions.MOST_SIGNS", 100)
    told = []
    taken(gazette(tmp_path, ROW, GRANT), progress=lambda counts: told.append(counts.read))
    assert told == [1, 2]


@pytest.mark.parametrize("order", [(ROW, GRANT), (GRANT, ROW)])
def test_the_latest_record_decides_whatever_came_first(tmp_path, order):
    for number, line in enumerate(order):
        taken(gazette(tmp_path, line, name=f"{number}.csv"))
    right = Right.objects.get()
    assert (right.title, right.state, right.granted_on, right.published_on) == (
        "阵列基板",
        "in_force",
        date(2021, 1, 5),
        date(2021, 1, 5),
    )
    assert str(sources_of(right)["title"].said_on) == "2021-01-05"


def test_a_number_destroyed_by_a_spreadsheet_is_reported_and_not_guessed(tmp_path):
    counts = taken(gazette(tmp_path, ROW.replace("201910418469X", "2.01910E+12")))
    assert (Right.objects.get().number, counts.problems, counts.first_problems[0].field) == ("", 1, "application_no")


def test_a_row_without_a_number_finds_its_right_by_publication(tmp_path):
    taken(gazette(tmp_path, ROW.replace("201910418469X", "")))
    taken(gazette(tmp_path, GRANT, name="h.csv"))
    assert Right.objects.get().number == "201910418469X"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD.strip() + ",colour\n" + ROW.strip() + ",red\n", "colour"),
        ("title,kind\n电池,design\n", "publication_no"),
        (HEAD + ROW + "CN1,design\n", "3"),
    ],
)
def test_a_file_that_is_not_as_agreed_is_refused_whole(tmp_path, text, says):
    with pytest.raises(BadFile, match=says):
        taken(gazette(tmp_path, head=text))
    assert (Right.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_dry_run_counts_and_keeps_nothing(tmp_path):
    counts = taken(gazette(tmp_path, ROW), dry_run=True)
    assert (counts.new, Right.objects.count(), Touched.objects.count()) == (1, 0, 0)


def test_what_changed_waits_for_the_index(tmp_path):
    taken(gazette(tmp_path, ROW))
    assert Touched.objects.get().right == Right.objects.get()


@pytest.mark.parametrize("model", [Record, Event])
def test_history_is_never_changed(tmp_path, model):
    taken(gazette(tmp_path, ROW))
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        model.objects.update(
            right=Right.objects.get(), delivery=Delivery.objects.get(), **{"code" if model is Event else "digest": "x"}
        )


@pytest.mark.parametrize(("form", "content"), [("lines", "\n\n"), ("gazette-csv", HEAD)])
def test_a_file_in_which_there_is_nothing_is_refused_with_a_word(form, content, tmp_path):
    path = tmp_path / "empty"
    path.write_text(content)
    with pytest.raises(BadFile, match="「empty」里一件也没有"):
        taken(path, form)
    assert Delivery.objects.count() == 0


def line(tmp_path, name, **said):
    path = tmp_path / name
    path.write_text(json.dumps({**LINE, "authority": "US", "publications": [["US", "7000000", "B2", ""]], **said}))
    return path


@pytest.mark.parametrize("numbers", [("2366704A", "11023667"), ("11023667", "2366704A")])
def test_what_another_office_calls_an_application_makes_no_second_right_of_it(numbers, tmp_path):
    for at, number in enumerate(numbers):
        counts = taken(line(tmp_path, str(at), number=number), "lines")
    assert (Right.objects.get().number, counts.problems) == ("11023667", 0)


def test_two_applications_that_claim_one_publication_are_told(tmp_path):
    taken(line(tmp_path, "a", number="11023667"), "lines")
    counts = taken(line(tmp_path, "b", number="11023668"), "lines")
    assert (Right.objects.count(), counts.problems) == (2, 1)
