"""Pages of the room: bad input is told in words, what belongs to another place is not there."""

from datetime import timedelta

import pytest

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.enforcement.actions import occasions
from minzhi.programmes.enforcement.models import Fair, Target
from minzhi.programmes.enforcement.tests.conftest import DAY
from minzhi.programmes.enforcement.tests.test_acts import lead
from minzhi.records.scope.ambient import everything

SCRIPT = "<script>alert(1)</script>"
FAIR = {"name": "茶博会", "venue": "馆", "starts_on": "2023-09-12", "ends_on": "2023-09-14", "answer_hours": "24"}


@pytest.fixture(autouse=True)
def _day():
    with clock.office_day(DAY):
        yield


@pytest.fixture
def laid(lin, units):
    """Lay one of each thing in Anxi; returns their addresses."""
    days = {"starts_on": DAY, "ends_on": DAY + timedelta(days=2), "by": lin, "on": DAY}
    with everything(DAY, why="test"):
        fair = occasions.open_fair(name="茶博会", venue="馆", answer_hours=24, **days)
        booth = occasions.enrol(fair, booth="A1", name="乙", exhibit="茶壶", by=lin, on=DAY)
        event = occasions.watch(name="亚运会", venue="", signs="会徽", **days)
        watch = event.watch
        (target,) = occasions.aim(watch, names=["甲店"], due=None, by=lin, on=DAY)
        order = casework.send_order(lead(lin), to=units["station"], kind="visit", question="看", by=lin, on=DAY)
    return {
        "order": f"/enforcement/orders/{order.uid}/", "fair": f"/enforcement/fairs/{fair.uid}/",
        "report": f"/enforcement/fairs/{fair.uid}/report/", "check": f"/enforcement/exhibitors/{booth.uid}/check/",
        "complain": f"/enforcement/exhibitors/{booth.uid}/complain/",
        "campaign": f"/enforcement/campaigns/{watch.uid}/targets/", "target": f"/enforcement/targets/{target.uid}/",
        "event": f"/enforcement/calendar/{event.uid}/",
    }  # fmt: skip


def as_(client, actor):
    client.force_login(actor.officer.account)
    return client


def test_everything_of_the_county_is_there_for_its_officer_and_not_for_another_city(client, laid, lin, chen):
    assert {as_(client, lin).get(address).status_code for address in laid.values()} == {200}
    assert {as_(client, chen).get(address).status_code for address in laid.values()} == {404}
    assert {as_(client, chen).post(address, {"do": "send"}).status_code for address in laid.values()} == {404}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", ""), ("name", "长" * 121), ("starts_on", "明天"), ("ends_on", "2023-09-11"), ("answer_hours", "-1"),
        ("answer_hours", "很快"), ("answer_hours", "999999999999"),
    ],
)  # fmt: skip
def test_a_fair_that_cannot_be_is_refused_at_its_field(client, lin, field, given):
    page = as_(client, lin).post("/enforcement/fairs/", {**FAIR, field: given})
    assert (page.status_code, field in page.context["form"].errors, Fair.unscoped.count()) == (422, True, 0)


def test_a_script_stays_words(client, lin):
    as_(client, lin).post("/enforcement/fairs/", {**FAIR, "name": SCRIPT})
    assert SCRIPT not in client.get("/enforcement/fairs/").content.decode()


@pytest.mark.parametrize("given", [{}, {"do": "nonsense"}, {"do": "photo"}, {"do": "sign", "who": "甲", "drawn": "x"}])
def test_an_order_tells_what_is_wrong_and_keeps_what_was_written(client, laid, zheng, given):
    page = as_(client, zheng).post(laid["order"], {**given, "typed": "写过的话" if given.get("do") != "sign" else ""})
    assert page.status_code == 422
    assert casework.Case.unscoped.filter(process="casework.order", state="reported").count() == 0


@pytest.mark.parametrize("given", ["matter=nonsense", "matter=trademark&acted_on=x&decided_on=2023-09-01"])
def test_the_calculator_says_what_it_needs(client, lin, given):
    page = as_(client, lin).get(f"/enforcement/penalties/?{given}")
    assert (page.status_code, page.context["found"]) == (200, None)


def test_the_calculator_shows_limit_and_row(client, lin):
    asked = "matter=trademark&acted_on=2023-09-01&decided_on=2023-09-12&turnover=60000"
    page = as_(client, lin).get(f"/enforcement/penalties/?{asked}").content.decode()
    assert ("罚款最高300000元" in page, "第60条" in page) == (True, True)


def test_a_law_that_was_not_read_decides_nothing(client, lin):
    page = as_(client, lin).get("/enforcement/penalties/?matter=trademark&acted_on=2027-09-01&decided_on=2027-09-12")
    assert "没有施行" in page.content.decode()


def test_an_amount_above_the_threshold_is_a_lead_to_the_police(client, lin):
    page = as_(client, lin).get("/enforcement/thresholds/?crime=goods_mark&on=2025-09-01&turnover=50000")
    assert "达到数额标准" in page.content.decode()


def test_a_self_check_needs_its_answer(client, laid, lin):
    assert as_(client, lin).post(laid["target"], {"answer": ""}).status_code == 422
    assert as_(client, lin).post(laid["target"], {"answer": "已自查"}).status_code == 302
    assert Target.unscoped.get().returned_on == DAY


@pytest.mark.usefixtures("laid")
def test_the_room_shows_its_figures_and_each_opens(client, lin):
    page = as_(client, lin).get("/enforcement/").content.decode()
    assert ("1条" in page, "enforcement.leads" in page) == (True, True)


def test_the_public_complains_without_an_account_and_an_officer_finds_it(client, units):
    assert client.get("/guides/enforcement.complaint/").status_code == 200
    said = {"kind": "report", "against": "样例茶行", "facts": SCRIPT, "office": units["quanzhou"].key, "who": "举报人"}
    page = client.post("/guides/enforcement.complaint/send/", said)
    assert page.status_code in {200, 302}
    assert [(each.process, each.unit) for each in casework.Filing.unscoped.all()] == [
        ("enforcement.complaint", units["quanzhou"])
    ]


@pytest.mark.django_db
def test_anybody_may_see_what_is_published(client):
    page = client.get("/enforcement/published/")
    assert (page.status_code, "没有公示中的处罚" in page.content.decode()) == (200, True)


def test_the_page_of_an_event_sends_its_patrols(client, laid, lin):
    given = {"units": ["station"], "question": "巡查会徽", "days": "3"}
    assert as_(client, lin).post(laid["event"], given).status_code == 302
    assert "巡查会徽" in client.get(laid["event"]).content.decode()
