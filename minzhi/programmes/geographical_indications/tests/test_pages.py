"""The room's pages: what officers keep, what a buyer sees, what figures say."""

import json
from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minzhi.kit import indicators
from minzhi.kit.indicators import Period
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions import ROOM
from minzhi.programmes.geographical_indications.demo import half_year
from minzhi.programmes.geographical_indications.models import Area, Laboratory, Movement, Run, Scan
from minzhi.programmes.geographical_indications.queries.registers import glance, laboratories
from minzhi.programmes.geographical_indications.queries.signs import held
from minzhi.programmes.geographical_indications.tests.conftest import DAY
from minzhi.programmes.geographical_indications.tests.test_use import ROOM_FOLDER, SQUARE
from minzhi.records.facts.models import Fact
from minzhi.records.parameters.actions import load
from minzhi.records.places.models import Place


@pytest.fixture
def browse(client, cast):
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


@pytest.fixture
def run(tea, batch):
    return actions.issue(batch, 50, **tea.by)


def address(run):
    code, signature = next(actions.printed(run))
    return reverse("geographical_indications:scan", args=[code, signature])


def test_an_area_comes_as_a_file_and_a_broken_one_says_why(browse, tea):
    for content, status in ((json.dumps(SQUARE), 302), ("{", 422), ('{"type": "Point"}', 422)):
        given = {"asked": "area", "source": "演示公告", "file": SimpleUploadedFile("a.geojson", content.encode())}
        assert browse.post(tea.indication.get_absolute_url(), given).status_code == status
    assert Area.objects.count() == 1
    page = browse.get(tea.indication.get_absolute_url()).content.decode()
    assert '<svg class="area"' in page


def test_a_purchase_is_kept_and_too_much_is_told_with_what_is_left(browse, tea):
    given = {"asked": "goods", "move": "slip", "raw": "300", "plot": tea.plot.pk, "slip": "S1"}
    assert browse.post(tea.one.get_absolute_url(), given).status_code == 302
    more = browse.post(tea.one.get_absolute_url(), {**given, "slip": "S2"})
    assert (more.status_code, "还可交100千克" in more.content.decode(), Movement.unscoped.count()) == (422, True, 1)


def test_codes_are_issued_on_the_page_taken_away_and_printed(browse, batch):
    page = batch.get_absolute_url()
    assert browse.post(page, {"asked": "issue", "count": "600"}).status_code == 302
    assert "还可申领0枚" in browse.post(page, {"asked": "issue", "count": "1"}).content.decode()
    run = Run.unscoped.get()
    rows = b"".join(
        browse.get(reverse("geographical_indications:codes", args=[run.uid])).streaming_content
    ).splitlines()
    sheet = browse.get(reverse("geographical_indications:sheet", args=[run.uid]) + "?page=15").content.decode()
    assert (len(rows), sheet.count("viewBox")) == (601, 40)


def test_a_buyer_sees_the_producers_standing_at_this_moment(client, run):
    page = client.get(address(run)).content.decode()
    assert ("生产者现在是专用标志使用人" in page, "签名成立" in page) == (True, True)


def test_a_stopped_run_says_so_to_the_buyer(client, run, tea):
    actions.stop(run, why="失窃", **tea.by)
    assert "停用，不应再出现在市场上" in client.get(address(run)).content.decode()


def test_a_changed_signature_is_seen(client, run):
    good = address(run)
    changed = good[:-2] + ("A" if good[-2] != "A" else "B") + "/"
    assert "签名不成立" in client.get(changed).content.decode()


@pytest.mark.parametrize("typed", ["x", "0" * 20, "%3Cscript%3E", "１" * 20])
def test_what_was_never_issued_is_not_found_and_leaves_nothing(client, typed):
    answer = client.get(f"/geographical-indications/c/{typed}/")
    assert (answer.status_code, Scan.objects.count()) == (404, 0)


