"""Every list of the house leaves in one click: three formats, the same rows, with query, day and hash; no formula."""

import csv
import hashlib
import io
import json
from contextlib import closing
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from minzhi.engines.tasklist.tests.province import adopted, as_seen_by, laid
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.parameters.models import Installation
from minzhi.records.tables import listing as lists
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.listing import Column, Listing, TooLong, harmless, listings, take
from minzhi.records.units.actions import appoint
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post
from minzhi.records.units.roles import Role
from minzhi.site.tests.conftest import DAY

OF_ADMINISTRATORS = {"audit.notes", "staffing.officers"}
KEYS = [each.key for each in listings()]
LISTS = [each for each in listings() if each.key != "audit.notes"]
"""All but the audit, to which each list that leaves adds a line; it has its own test beside its page."""
STARTS = "=+-@＝＋－＠\t\r\n"
HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", " =1", "\u200b=1", "a\x00b"]
EVIL = Listing(
    "tests.evil", "=恶意", "units:index",
    (Column("=甲", lambda row: row), Column("数", lambda _row: -5, "number")), lambda _asked: HOSTILE,
)  # fmt: skip


def by_key(key):
    return next(each for each in listings() if each.key == key)


def given(response):
    content = response.getvalue()
    for close in response._resource_closers:  # a whole close would take the test's own connection away
        close()
    return content


def cells(content, way):
    """Return the rows of a file without what it says of itself."""
    if way == "json":
        return json.loads(content)["rows"]
    if way == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        return rows[1 : rows.index([])]
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [["" if cell.value is None else cell.value for cell in row] for row in page.iter_rows(min_row=4)]


def reader(listing, plan):
    """Return who reads a list: the audit's administrator for what administrators alone read, else the supervisor."""
    return auditor(plan) if listing.key in OF_ADMINISTRATORS else plan.supervisor


def auditor(plan):
    account, _made = Account.objects.get_or_create(login="auditor")
    post = Post.objects.filter(officer__account=account).first()
    post = post or appoint(account, full_name="演示", unit=plan.supervisor.unit, role=Role.AUDIT_ADMIN, on=DAY)
    return Actor(post.officer, post)


@pytest.fixture
def plan(db, settings, tmp_path):  # noqa: ARG001 - opens the database
    settings.MEDIA_ROOT = tmp_path / "files"
    made = adopted(laid(on=DAY), on=DAY)
    Installation.objects.update(office_day=DAY)
    return made


@pytest.fixture
def ask(client, plan):
    """Return what asks for a list's file as the office's supervisor."""

    def fetch(listing, way, actor=None):
        client.force_login((actor or reader(listing, plan)).officer.account)
        return client.get(reverse(listing.address), {"format": way})

    return fetch


def test_there_are_lists():
    assert {"tasklist.duties", "tasklist.reports", "tasklist.sheets", "facts.facts", "units.units"} <= set(KEYS)


def test_every_list_leaves_in_three_formats_with_the_same_rows_and_hash(ask):
    for listing in LISTS:
        answers = {way: ask(listing, way) for way in ("xlsx", "csv", "json")}
        hashes = {(answer.status_code, answer["X-List-SHA256"]) for answer in answers.values()}
        counts = {len(cells(given(answer), way)) for way, answer in answers.items()}
        assert (listing.key, len(hashes), len(counts)) == (listing.key, 1, 1)


def test_every_list_says_its_query_its_day_and_the_hash_of_its_rows(ask):
    for listing in LISTS:
        said = json.loads(given(ask(listing, "json")))
        lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in said["rows"])
        assert said["sha256"] == hashlib.sha256(lines.encode()).hexdigest()
        assert (said["query"], said["day"]) == (reverse(listing.address), DAY.isoformat())
        sheet = openpyxl.load_workbook(io.BytesIO(given(ask(listing, "xlsx")))).active
        assert all(each in sheet["A2"].value for each in (said["query"], said["day"], said["sha256"]))


def test_every_list_that_leaves_is_one_line_of_the_audit(ask):
    left = {listing.address: ask(listing, "json") for listing in LISTS if listing.key not in OF_ADMINISTRATORS}
    for answer in left.values():
        given(answer)
    lines = [f"{reverse(address)} {answer['X-List-SHA256']}" for address, answer in left.items()]
    noted = Note.objects.filter(kind=Note.Kind.DOWNLOAD, login="supervisor").order_by("pk")
    assert list(noted.values_list("what", flat=True)) == lines


def test_no_cell_of_any_list_starts_a_formula(ask):
    for listing, way in product(LISTS, ("xlsx", "csv")):
        texts = [cell for row in cells(given(ask(listing, way)), way) for cell in row if isinstance(cell, str)]
        assert [text for text in texts if text and text[0] in STARTS] == []


def test_a_list_shows_no_more_than_its_reader_may_see(plan):
    for listing in listings():
        if listing.key in OF_ADMINISTRATORS:
            with pytest.raises(NotYours):
                count(listing, plan.supervisor)
        else:
            assert count(listing, plan.xiamen) <= count(listing, plan.supervisor)


def count(listing, actor):
    with as_seen_by(actor, DAY), clock.office_day(DAY), closing(take(listing, {}, by=actor)) as taken:
        return taken.count


def test_a_city_takes_away_its_own_duties_alone(ask, plan):
    rows = cells(given(ask(by_key("tasklist.duties"), "json", plan.xiamen)), "json")
    assert {row[5] for row in rows} == {"厦门"}


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["xlsx", "csv"])
def test_hostile_texts_are_made_harmless(way):
    content = given(leave(RequestFactory().get("/", {"format": way}), EVIL))
    rows = cells(content, way)
    assert [row[0][0] for row in rows[:-1]] == ["'"] * (len(HOSTILE) - 1)
    assert {str(row[1]) for row in rows} == {"-5"}


def test_a_harmless_text_stays_as_it_is():
    assert [harmless(text) for text in ("闽知发〔2023〕12号", "a=b", "")] == ["闽知发〔2023〕12号", "a=b", ""]


def test_a_list_that_no_file_holds_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(lists, "MOST", 3)
    with pytest.raises(TooLong, match="超过3行"):
        take(EVIL, QueryDict())


def test_a_page_is_no_file():
    assert leave(RequestFactory().get("/", {"format": "exe"}), EVIL) is None


def test_every_page_that_lists_offers_the_list():
    pages = (Path(__file__).parents[1] / "minzhi").rglob("templates/**/*.html")
    texts = {path.name: path.read_text("utf-8") for path in pages if "forms" not in path.parts}
    lacking = [name for name, text in texts.items() if "{% pages " in text and "{% downloads" not in text]
    assert lacking == ["arrival.html"]  # the lines of a sheet, which leave marked, to be mended
