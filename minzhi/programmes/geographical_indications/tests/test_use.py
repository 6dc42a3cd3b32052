"""Permission to use the mark, from application to striking off; how much of an indication uses it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit.process import FormWrong, NotNow
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions import ROOM, permits
from minzhi.programmes.geographical_indications.actions.refusals import Wrong
from minzhi.programmes.geographical_indications.models import Producer
from minzhi.programmes.geographical_indications.process import PROCESSES
from minzhi.programmes.geographical_indications.queries.registers import picture
from minzhi.programmes.geographical_indications.queries.users import USE, coverage, entry_of, is_user, permit_of
from minzhi.programmes.geographical_indications.rules import tables
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.programmes.geographical_indications.tests.conftest import DAY, code_of
from minzhi.records.parameters.actions import load

ROOM_FOLDER = Path(__file__).parents[1]
SQUARE = {"type": "Polygon", "coordinates": [[[119, 26], [119.5, 26], [119.5, 26.5], [119, 26.5], [119, 26]]]}


def application(**more):
    return {
        "received_on": DAY.isoformat(), "indication": "演示花茶", "right_kind": "product", "who": "演示茶厂3",
        "credit_code": code_of(3), "address": "福州", "longitude": "119.2", "latitude": "26.2", "product": "花茶",
        "standard": "演示标准", "laboratory": "演示检验所", "report_number": "R1", "report_on": "2023-09-01",
        "report_passed": True, "promise": True, **more,
    }  # fmt: skip


def verified(cast, on=DAY, **more):
    case = casework.start(
        "geographical_indications.use", unit=cast.fuzhou, by=cast.fuzhou_officer, on=on, form=application(**more)
    )
    case = casework.carry_out(case, "accept", by=cast.fuzhou_officer, on=on, form={})
    form = {"visited_on": on, "found": "在公告范围内"}
    return casework.carry_out(case, "verify", by=cast.fuzhou_officer, on=on, form=form)


def announced(cast, on=DAY, **more):
    case = verified(cast, on, **more)
    case = casework.carry_out(case, "review", by=cast.protection_officer, on=on, form={"opinion": "同意"})
    form = {"notice_number": "演示公告1号", "announced_on": on}
    return casework.carry_out(case, "announce", by=cast.protection_officer, on=on, form=form)


@pytest.fixture
def area(tea):
    return actions.draw_area(tea.indication, SQUARE, source="演示公告", **tea.by)


@pytest.mark.usefixtures("area")
def test_d1_a_producer_three_kilometres_outside_stops_at_the_check_of_its_place(cast):
    with pytest.raises(NotNow, match=r"范围之外，距最近界线3\.0千米"):
        verified(cast, longitude="119.53")


@pytest.mark.usefixtures("area")
@pytest.mark.parametrize(
    ("longitude", "says"), [("119.2", "在地域范围内"), ("119.53", "在地域范围外3.0千米"), ("1190", "不是地球上的一点")]
)
def test_d1_the_officer_sees_the_applicant_drawn_on_the_area(cast, client, longitude, says):
    form = application(longitude=longitude)
    case = casework.start(USE, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=form)
    client.force_login(cast.fuzhou_officer.officer.account)
    page = client.get(case.get_absolute_url()).content.decode()
    assert (says in page, 'class="asked"' in page) == (True, longitude != "1190")


@pytest.mark.usefixtures("area")
def test_d1_the_applicant_outside_is_within_the_picture(tea):
    drawn = picture(tea.indication, DAY, (120.5, 26.2))
    assert [0 < float(place) < size for place, size in zip(drawn.asked, (drawn.width, drawn.height), strict=True)] == [
        True, True,
    ]  # fmt: skip


def test_d2_the_days_to_correct_are_filled_in_and_may_be_changed(cast, area):
    assert area
    load(yaml.safe_load((ROOM_FOLDER / "parameters.yaml").read_text("utf-8")), jurisdiction="cn", prefix=ROOM)
    case = announced(cast)
    action = case.table.action("order_correction")
    assert permits.suggested(case, action, DAY) == {"correction_term": "30d"}


@pytest.mark.usefixtures("area")
def test_coverage_of_a_past_day_counts_who_used_the_mark_then(cast, tea):
    entry, later = entry_of(tea.one), date(2023, 10, 20)
    over = register.Status.CANCELLED
    fact = "geographical_indications.user_changed"
    register.change(entry, reason="注销", status=over, fact=fact, by=cast.fuzhou_officer, on=later)
    assert [coverage(Producer.unscoped.all(), day).users for day in (DAY, later)] == [1, 0]


@pytest.mark.usefixtures("tea")
def test_without_an_area_no_place_is_verified(cast):
    with pytest.raises(NotNow, match="还没有登记地域范围"):
        verified(cast)


@pytest.mark.usefixtures("area")
def test_a_later_announcement_moves_the_border(cast, tea):
    wide = {"type": "Polygon", "coordinates": [[[119, 26], [120, 26], [120, 27], [119, 27], [119, 26]]]}
    actions.draw_area(tea.indication, wide, source="范围变更公告", by=cast.fuzhou_officer, on=date(2023, 9, 20))
    assert verified(cast, on=date(2023, 9, 20), longitude="119.53").state == "verified"


@pytest.mark.usefixtures("area")
def test_an_announced_user_stands_on_the_public_register(cast):
    case = announced(cast)
    producer = Producer.unscoped.get(credit_code=code_of(3))
    entry = entry_of(producer)
    assert (case.state, is_user(producer), entry.public["notice_number"]) == ("in_use", True, "演示公告1号")


def test_d2_two_years_without_use_end_on_the_day_and_lead_to_a_correction_first(cast, tea):
    early = {"by": cast.fuzhou_officer, "on": date(2023, 5, 1)}
    actions.draw_area(tea.indication, SQUARE, source="演示公告", **early)
    case = announced(cast, on=date(2023, 5, 10), received_on="2023-05-08", report_on="2023-05-01")
    non_use = next(row for row in casework.clocks(case) if row.clock == "non_use")
    assert non_use.due == date(2025, 5, 10)
    later = date(2025, 5, 12)
    with pytest.raises(FormWrong, match="须先责令限期改正"):
        casework.carry_out(case, "propose", by=cast.fuzhou_officer, on=later, form={"trigger": "unused", "why": "x"})
    given = {"trigger": "unused", "why": "没有批次，没有销售", "correction_term": "30d"}
    case = casework.carry_out(case, "order_correction", by=cast.fuzhou_officer, on=later, form=given)
    given = {"trigger": "unused", "why": "逾期未改"}
    case = casework.carry_out(case, "propose", by=cast.fuzhou_officer, on=date(2025, 6, 16), form=given)
    assert is_user(Producer.unscoped.get(credit_code=code_of(3)))
    form = {"notice_number": "演示公告9号", "announced_on": date(2025, 7, 1)}
    case = casework.carry_out(case, "cancel", by=cast.protection_officer, on=date(2025, 7, 1), form=form)
    producer = Producer.unscoped.get(credit_code=code_of(3))
    assert (case.state, is_user(producer), entry_of(producer).status) == (
        "cancelled", False, register.Status.CANCELLED,
    )  # fmt: skip


@pytest.mark.usefixtures("area")
def test_codes_count_as_use_and_only_a_user_gets_them(cast, tea):
    announced(cast)
    producer = Producer.unscoped.get(credit_code=code_of(3))
    later = {"by": cast.fuzhou_officer, "on": date(2023, 10, 10)}
    for each in (tea.two, producer):
        actions.open_stock(each, Decimal(10), says="盘点表", **later)
    batches = [
        actions.pack(each, product="x", quantity=Decimal(1), net_grams=100, **later) for each in (tea.two, producer)
    ]
    with pytest.raises(Wrong, match="不是有效的专用标志使用人"):
        actions.issue(batches[0], 1, **later)
    actions.issue(batches[1], 10, **later)
    non_use = next(row for row in casework.clocks(permit_of(producer)) if row.clock == "non_use")
    assert non_use.due == date(2025, 10, 10)


def test_d3_the_condition_of_a_zone_names_the_gap():
    zone = Coverage(236, 412, Decimal("12.1"), Decimal("18.0"))
    assert (zone.by_users, zone.by_value, zone.missing_users, zone.meets_zone) == (
        Decimal("57.3"), Decimal("67.2"), 12, False,
    )  # fmt: skip


def test_forty_eligible_and_twenty_three_users_are_57_5_percent():
    assert Coverage(23, 40, Decimal(0), Decimal(0)).by_users == Decimal("57.5")


@pytest.mark.usefixtures("area")
def test_coverage_counts_the_producers_there_are_on_a_day(cast):
    announced(cast)
    found = coverage(Producer.unscoped.all(), DAY)
    assert (found.users, found.eligible) == (2, 3)


@pytest.mark.parametrize(
    ("trigger", "corrected", "result"),
    [("unused", False, "correct"), ("unused", True, "propose"), ("off_standard", False, "correct"),
     ("moved_out", False, "propose"), ("no_licence", False, "propose")],
)  # fmt: skip
def test_cancelling_is_a_table(trigger, corrected, result):
    assert tables.after(trigger, corrected=corrected, on=date(2024, 5, 1)).result == result


def test_a_style_of_a_name_is_misuse_even_with_the_true_origin():
    assert [tables.misuse(act, on=date(2024, 5, 1)).result for act in ("style", "other")] == ["violates", "look"]


def test_the_pilot_ends_where_order_80_begins():
    assert [(table.version, table.effective_from, table.effective_to) for table in PROCESSES if table.name == USE] == [
        (1, date(2020, 4, 3), date(2024, 1, 31)), (2, date(2024, 2, 1), None),
    ]  # fmt: skip


@pytest.mark.usefixtures("area")
def test_what_can_be_corrected_is_not_proposed_before_its_days_are_over_nor_on_an_order_of_before(cast):
    case, by = announced(cast), cast.fuzhou_officer
    order = {"trigger": "off_standard", "why": "抽检不合格", "correction_term": "30d"}
    struck = {"trigger": "off_standard", "why": "未改"}
    case = casework.carry_out(case, "order_correction", by=by, on=date(2023, 10, 9), form=order)
    with pytest.raises(NotNow, match="改正期限到2023-11-08"):
        casework.carry_out(case, "propose", by=by, on=date(2023, 11, 8), form=struck)
    case = casework.carry_out(case, "corrected", by=by, on=date(2023, 11, 8), form={"why": "已改"})
    with pytest.raises(NotNow, match="须先责令限期改正"):
        casework.carry_out(case, "propose", by=by, on=date(2024, 3, 1), form=struck)
    form = {"trigger": "no_permit", "why": "许可证吊销"}
    assert casework.carry_out(case, "propose", by=by, on=date(2024, 3, 1), form=form).state == "proposed"


@pytest.mark.usefixtures("area")
def test_a_producer_who_moves_is_compared_with_the_area_again(cast):
    case, by, moved = announced(cast), cast.fuzhou_officer, {"what": "address", "changed": "新厂"}
    with pytest.raises(FormWrong):
        casework.carry_out(case, "change", by=by, on=DAY, form=moved)
    for east, wrong in (("119.53", "范围之外"), ("1190", "不是地球上的一点")):
        form = {**moved, "new_longitude": east, "new_latitude": "26.2"}
        with pytest.raises(NotNow, match=wrong):
            casework.carry_out(case, "change", by=by, on=DAY, form=form)
    form = {**moved, "new_longitude": "119.3", "new_latitude": "26.25"}
    casework.carry_out(case, "change", by=by, on=DAY, form=form)
    found = Producer.unscoped.get(credit_code=code_of(3))
    assert (found.address, float(found.longitude), entry_of(found).public["address"]) == ("新厂", 119.3, "新厂")


@pytest.mark.usefixtures("area")
def test_nobody_is_permitted_twice(cast):
    one = verified(cast)
    one = casework.carry_out(one, "review", by=cast.protection_officer, on=DAY, form={"opinion": "同意"})
    announced(cast)
    form = {"notice_number": "演示公告2号", "announced_on": DAY}
    with pytest.raises(NotNow, match="已经是这一地理标志的专用标志使用人"):
        casework.carry_out(one, "announce", by=cast.protection_officer, on=DAY, form=form)
    with pytest.raises(NotNow, match="已经是这一地理标志的专用标志使用人"):
        verified(cast)
