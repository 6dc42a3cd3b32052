"""Fairs, campaigns, watched events, meetings; figures that open to their cases."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.enforcement import queries
from minzhi.programmes.enforcement.actions import occasions
from minzhi.programmes.enforcement.process.campaign import FIGURES
from minzhi.programmes.enforcement.tests.conftest import DAY
from minzhi.programmes.enforcement.tests.test_acts import done, lead, told

pytestmark = pytest.mark.usefixtures("unbound")
END = DAY + timedelta(days=3)
SAID = {"claimant": "权利人", "right_kind": "patent", "right_number": "ZL1", "proof": "证书"}


@pytest.fixture
def fair(lin, monkeypatch):
    morning = datetime(END.year, END.month, END.day, 10, tzinfo=clock.CHINA)
    monkeypatch.setattr("minzhi.engines.casework.values.now", lambda: morning)
    given = {"name": "茶博会", "venue": "会展中心", "starts_on": DAY, "ends_on": END, "answer_hours": 24}
    return occasions.open_fair(**given, open_hours="09:00-17:00", by=lin, on=DAY)


@pytest.fixture
def booth(fair, lin):
    return occasions.enrol(fair, booth="A1", name="乙", exhibit="茶壶", by=lin, on=DAY)


def figure(key, unit=None):
    return indicators.get(f"enforcement.{key}").compute(unit and unit.uid, Period.parse("2023"))


def test_a_desk_complaint_knows_booth_exhibit_and_term(booth, lin):
    case = occasions.complain(booth, **SAID, by=lin, on=DAY)
    said = [case.fields[name] for name in ("booth", "exhibit", "answer_term", "open_hours")]
    assert (case.subject_uid, said) == (booth.fair.uid, ["A1", "茶壶", "24h", "09:00-17:00"])


def test_an_answer_at_a_fair_comes_while_it_is_open(booth, lin):
    done(occasions.complain(booth, **SAID, by=lin, on=END), "forward", lin, 3)
    (term,) = [each for each in casework.clocks(casework.Case.unscoped.get()) if each.clock == "answer"]
    assert timezone.localtime(term.due_at).replace(tzinfo=None) == datetime(2023, 9, 15, 17)  # noqa: DTZ001 - on the wall
    assert "只计每日开放时间09:00-17:00" in term.why[-1]


def test_a_corrected_term_still_ends_with_the_fair(booth, lin):
    case = done(occasions.complain(booth, **SAID, by=lin, on=END), "forward", lin, 3)
    for words, hour in (("1h", None), ("200h", 17)):
        form = {"event": "1", "field": "answer_term", "value": words, "why": "笔误"}
        case = casework.do(case, "@correct", by=lin, on=END, form=form)
        due = timezone.localtime(casework.ClockRow.unscoped.get(clock="answer").due_at)
        assert (due.date(), hour in {None, due.hour}) == (END, True)


@pytest.mark.parametrize("hours", ["17:00-09:00", "9点到17点", "25:00-26:00"])
def test_hours_of_a_fair_are_written_as_people_do(lin, hours):
    given = {"name": "x", "venue": "", "starts_on": DAY, "ends_on": END, "answer_hours": 1}
    with pytest.raises(FormWrong, match="请按 09:00-17:30"):
        occasions.open_fair(**given, open_hours=hours, by=lin, on=DAY)


def test_after_the_fair_the_desk_is_closed(booth, lin):
    with pytest.raises(FormWrong):
        occasions.complain(booth, **SAID, by=lin, on=END + timedelta(days=1))


def test_an_exhibit_is_enrolled_once(fair, booth, lin):
    with pytest.raises(occasions.AlreadyThere, match="展位A1的「茶壶」已在名单中"):
        occasions.enrol(fair, booth=booth.booth, name="乙", exhibit="茶壶", by=lin, on=DAY)


def test_a_fair_ends_after_it_begins(lin):
    with pytest.raises(FormWrong):
        occasions.open_fair(name="x", venue="", starts_on=END, ends_on=DAY, answer_hours=1, by=lin, on=DAY)


def test_a_report_comes_after_the_fair(fair, lin):
    with pytest.raises(FormWrong):
        occasions.report_fair(fair, report="顺利", by=lin, on=DAY)
    assert occasions.report_fair(fair, report="顺利", by=lin, on=END).reported_on == END


def test_a_station_does_not_run_the_desk(fair, zheng):
    with pytest.raises(NotYours):
        occasions.enrol(fair, booth="A1", name="乙", exhibit="茶壶", by=zheng, on=DAY)


def test_a_fair_complaint_that_is_transferred_becomes_a_lead(booth, lin):
    case = done(occasions.complain(booth, **SAID, by=lin, on=DAY), "forward", lin)
    case = done(case, "transfer", lin, why="需要查处")
    assert [child.fields["source"] for child in case.children.all()] == ["fair"]


@pytest.fixture
def campaign(lin, head):
    given = {"name": "亚运会", "venue": "", "starts_on": DAY, "ends_on": END, "signs": "会徽、吉祥物"}
    watched = occasions.watch(**given, by=lin, on=DAY)
    return done(watched.watch, "launch", head, document="1号")


def test_the_reports_of_a_campaign_add_up(campaign, lin):
    zero = dict.fromkeys(("leads", "filed", "closed", "fines", "transferred"), "0")
    for after, checked in ((7, "3"), (14, "4")):
        day = (DAY + timedelta(days=after)).isoformat()
        campaign = done(campaign, "report", lin, after, until_on=day, checked=checked, **zero)
    assert casework.reported(campaign, "report", FIGURES).totals[0] == Decimal(7)


def test_targets_are_listed_once_and_answer(campaign, lin):
    (target,) = occasions.aim(campaign, names=["甲店", "甲店", " "], due=END, by=lin, on=DAY)
    occasions.take_self_check(target, answer="已自查", gaps="地址不一致", by=lin, on=DAY)
    with pytest.raises(occasions.AlreadyThere):
        occasions.aim(campaign, names=["甲店"], due=None, by=lin, on=DAY)
    assert [each.gaps for each in queries.targets(campaign)] == ["地址不一致"]


def test_a_meeting_is_put_on_record_after_it_was_held(lin):
    said = {"bodies": "公安、检察", "topics": "会商", "conclusions": "一致"}
    assert str(occasions.meet(met_on=DAY, **said, by=lin, on=DAY)) == "2023-09-12　公安、检察"
    with pytest.raises(FormWrong):
        occasions.meet(met_on=END, **said, by=lin, on=DAY)


def test_figures_open_to_their_cases_and_to_ones_own_place(lin, head, units):
    case = done(told(lin, head), "decide", head, 10, outcome="fine", decision="罚", fine="1000", confiscated="50")
    lead(lin)
    found = {key: figure(key).amount for key in ("leads", "filed", "decided", "fines", "on_time")}
    assert found == {"leads": 2, "filed": 1, "decided": 1, "fines": 1050, "on_time": Decimal("100.0")}
    assert figure("fines").records == (("casework.case", case.uid),)
    assert figure("leads", units["xiamen"]).amount == 0


def test_the_share_of_checked_exhibits(booth, lin):
    assert figure("fair_checks").amount == 0
    occasions.check_exhibitor(booth, verdict="clear", words="", by=lin, on=DAY)
    assert figure("fair_checks").amount == 100


def test_an_event_sends_the_units_below_to_look_and_nobody_twice(lin, units):
    event = occasions.watch(name="亚运会", venue="全县", signs="会徽", starts_on=DAY, ends_on=DAY, by=lin, on=DAY)
    given = {"question": "巡查：会徽", "days": 3, "by": lin, "on": DAY}
    occasions.patrol(event, units=[units["station"]], **given)
    sent = occasions.patrol(event, units=[units["station"], units["brigade"]], **given)
    assert [(order.unit.key, order.fields["question"]) for order in sent] == [("brigade", "巡查：会徽")]
    with pytest.raises(Refusal, match="没有重复派出"):
        occasions.patrol(event, units=[units["station"]], **given)


def entered(by, title, until=None):
    given = register.Given(title=title, holder="组委会", valid_until=until)
    fact = "geographical_indications.sign_entered"
    return register.enter(queries.SIGNS, given, subject=by.unit, unit=by.unit, fact=fact, by=by, on=DAY)


def test_signs_are_read_from_their_register_and_end_with_them(client, lin):
    entered(lin, "会徽", until=END)
    mascot = entered(lin, "吉祥物")
    days = (DAY - timedelta(days=1), DAY, END, END + timedelta(days=1))
    found = [[sign.title for sign in queries.protected_signs(day)] for day in days]
    assert found == [[], ["会徽", "吉祥物"], ["会徽", "吉祥物"], ["吉祥物"]]
    over, fact = register.Status.CANCELLED, "geographical_indications.sign_changed"
    register.change(mascot, reason="公告", status=over, fact=fact, by=lin, on=END)
    assert [sign.title for sign in queries.protected_signs(END)] == ["会徽"]
    client.force_login(lin.officer.account)
    with clock.office_day(END):
        page = client.get(reverse("enforcement:calendar")).content.decode()
    assert ("会徽" in page, "吉祥物" in page) == (True, False)