def test_a_buyer_says_where_and_many_looks_from_many_cities_are_a_lead(client, run):
    page = client.get(address(run))
    place = Place.objects.get(code="350200")
    client.post(reverse("geographical_indications:where"), {"token": page.context["token"], "place": place.pk})
    assert Scan.objects.get().place == place
    places = [*Place.objects.all()[:4], place]
    rows = [Scan(run=run, serial=1, scanned_at="2023-09-12T00:00Z", place=places[n % 5]) for n in range(50)]
    Scan.objects.bulk_create(rows)
    seen = glance(run, 1)
    assert (seen.scans, seen.places, seen.suspicious) == (51, 5, True)


def test_two_looks_too_far_apart_for_their_time_are_told_to_buyer_and_officer(client, browse, run):
    load(yaml.safe_load((ROOM_FOLDER / "parameters.yaml").read_text("utf-8")), jurisdiction="cn", prefix=ROOM)
    for minute, code in (("00", "350100"), ("20", "350200")):
        moment = f"2023-09-12T01:{minute}Z"
        Scan.objects.create(run=run, serial=1, scanned_at=moment, place=Place.objects.get(code=code))
    room = browse.get(reverse("geographical_indications:room")).content.decode()
    assert ("快过交通工具" in client.get(address(run)).content.decode(), "2023000001" in room) == (True, True)


def test_a_report_of_a_laboratory_that_was_not_on_the_register_that_day_is_marked(browse, tea):
    said = {
        "name": "演示检验所",
        "accreditation": "CMA1",
        "covers": "茶叶",
        "source": "演示",
        "valid_from": "2023-01-01",
    }
    address = reverse("geographical_indications:laboratories")
    assert browse.post(address, {"asked": "laboratory", **said}).status_code == 302
    for number, day in (("R1", date(2023, 9, 1)), ("R2", date(2022, 12, 31))):
        actions.add_report(
            tea.one, laboratory="演示检验所", accreditation="CMA1", number=number, tested_on=day, passed=True, **tea.by
        )
    page = browse.get(tea.one.get_absolute_url()).content.decode()
    rows = [(each.reports, each.failed) for each in laboratories()]
    assert (page.count("检验机构当日不在名册"), rows) == (1, [(2, 0)])


def test_a_laboratory_ends_with_a_reason_and_once(browse, tea):
    made = actions.list_laboratory(
        name="演示检验所", accreditation="CMA1", covers="茶叶", source="演示", valid_from=date(2023, 1, 1), **tea.by
    )
    address = reverse("geographical_indications:end_laboratory", args=[made.uid])
    for why in ("", "资质撤销", "再来"):
        browse.post(address, {"why": why})
    facts = Fact.unscoped.filter(kind="geographical_indications.laboratory_ended")
    assert (Laboratory.objects.get().valid_to, facts.count()) == (DAY, 1)


def test_a_forged_token_says_nothing(client, run):
    client.get(address(run))
    client.post(reverse("geographical_indications:where"), {"token": "1:x", "place": Place.objects.first().pk})
    assert Scan.objects.get().place is None


@pytest.mark.usefixtures("run")
def test_figures_open_to_their_records(tea):
    period = Period.parse("2023Q3")
    found = {
        name: indicators.get(f"geographical_indications.{name}").compute(None, period)
        for name in ("users", "covered", "codes")
    }
    assert {name: each.amount for name, each in found.items()} == {
        "users": 1, "covered": Decimal("50.0"), "codes": 50,
    }  # fmt: skip
    assert found["users"].records == (("geographical_indications.producer", tea.one.uid),)


def test_the_demonstration_uses_the_rooms_own_acts(cast):
    people = {"fuzhou": cast.fuzhou_officer, "protection": cast.protection_officer}
    assert half_year(people, until=DAY) == 2
    assert [sign.entry.title for sign in held(DAY)] == ["海丝茶会标志（演示）"]
