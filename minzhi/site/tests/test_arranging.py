"""Where a unit stands and what it is called from a day on, changed by the security administrator at the page."""

from datetime import timedelta

import pytest

from minzhi.records.audit.models import Note
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import called, path_of
from minzhi.records.units.roles import Role
from minzhi.site.tests.conftest import DAY, officer

TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def security(client, province):  # noqa: ARG001 - the administrator of it
    client.force_login(officer("security", "fujian", Role.SECURITY_ADMIN).officer.account)
    return client


def unit(key):
    return Unit.objects.get(key=key)


def test_a_unit_stands_under_another_from_a_day_on(security):
    before = path_of(unit("legal"), on=DAY)
    given = {"under": unit("fuzhou").pk, "first": TOMORROW.isoformat()}
    answer = security.post("/units/legal/place/", given)
    paths = [path_of(unit("legal"), on=day) for day in (DAY, TOMORROW)]
    assert (answer.status_code, paths) == (302, [before, path_of(unit("fuzhou"), on=DAY) + "legal/"])
    assert Note.objects.get(kind="change").what == f"unit.move legal fuzhou {TOMORROW}"


def test_a_unit_has_one_more_name_from_a_day_on(security):
    security.post("/units/legal/name/", {"name": "政策法规处", "issues_as": "", "first": TOMORROW.isoformat()})
    assert [called("政策法规处", on=day) for day in (DAY, TOMORROW)] == [None, unit("legal")]


@pytest.mark.parametrize(
    ("page", "given", "said"),
    [
        ("place", {"under": "fujian", "first": "2023-09-29"}, "已经过去"),
        ("place", {"under": "fuzhou", "first": "2023-09-30"}, "自己的下级"),
        ("name", {"name": "福州市知识产权局", "first": "2023-09-30"}, "已有名称"),
        ("name", {"name": "厦门市知识产权局", "first": "2023-09-30"}, "已属于"),
    ],
)
def test_what_cannot_be_arranged_is_said_and_nothing_is_changed(security, page, given, said):
    if "under" in given:
        given = {**given, "under": unit(given["under"]).pk}
    answer = security.post(f"/units/fuzhou/{page}/", given)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Note.objects.filter(kind="change").exists()


def test_nobody_else_finds_the_way_or_the_page(signed_in):
    page = signed_in.get("/units/legal/").content.decode()
    assert ("/units/legal/place/" in page, signed_in.get("/units/legal/place/").status_code) == (False, 403)


def test_the_security_administrator_finds_the_way_on_the_units_page(security):
    page = security.get("/units/legal/").content.decode()
    assert [f"/units/legal/{each}/" in page for each in ("place", "name")] == [True, True]
