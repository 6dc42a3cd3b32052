"""Anybody searches, reads, compares and takes away; who works here keeps strategies."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from minzhi.engines.search import actions
from minzhi.engines.search.highlights import marked
from minzhi.engines.search.index import keeping
from minzhi.engines.search.models import Strategy
from minzhi.records.facts.models import Fact
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents
from minzhi.records.tables.rows import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some")]
DAY = date(2023, 9, 30)


@pytest.fixture
def some(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(line_of(item) + "\n" for item in patents(60, seed=1)), "utf-8")
    call_command("import", "lines", str(path), "--synthetic", stdout=StringIO())


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode() if not answer.streaming else b"".join(answer.streaming_content)


def titled(word):
    return Right.objects.filter(title__contains=word)


def test_a_stranger_finds_by_plain_words(client):
    text = page(client, "/rights/?q=电池")
    assert f"{Right.objects.filter(claims__contains='电池').count()}件" in text
    assert "<mark>电池</mark>" in text


def test_a_wrong_query_is_explained_on_the_page(client):
    assert "少右括号" in page(client, "/rights/?q=TI%3D(电池", 422)


def test_a_facet_narrows(client):
    city = titled("电池").first().city
    assert f"{titled('电池').filter(city=city).count()}件" in page(client, f"/rights/?q=TI%3D电池&f=city:{city}")


def test_a_number_is_enough(client):
    right = Right.objects.first()
    assert right.title in page(client, f"/rights/?q={right.publications.get()}")


def test_a_right_says_why_it_was_found_and_where_each_field_comes_from(client):
    right = titled("电池").first()
    text = page(client, f"{right.get_absolute_url()}?q=TI%3D电池 NOT AB%3D茶叶")
    assert all(word in text for word in ("为什么命中", "AB=茶叶", "some.jsonl", "合成数据"))


def test_two_rights_stand_side_by_side(client):
    one, other = titled("电池")[:2]
    assert "<mark>" in page(client, f"/rights/compare/?uid={one.uid}&uid={other.uid}")


def test_answers_leave_as_a_sheet_with_query_and_hash(client):
    book = load_workbook(BytesIO(page(client, "/rights/export.xlsx?q=TI%3D电池")))
    sheet, about = book.worksheets
    assert (sheet.max_row - 1, about["B1"].value, len(about["B4"].value)) == (titled("电池").count(), "TI=电池", 64)


@pytest.mark.parametrize(
    ("form", "begins"), [("csv", "\ufeff公开"), ("ris", "TY  - PAT"), ("json", "{"), ("bibtex", "@patent{")]
)
def test_answers_leave_in_the_form_one_likes(client, form, begins):
    assert page(client, f"/rights/export.{form}?q=TI%3D电池").decode().startswith(begins)


def test_a_batch_answers_with_counts(client):
    answer = client.post("/rights/batch/", {"text": "TI=电池\n#1 NOT TI=电池"}).content.decode()
    assert (f">{titled('电池').count()}<" in answer, ">0<" in answer) == (True, True)


def test_the_form_writes_the_query(client):
    assert "TI=(电池) AND PD=[2019 TO *]" in page(client, "/rights/expert/?TI=电池&since=2019")


def test_a_strategy_keeps_its_address_and_shows_what_is_new(client, cast):
    strategy = actions.save_strategy("电池", "TI=电池", by=cast.protection_officer, on=DAY)
    right = titled("茶").first()
    Right.objects.filter(pk=right.pk).update(title="一种新电池")
    Touched.objects.create(right=right)
    keeping.bring_up_to_date()
    assert "新增1件" in page(client, strategy.get_absolute_url())


def test_a_strategy_is_reworded_and_the_old_wording_stays(client, cast):
    strategy = actions.save_strategy("电池", "TI=电池", by=cast.protection_officer, on=DAY)
    actions.reword_strategy(strategy, "TI=(电池 OR 茶)", by=cast.protection_officer, on=DAY, seen=strategy.version)
    assert [each.number for each in strategy.versions.all()] == [1, 2]
    assert "<ins>" in page(client, strategy.get_absolute_url())
    assert Fact.unscoped.filter(kind__startswith="search.").count() == 2


def test_a_strategy_changed_meanwhile_or_not_at_all_is_not_reworded(cast):
    strategy = actions.save_strategy("电池", "TI=电池", by=cast.protection_officer, on=DAY)
    with pytest.raises(actions.SameWording):
        actions.reword_strategy(strategy, "TI=电池", by=cast.protection_officer, on=DAY)
    with pytest.raises(ChangedMeanwhile):
        actions.reword_strategy(strategy, "TI=茶", by=cast.protection_officer, on=DAY, seen=strategy.version + 1)


def test_a_stranger_keeps_no_strategy(client):
    assert (client.post("/s/save/", {"q": "TI=电池", "title": "x"}).status_code, Strategy.objects.count()) == (302, 0)


def test_marks_keep_the_spelling_of_the_text():
    pieces = marked("鋰離子ＬＥＤ燈", ["led", "锂离子"])
    assert [(piece.text, piece.hit) for piece in pieces] == [("鋰離子", True), ("ＬＥＤ", True), ("燈", False)]
