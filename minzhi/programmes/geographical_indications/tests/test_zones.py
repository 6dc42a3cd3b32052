"""Demonstration zones from proposal to acceptance: conditions with gaps in numbers, yearly reports, experience."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong, NotNow
from minzhi.programmes.geographical_indications.demo import half_year
from minzhi.programmes.geographical_indications.models import Experience
from minzhi.programmes.geographical_indications.queries.zones import ZONE, reports, stated
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.programmes.geographical_indications.rules.zones import GROUPS, State, conditions
from minzhi.programmes.geographical_indications.tests.conftest import DAY

BILLIONS = Decimal(100_000)
"""Ten thousand yuan in a billion."""
PROPOSED = {
    "zone": "演示示范区", "indication": "演示花茶", "builder": "演示办", "eligible": 412, "users": 236,
    "output": 1_800_000, "used_output": 1_210_000, "protected_since": "2015-01-01", "policy": "演示文件",
}  # fmt: skip
REACHED = {**PROPOSED, "users": 248}
DONE = dict.fromkeys(GROUPS, "演示")
YEAR = {
    "eligible": 412,
    "users": 250,
    "output": 1_800_000,
    "used_output": 1_210_000,
    "counted_from": "2023-12-31",
    **DONE,
}
EXPERIENCE = {"experience": "一村一码", "did": "演示", "results": "用标从57.3%到60.7%", "reusable": "演示"}


def gaps(**said):
    covered = {"users": 236, "eligible": 412, "used_output": Decimal("12.1") * BILLIONS, "output": 18 * BILLIONS}
    state = {"protected_since": date(2015, 1, 1), "incident": False, "policy": "演示文件"}
    covered |= {name: value for name, value in said.items() if name in covered}
    state |= {name: value for name, value in said.items() if name in state}
    return [each.gap for each in conditions(State(Coverage(**covered), **state), date(2023, 9, 12))]


def test_example_d3_the_gap_is_12_users():
    covered = Coverage(236, 412, Decimal("12.1"), Decimal(18))
    assert (gaps(), covered.by_users, covered.by_value) == (["", "12", "", "", ""], Decimal("57.3"), Decimal("67.2"))


@pytest.mark.parametrize(
    ("said", "found"),
    [({"users": 248}, ["", "", "", "", ""]), ({"users": 247}, ["", "1", "", "", ""]),
     ({"used_output": 10 * BILLIONS}, ["", "12", "80000.00", "", ""]),
     ({"protected_since": date(2020, 9, 13)}, ["2023-09-13", "12", "", "", ""]),
     ({"protected_since": date(2020, 9, 12), "incident": True, "policy": ""}, ["", "12", "", "有重大事件", "没有写明"]),
     ({"users": 0, "eligible": 0}, ["", "0", "", "", ""])],
)  # fmt: skip
def test_every_gap_is_a_number_or_a_day(said, found):
    assert gaps(**said) == found


def proposed(cast, form=REACHED):
    return casework.start(ZONE, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)


def done(case, act, by, on=DAY, **form):
    return casework.carry_out(case, act, by=by, on=on, form=form)


@pytest.fixture
def zone(tea, cast):  # noqa: ARG001 - the indication is on the register
    case = done(proposed(cast), "publicise", cast.protection_officer)
    begun = {"notice_number": "演示文号", "listed_on": "2021-09-10", "counted_from": "2022-12-31"}
    return done(case, "begin", cast.protection_officer, **begun)


def due(case, clock):
    return case.clocks.filter(clock=clock).latest("pk").due


def test_a_zone_that_lacks_users_is_not_recommended_without_a_reason(cast):
    case = proposed(cast, PROPOSED)
    with pytest.raises(FormWrong, match="用标户数不低于60%（12）"):
        done(case, "publicise", cast.protection_officer)
    assert done(case, "publicise", cast.protection_officer, why_anyway="年内可达到").state == "publicity"


def test_figures_whose_part_is_larger_than_the_whole_are_refused(cast):
    with pytest.raises(FormWrong, match="部分大于全部"):
        proposed(cast, {**PROPOSED, "users": 413})


def test_three_years_to_build_and_a_report_each_year_by_31_december(zone, cast):
    first = due(zone, "report")
    zone = done(zone, "report_year", cast.fuzhou_officer, **YEAR)
    assert (due(zone, "build"), first, due(zone, "report")) == (
        date(2024, 9, 10), date(2023, 12, 31), date(2024, 12, 31),
    )  # fmt: skip


def test_a_gap_of_the_mid_term_check_has_a_day(zone, cast):
    found = {f"{key}_{name}": value for key in GROUPS for name, value in (("score", 18), ("evidence", "演示"))}
    with pytest.raises(FormWrong, match="整改期限"):
        done(zone, "mid_term", cast.protection_officer, **found, protection_gap="检验能力")
    found |= {"protection_gap": "检验能力", "protection_due": "2023-12-01"}
    assert done(zone, "mid_term", cast.protection_officer, **found).state == "mid_term"


def test_acceptance_wants_a_yearly_report_and_ends_confirmed(zone, cast):
    figures = {name: YEAR[name] for name in ("eligible", "users", "output", "used_output")}
    zone = done(zone, "self_check", cast.fuzhou_officer, self_check="演示", **figures)
    with pytest.raises(NotNow, match="还没有年度报告"):
        done(zone, "ask_acceptance", cast.fuzhou_officer)
    done(zone, "report_year", cast.fuzhou_officer, **YEAR)
    zone.refresh_from_db()
    zone = done(zone, "ask_acceptance", cast.fuzhou_officer)
    zone = done(zone, "confirm", cast.protection_officer, confirmed_by="演示文号", confirmed_on="2023-09-12")
    assert (zone.state, len(reports(zone)), [each.gap for each in stated(zone.fields, DAY)]) == (
        "confirmed", 1, [""] * 5,
    )  # fmt: skip


def test_what_comes_with_an_experience_is_everybodys_and_nothing_else_of_the_dossier(
    zone, cast, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "files"
    inner, told = (casework.Upload(title=title, content=title.encode()) for title in ("名册.txt", "统计表.txt"))
    casework.file_papers(zone, [inner], by=cast.fuzhou_officer, on=DAY)
    casework.carry_out(zone, "share", by=cast.fuzhou_officer, on=DAY, form=EXPERIENCE, papers=[told])
    page = client.get(reverse("geographical_indications:experience")).content.decode()
    made = Experience.unscoped.get()
    addresses = [reverse("geographical_indications:experience_paper", args=[made.uid, number]) for number in (1, 2)]
    given, none = (client.get(address) for address in addresses)
    assert [word in page for word in ("用标从57.3%到60.7%", addresses[0], "统计表", "名册")] == [True] * 3 + [False]
    assert (b"".join(given.streaming_content), none.status_code) == ("统计表.txt".encode(), 404)


def test_papers_that_were_only_named_before_stay_unread(zone, cast, client):
    done(zone, "share", cast.fuzhou_officer, **EXPERIENCE)
    Experience.unscoped.update(papers=[{"title": "名册", "sha256": "0" * 64}])
    address = reverse("geographical_indications:experience_paper", args=[Experience.unscoped.get().uid, 1])
    assert client.get(address).status_code == 404


def test_the_acceptance_pack_shows_conditions_years_and_the_registers_own_figures(zone, cast, client):
    done(zone, "report_year", cast.fuzhou_officer, **YEAR)
    client.force_login(cast.fuzhou_officer.officer.account)
    page = client.get(reverse("geographical_indications:pack", args=[zone.uid])).content.decode()
    listed = client.get(reverse("geographical_indications:zones")).content.decode()
    said = [word in page for word in ("250 ÷ 412 = 60.7%", "使用人1 ÷ 名单内生产者2", "使用人250家")]
    assert (said, zone.title in listed) == ([True] * 3, True)


def test_the_demonstration_has_a_zone_in_acceptance_and_two_in_mid_term(cast):
    people = dict.fromkeys(("nanping", "quanzhou", "ningde"), cast.fuzhou_officer)
    half_year({**people, "protection": cast.protection_officer}, until=DAY)
    states = casework.Case.unscoped.filter(process=ZONE).order_by("pk").values_list("state", flat=True)
    assert (list(states), Experience.unscoped.count()) == (["acceptance", "mid_term", "mid_term"], 3)
