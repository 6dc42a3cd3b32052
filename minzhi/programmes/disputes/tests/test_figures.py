"""Figures by kind and by level: what each is made of, and that each opens to its cases."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.disputes.tests.test_clocks import REQUEST
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.scope.ambient import everything

DAY, LATE = date(2025, 9, 26), date(2025, 12, 29)
MEDIATION = {**{name: said for name, said in REQUEST.items() if name != "facts"}, "matter": "ownership"}


@pytest.fixture(autouse=True)
def _day(db):  # noqa: ARG001 - opens the database
    load_shipped()
    with clock.office_day(LATE), everything(DAY, why="the tests of a room look everywhere"):
        yield


def act(case, name, by, on=DAY, **form):
    return casework.carry_out(case, name, by=by, on=on, form=form)


@pytest.fixture
def disputes(cast):
    """Return four: of Fuzhou in time, of Xiamen too late, of the province still open, a mediation handed over."""
    fuzhou, xiamen = cast.fuzhou_officer, cast.xiamen_officer
    met, late, still = (
        act(
            casework.start("disputes.adjudication", unit=by.unit, by=by, on=DAY, form=REQUEST), "accept", by,
            panel="甲、乙、丙",
        )
        for by in (fuzhou, xiamen, cast.protection_officer)
    )  # fmt: skip
    act(met, "mediate", fuzhou, date(2025, 10, 6), agreement="停止")
    act(late, "mediate", xiamen, LATE, agreement="停止")
    agreed = casework.start("disputes.mediation", unit=fuzhou.unit, by=fuzhou, on=DAY, form=MEDIATION)
    agreed = act(act(agreed, "notify", fuzhou, served_on="2025-09-26"), "consent", fuzhou, consented_on="2025-09-26")
    form = {"how": "refer", "to": casework.key_of(xiamen.unit), "document": "榕知移〔2025〕1号", "why": "管辖"}
    agreed = casework.do(act(agreed, "open", fuzhou, mediators="甲"), "@hand_over", by=fuzhou, on=DAY, form=form)
    return met, late, still, agreed


@pytest.fixture
def browse(client, cast):
    def get(by, name, *args, **asked):
        client.force_login(getattr(cast, by).officer.account)
        return client.get(reverse(name, args=args), asked)

    return get


def told(line):
    amounts = [str(cell.value.amount) if cell.value else "—" for cell in line.cells]
    return f"{line.label} {line.level}: {' '.join(amounts)}"


@pytest.mark.usefixtures("disputes")
def test_a_room_counts_by_kind_and_below_it_by_level(browse):
    lines = browse("leader", "disputes:room", period="2025").context["lines"]
    assert [told(line) for line in lines] == [
        "专利侵权纠纷行政裁决 : 3 2 50.0 52.0 100.0 0 0",
        "专利侵权纠纷行政裁决 省级: 1 0 None None None 0 0",
        "专利侵权纠纷行政裁决 市级: 2 2 50.0 52.0 100.0 0 0",
        "专利纠纷行政调解 : 1 0 100.0 None None — 1",
        "法院委托调解 : 0 0 None None None — 0",
        "快速协同保护 : 0 0 None None — — 0",
    ]


@pytest.mark.usefixtures("disputes")
def test_a_city_counts_its_own(browse):
    lines = browse("xiamen_officer", "disputes:room", period="2025").context["lines"]
    assert [told(line) for line in lines][:2] == [
        "专利侵权纠纷行政裁决 : 1 1 0.0 94.0 100.0 0 0",
        "专利纠纷行政调解 : 1 0 100.0 None None — 1",
    ]


@pytest.mark.parametrize(
    ("measure", "kind", "level", "places"),
    [
        ("accepted", "disputes.adjudication", "", (0, 1, 2)),
        ("accepted", "disputes.adjudication", "city", (0, 1)),
        ("on_time", "disputes.adjudication", "city", (0, 1)),
        ("moved", "disputes.mediation", "", (3,)),
    ],
)
def test_each_of_these_figures_opens_to_its_cases(browse, disputes, measure, kind, level, places):
    room = browse("leader", "disputes:room", period="2025").content.decode()
    page = browse("leader", "casework:behind", f"disputes.{measure}", kind=kind, level=level, period="2025")
    address = (
        f"{reverse('casework:behind', args=[f'disputes.{measure}'])}?kind={kind}&amp;level={level}&amp;period=2025"
    )
    assert {row.pk for row in page.context["page"]} == {disputes[place].pk for place in places}
    assert (address in room) == (level == "" or kind == "disputes.adjudication")


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("disputes.accepted", {"kind": "enforcement.penalty"}),
        ("disputes.accepted", {"kind": "disputes.adjudication", "level": "moon"}),
        ("disputes.undone", {"kind": "disputes.mediation"}),
        ("disputes.none", {"kind": "disputes.adjudication"}),
        ("disputes.undone", {}),
    ],
)
def test_what_is_not_counted_is_not_there(browse, key, asked):
    assert browse("leader", "casework:behind", key, **asked).status_code == 404
