"""Beside the hits: figures, suggestions, lists of numbers, followed strategies, subject databases, names, PDF."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from minzhi.engines.documents import api as documents
from minzhi.engines.search import actions, analysis, following, keeping, queries, subjects
from minzhi.records.outbox.models import Outgoing
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some")]
DAY = date(2023, 9, 30)


@pytest.fixture
def some(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(line_of(item) + "\n" for item in patents(60, seed=1)), "utf-8")
    call_command("import", "lines", str(path), "--synthetic", stdout=StringIO())


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.protection_officer.officer.account)
    return client


def said(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_trend_counts_every_answer_and_leaves_no_year_out():
    years = analysis.trend(analysis.tree_of("电池"))
    assert sum(count for _year, count in years) == queries.count("电池")
    assert [int(year) for year, _count in years] == list(range(int(years[0][0]), int(years[-1][0]) + 1))


def test_a_crossing_counts_what_occurs_together():
    found = analysis.crossed(analysis.tree_of("*"), "city", "ipc")
    city, counts = found.rows[0]
    assert counts[0] == queries.count(f"CITY={city} AND IPC={found.columns[0]}")


def test_the_likest_right_is_of_the_same_field_and_never_itself():
    right = Right.objects.filter(title__contains="电池").first()
    alike = analysis.alike(right.title, limit=3, but=right.pk)
    assert (right in alike, all(each.classes["ipc"][0][:4] == "H01M" for each in alike)) == (False, True)


def test_suggestions_are_words_and_classes_of_the_answers_and_say_that_they_are(client):
    words = [word for word, _count in analysis.related_words(analysis.tree_of("IPC=H01M"))]
    assert any("电池" in word for word in words)
    assert analysis.suggested_classes("锂离子电池隔膜")[0][0] == "H01M"
    assert "建议" in said(client, "/rights/figures/?q=电池")


def test_a_list_of_numbers_comes_back_in_its_order_with_what_is_missing(client):
    one, other = (str(right.publications.get()) for right in Right.objects.all()[:2])
    found = analysis.by_numbers([other, "CN999999999A", one])
    assert [each.right and str(each.right.publications.get()) for each in found] == [other, None, one]
    answer = client.post("/rights/numbers/", {"text": f"{one}\nCN999999999A", "form": "csv"}).content.decode()
    assert [line.split(",")[0] for line in answer.splitlines()[1:]] == [one, "CN999999999A"]


def test_followers_are_told_once_of_what_is_new(cast):
    by = cast.protection_officer
    strategy = actions.save_strategy("电池", "TI=电池", by=by, on=DAY)
    following.follow(strategy, by=by, on=DAY)
    right = Right.objects.exclude(title__contains="电池").first()
    Right.objects.filter(pk=right.pk).update(title="一种新电池")
    Touched.objects.create(right=right)
    keeping.bring_up_to_date()
    assert [following.look_at_all(on=DAY), following.look_at_all(on=DAY)] == [1, 0]
    told = Outgoing.objects.get()
    assert (told.code, told.parameters["fresh"], told.officer) == ("search.strategy_has_new", 1, by.officer)


def test_what_other_words_find_is_no_news(cast):
    by = cast.protection_officer
    strategy = actions.save_strategy("茶", "TI=没有", by=by, on=DAY)
    following.follow(strategy, by=by, on=DAY)
    strategy.looks.create(looked_on=DAY, count=0, digest="", fresh=0)
    actions.reword_strategy(strategy, "TI=电池", by=by, on=DAY)
    assert (following.look_at_all(on=DAY), Outgoing.objects.count()) == (0, 0)


def test_words_that_are_read_no_longer_keep_no_other_strategy_from_being_looked_at(cast):
    by = cast.protection_officer
    strategy, old = (actions.save_strategy(word, f"TI={word}", by=by, on=DAY) for word in ("电池", "茶"))
    for each in (old, strategy):
        following.follow(each, by=by, on=DAY)
    version = old.versions.get()
    version.pk, version.number, version.text = None, 2, "TI=("
    version.save()
    strategy.looks.create(looked_on=DAY, count=0, digest="", fresh=0)
    assert following.look_at_all(on=DAY) == 1


def test_who_no_longer_follows_is_not_told(cast):
    by = cast.protection_officer
    strategy = actions.save_strategy("电池", "TI=电池", by=by, on=DAY)
    following.follow(strategy, by=by, on=DAY)
    following.unfollow(strategy, by=by, on=DAY)
    assert (following.look_at_all(on=DAY), strategy.followers.count()) == (0, 0)


def test_a_subject_database_grows_by_branches_and_counts_when_its_cycle_is_over(cast, client):
    by = cast.protection_officer
    base = subjects.open_subject("储能", "福建储能产业", cycle_days=30, is_public=True, by=by, on=DAY)
    top = subjects.add_branch(base, "电池", by=by, on=DAY)
    leaf = subjects.add_branch(base, "隔膜", "TI=电池", parent=top, by=by, on=DAY)
    days = (DAY, DAY + timedelta(29), DAY + timedelta(30))
    assert [subjects.count_due(on=day) for day in days] == [1, 0, 1]
    assert leaf.count == queries.count("TI=电池")
    assert all(word in said(client, base.get_absolute_url()) for word in ("隔膜", "福建储能产业"))


def test_a_closed_subject_database_is_for_its_unit_and_its_users(cast, client, signed_in):
    by = cast.protection_officer
    base = subjects.open_subject("储能", "内部", cycle_days=30, is_public=False, by=by, on=DAY)
    said(signed_in, base.get_absolute_url())
    client.logout()
    said(client, base.get_absolute_url(), 404)


def test_a_branch_is_there_once(cast):
    by = cast.protection_officer
    base = subjects.open_subject("储能", "主题", cycle_days=30, is_public=True, by=by, on=DAY)
    subjects.add_branch(base, "电池", by=by, on=DAY)
    with pytest.raises(subjects.BranchThere):
        subjects.add_branch(base, "电池", by=by, on=DAY)


def test_names_that_look_alike_are_ruled_on_the_page(signed_in):
    one, other = Right.objects.all()[:2]
    Right.objects.filter(pk=one.pk).update(applicants=["腾讯科技（深圳）有限公司"])
    Right.objects.filter(pk=other.pk).update(applicants=["腾讯科技深圳有限公司"])
    Touched.objects.bulk_create([Touched(right=one), Touched(right=other)])
    keeping.bring_up_to_date()
    assert "腾讯科技深圳有限公司" in said(signed_in, "/rights/names/")
    holder = "腾讯科技（深圳）有限公司"
    signed_in.post("/rights/names/rule/", {"name": [holder, "腾讯科技深圳有限公司"], "holder": holder})
    keeping.bring_up_to_date()
    assert dict(analysis.counted(analysis.tree_of("*"), ["pa"])["pa"])[holder] == 2


def test_who_asks_for_too_many_pdfs_waits_a_minute(client, monkeypatch):
    monkeypatch.setattr(documents, "page_as_pdf", lambda _page: b"%PDF")
    address = f"/rights/{Right.objects.first().uid}/right.pdf"
    answers = [client.get(address, REMOTE_ADDR="198.51.100.7") for _time in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert (answers[-1]["Retry-After"], client.get(address).status_code) == ("60", 200)


def test_a_right_shows_whom_it_cites_and_its_family_as_a_picture(client):
    right = Right.objects.exclude(citations=[]).first()
    page = said(client, right.get_absolute_url())
    assert ("引用和同族图" in page, page.count("<line") >= len(right.citations)) == (True, True)


@pytest.mark.skipif(bool(documents.why_not()), reason="no PDF here")
def test_a_right_leaves_as_pdf(client):
    answer = client.get(f"/rights/{Right.objects.first().uid}/right.pdf")
    assert answer.content.startswith(b"%PDF")
