"""Anybody searches, reads, compares and takes away; who works here keeps strategies."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from minzhi.engines.search import actions
from minzhi.engines.search.following import look_again
from minzhi.engines.search.highlights import marked
from minzhi.engines.search.index import keeping
from minzhi.engines.search.models import Strategy
from minzhi.kit import clock
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


@pytest.mark.parametrize("given", ["²", "9" * 5000, "-1", "0", "x"])
def test_a_page_or_year_that_is_none_does_no_harm(given, client):
    assert "1</span>" in page(client, f"/rights/?q=TI%3D电池&page={given}")
    assert "没有结果" in page(client, f"/rights/?q=TI%3D电池&f=year:{given}")


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


@pytest.mark.parametrize("form", ["ris", "json", "bibtex"])
def test_every_list_says_what_it_is_behind_the_last_of_it(client, form):
    last = page(client, f"/rights/export.{form}?q=TI%3D电池").decode()[-400:]
    digest = page(client, "/rights/export.csv?q=TI%3D电池").decode().rsplit("SHA-256,")[1].strip()
    said = ("TI=电池", clock.today().isoformat(), str(titled("电池").count()), digest)
    assert [word in last for word in said] == [True] * 4


@pytest.mark.parametrize("form", ["csv", "ris", "json", "bibtex"])
def test_a_list_that_has_not_all_says_of_how_many(form, client, monkeypatch):
    whole = titled("电池").count()
    assert "全部结果件数" not in page(client, f"/rights/export.{form}?q=TI%3D电池").decode()
    monkeypatch.setattr("minzhi.engines.search.queries.MOST_EXPORTED", 2)
    monkeypatch.setattr("minzhi.engines.search.queries.all_rights.__kwdefaults__", {"limit": 2})
    last = page(client, f"/rights/export.{form}?q=TI%3D电池").decode()[-400:]
    assert (f'"of": {whole}' if form == "json" else f"全部结果件数{',' if form == 'csv' else '：'}{whole}") in last


def test_no_text_begins_a_line_or_an_entry_of_its_own(client):
    Right.objects.filter(pk=titled("电池").first().pk).update(abstract="甲\nER  - \nTY  - PAT", number="1},x={")
    assert page(client, "/rights/export.ris?q=TI%3D电池").decode().count("\r\nER  - ") == titled("电池").count()
    assert "@patent{1},x" not in page(client, "/rights/export.bibtex?q=TI%3D电池").decode()


def test_hits_are_ordered_by_any_of_their_days_and_stay_refined(client):
    for name in ("published_on", "filed_on", "granted_on"):
        key = {"published_on": "pd", "filed_on": "ad", "granted_on": "gd"}[name]
        answer = client.get(f"/rights/?q=TI%3D电池&order=-{key}&f=ty:invention")
        days = [getattr(right, name) for right in answer.context["answer"].rights]
        assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
        assert all("f=ty%3Ainvention" in address for _key, _title, address in answer.context["orders"])


def test_a_file_of_statements_may_be_in_the_encoding_of_a_chinese_office(client):
    said = client.post("/rights/batch/", {"file": BytesIO("TI=电池\n".encode("gb18030"))}).context["lines"]
    assert [(line.text, line.count) for line in said] == [("TI=电池", titled("电池").count())]


def test_more_statements_than_are_run_at_once_are_refused_not_cut(client):
    answer = client.post("/rights/batch/", {"text": "TI=电池\n" * 501})
    assert (answer.status_code, answer.context["lines"]) == (422, [])


LISTED = "CN{0[0]}、ＣＮ{0[1]}；{0[2]},{0[3]}\t9,999,999"


def test_a_list_of_numbers_is_parted_however_people_write_it(client):
    numbers = [str(right.publications.get())[2:] for right in Right.objects.all()[:4]]
    found = client.post("/rights/numbers/", {"text": LISTED.format(numbers)}).context["found"]
    assert [each.right and each.right.publications.get().number in each.written for each in found] == [True] * 4 + [
        None
    ]


def test_more_numbers_than_are_looked_up_at_once_are_refused_not_cut(client):
    answer = client.post("/rights/numbers/", {"text": "CN110010058A\n" * 5001})
    assert (answer.status_code, "5001" in answer.content.decode()) == (422, True)


def test_a_number_in_a_batch_or_a_strategy_is_a_number(client, cast):
    number = str(Right.objects.first().publications.get())
    answer = client.post("/rights/batch/", {"text": f"{number}\n#1"})
    assert [line.count for line in answer.context["lines"]] == [1, 1]
    strategy = actions.save_strategy("号", number, by=cast.protection_officer, on=DAY)
    assert (strategy.versions.get().count, look_again(strategy, on=DAY)) == (1, 0)


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
