"""From application to the end of a registration: the worked examples, and who may do what."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.programmes.data_ip import queries
from minzhi.programmes.data_ip.actions import deposit, entries, expire_due, state_registered
from minzhi.programmes.data_ip.queries import entry_of, valid_until
from minzhi.programmes.data_ip.tests.cases import (
    CODE,
    HASH,
    LOGISTICS,
    OTHER,
    TEA,
    applied,
    objected,
    publicised,
    registered,
)
from minzhi.records.calendars.queries import calendar
from minzhi.records.facts.models import Fact
from minzhi.records.rights.models import Right, Touched

DAY = date(2023, 9, 1)
WEEKDAY9 = date(2023, 10, 7)  # a Saturday that is worked: the ninth working day of publicity from 18 September 2023


def due(case, clock):
    return case.clocks.get(clock=clock).due


def done(case, action, by, on, **form):
    return casework.carry_out(case, action, by=by, on=on, form=form)


def test_example_1_publicity_from_18_september_2023_ends_on_8_october(shown):
    assert due(shown, "publicity") == date(2023, 10, 8)


def test_example_1_publicity_cannot_be_closed_on_its_last_day(shown, by):
    with pytest.raises(NotNow, match="公示期到2023-10-08"):
        done(shown, "clear", by, date(2023, 10, 8))


def test_example_1_a_certificate_of_9_october_2023_holds_until_8_october_2026(held):
    assert (valid_until(held), entry_of(held).valid_until) == (date(2026, 10, 8), date(2026, 10, 8))


def test_example_1_nobody_registers_for_longer_than_the_rules_allow(by, head):
    with pytest.raises(FormWrong, match="1095d"):
        registered(by, head, days="1096d")


@pytest.mark.parametrize(("order", "earlier"), [((OTHER, HASH), True), ((HASH, OTHER), False)])
def test_example_3_the_officer_sees_whether_the_deposit_that_an_objection_names_is_earlier(by, order, earlier, client):
    made = {
        each: deposit(
            title="茶园", who="存证人", files=[{"name": "a.csv", "size": 1, "sha256": each}], unit=by.unit, on=DAY
        )
        for each in order
    }
    case = publicised(by, {**TEA, "deposit_number": made[HASH].number})
    objection = objected(by, case)
    found = queries.earlier_of(objection, case)
    client.force_login(by.officer.account)
    page = client.get(objection.get_absolute_url()).content.decode()
    assert (found.deposit, found.is_earlier, "它早于申请引用的存证" in page) == (made[OTHER], earlier, earlier)


def test_an_objection_that_names_no_deposit_of_this_platform_says_so(by, shown):
    objection = objected(by, shown, earlier_hash="0" * 64)
    assert queries.earlier_of(objection, shown).deposit is None


@pytest.fixture
def logistics(by, head):
    return registered(by, head, LOGISTICS, shown=date(2023, 10, 16), on=date(2023, 11, 1), days="516d")


def test_example_2_bought_data_expire_with_their_contract(logistics):
    assert entry_of(logistics).valid_until == date(2025, 3, 31)


def test_example_2_a_renewal_without_a_new_contract_is_refused(logistics, by, head):
    case = done(logistics, "ask_renewal", by, date(2025, 3, 3), renewal_hash=HASH)
    with pytest.raises(NotNow, match="没有新的合同"):
        done(case, "renew", head, date(2025, 3, 4), validity="1095d")


def test_an_agreement_that_still_runs_needs_no_new_one_and_bounds_the_renewal(by, head):
    bought = {**LOGISTICS, "contract_ends": "2028-06-30"}
    case = registered(by, head, bought, shown=date(2023, 10, 16), on=date(2023, 11, 1), days="1095d")
    case = done(case, "ask_renewal", by, date(2026, 9, 1), renewal_hash=HASH)
    assert (entry_of(case).valid_until, queries.renewal_of(case, date(2026, 9, 1)).until) == (
        date(2026, 10, 31), date(2028, 6, 30),
    )  # fmt: skip


def test_a_renewal_with_a_new_contract_ends_with_it(logistics, by, head):
    case = done(logistics, "ask_renewal", by, date(2025, 3, 3), renewal_hash=HASH, new_contract_ends="2026-03-31")
    case = done(case, "renew", head, date(2025, 3, 4), validity="392d")
    assert (case.state, entry_of(case).valid_until) == ("valid", date(2026, 3, 31))


def test_example_3_an_objection_on_the_ninth_working_day_stops_the_clock(shown, by):
    objected(by, shown, on=WEEKDAY9)
    shown.refresh_from_db()
    assert (shown.state, shown.clocks.get(clock="publicity").standing) == ("objection", "stopped")


def test_example_3_a_silent_applicant_is_not_registered(shown, by, head):
    objection = objected(by, shown, on=WEEKDAY9)
    objection = done(objection, "forward", by, WEEKDAY9, answer_term="10wd")
    done(objection, "uphold", head, date(2023, 10, 20), why="存证更早")
    shown.refresh_from_db()
    assert (shown.state, due(shown, "answer")) == ("refused", date(2023, 10, 19))


def test_example_3_the_public_page_says_upheld_and_shows_no_evidence(shown, by, head, client):
    objection = done(objected(by, shown, on=WEEKDAY9), "forward", by, WEEKDAY9, answer_term="10wd")
    done(objection, "uphold", head, date(2023, 10, 20), why="存证更早")
    page = client.get(f"/data-ip/publicity/{shown.number}/").content.decode()
    hidden = ("样例竞争者", "同样的字段", "13900001234", OTHER, "13800001234", "时间、温度、湿度", "传感器每十分钟")
    assert ("异议成立" in page, [word for word in hidden if word in page]) == (True, [])


def test_example_3_other_data_at_renewal_are_a_change(held, by, head):
    case = done(held, "ask_renewal", by, date(2026, 9, 1), renewal_hash=OTHER)
    with pytest.raises(NotNow, match="不是续展，按变更办理"):
        done(case, "renew", head, date(2026, 9, 2), validity="1095d")
    assert done(case, "treat_as_change", by, date(2026, 9, 2), why="哈希不同").state == "valid"


def test_an_objection_that_fails_lets_publicity_go_on_by_the_days_it_stopped(shown, by, head):
    objection = objected(by, shown, on=WEEKDAY9)
    done(objection, "reject", head, date(2023, 10, 13), why="两份数据不同")
    shown.refresh_from_db()
    assert (shown.state, due(shown, "publicity")) == ("publicised", date(2023, 10, 16))


def test_publicity_goes_on_only_when_no_objection_is_left(shown, by, head):
    first, second = objected(by, shown), objected(by, shown, who="样例第二人")
    done(first, "reject", head, date(2023, 10, 7), why="不成立")
    shown.refresh_from_db()
    before = shown.state
    done(second, "withdraw", by, date(2023, 10, 8), why="已和解")
    shown.refresh_from_db()
    assert (before, shown.state) == ("objection", "publicised")


def test_an_objection_after_publicity_is_not_taken(shown, by):
    with pytest.raises(FormWrong, match="公示期到2023-10-08"):
        objected(by, shown, on=date(2023, 10, 9))


def test_an_objection_to_nothing_is_not_taken(shown, by):
    with pytest.raises(FormWrong, match="没有这个编号的公示"):
        objected(by, shown, publicity_number="不存在")


def test_publicity_is_not_closed_over_an_objection_that_waits(shown, by):
    form = {"publicity_number": shown.number, "who": "某人", "contact": "1", "ground": "other", "facts": "无"}
    casework.send_in(queries.OBJECTION, "file", unit=by.unit, who="某人", form=form, on=date(2023, 10, 8))
    with pytest.raises(NotNow, match="1件网上提交的异议"):
        done(shown, "clear", by, date(2023, 10, 9))


def test_an_application_has_five_working_days_to_be_checked(by):
    assert due(applied(by), "accept") == date(2023, 9, 8)


def test_what_was_not_deposited_is_not_accepted(by):
    with pytest.raises(NotNow, match="没有存证或者公证"):
        done(applied(by, {**TEA, "deposit_hash": ""}), "accept", by, date(2023, 9, 4))


def test_what_the_rules_refuse_is_publicised_only_for_a_written_reason(by):
    case = done(applied(by, {**TEA, "personal": "bare"}), "accept", by, date(2023, 9, 4))
    with pytest.raises(FormWrong, match="含个人信息"):
        done(case, "publicise", by, date(2023, 9, 5), publicity_term="10wd")


@pytest.mark.parametrize(
    ("field", "value"),
    [("credit_code", "91350100MA0000000X"), ("deposit_hash", "xyz"), ("industry", "茶"), ("undertaking", "")],
)
def test_an_application_that_cannot_be_is_sent_back(by, field, value):
    with pytest.raises(FormWrong) as wrong:
        applied(by, {**TEA, field: value})
    assert set(wrong.value.fields) == {field}


def test_bought_data_name_the_end_of_their_contract(by):
    with pytest.raises(FormWrong, match="到期日"):
        applied(by, {**TEA, "source": "bought"})


def test_a_correction_is_asked_for_once_and_leads_back(by):
    case = done(applied(by), "ask_correction", by, date(2023, 9, 4), items="来源证明", correction_term="15wd")
    case = done(case, "correct", by, date(2023, 9, 6), correction="已补")
    with pytest.raises(NotNow):
        done(case, "ask_correction", by, date(2023, 9, 7), items="再补", correction_term="15wd")
    assert case.state == "received"


def test_only_a_head_registers(shown, by):
    case = done(shown, "clear", by, date(2023, 10, 9))
    with pytest.raises(NotYours):
        done(case, "register", by, date(2023, 10, 9), validity="1095d")


def test_nobody_takes_an_objections_acts_by_hand(shown, head):
    with pytest.raises(NotYours):
        done(shown, "object", head, date(2023, 9, 20), objection="pending")


def test_numbers_count_without_gaps_and_check(held, by, head):
    other = registered(by, head, LOGISTICS, shown=date(2023, 10, 16), on=date(2023, 11, 1), days="516d")
    numbers = [(entry_of(case).number, entry_of(case).public["registration_number"]) for case in (held, other)]
    assert numbers == [("20231035000000001", "202311000000001S"), ("20231135000000002", "202331000000002Z")]


def test_registration_is_one_fact_about_the_entry(held):
    fact = Fact.unscoped.get(kind="data_ip.registered")
    assert (fact.subject_uid, fact.payload["number"]) == (entry_of(held).uid, "20231035000000001")


def test_a_registration_ends_the_day_after_its_last(held):
    counts = expire_due(on=date(2026, 10, 8)), expire_due(on=date(2026, 10, 9))
    held.refresh_from_db()
    assert (counts, held.state, entry_of(held).status) == ((0, 1), "expired", register.Status.ENDED)


@pytest.mark.parametrize(
    ("action", "form", "state"),
    [
        ("cancel", {"cancel_ground": "holder_asks", "why": "申请注销"}, "cancelled"),
        ("revoke", {"revoke_ground": "false_material", "why": "合同系伪造"}, "revoked"),
    ],
)
def test_a_head_ends_a_registration_for_a_ground_of_table_d3(held, head, action, form, state):
    case = casework.carry_out(held, action, by=head, on=date(2024, 5, 6), form=form)
    assert (case.state, entry_of(case).status) == (state, register.Status.CANCELLED)


def test_a_licence_and_a_pledge_are_public_without_name_and_sum(held, by):
    case = done(held, "licence", by, date(2024, 1, 5), licensee="被许可者", licence_kind="sole",
                licence_from="2024-01-05", licence_amount="50000")  # fmt: skip
    case = done(case, "pledge", by, date(2024, 2, 5), pledgee="样例银行", pledge_amount="300000")
    public = entry_of(case).public
    said = (public["licences"], public["pledge"], "被许可者" in str(public), case.state)
    assert said == ("2024-01-05 排他许可", "2024-02-05 质押登记", False, "pledged")


def test_a_change_of_holder_stands_in_the_register(held, by):
    case = done(held, "change", by, date(2024, 3, 4), change_kind="holder", new_value="样例新主", why="转让")
    assert [change.document["holder"] for change in register.history(entry_of(case))] == [TEA["who"], "样例新主"]


def test_changed_data_need_their_own_hash(held, by):
    with pytest.raises(FormWrong, match="新文件的存证哈希"):
        done(held, "change", by, date(2024, 3, 4), change_kind="data", new_value="130000", why="增补")


def test_after_a_change_of_data_the_new_hash_is_what_a_renewal_needs(held, by):
    case = done(held, "change", by, date(2024, 3, 4), change_kind="data", new_value="1", why="增补", new_hash=OTHER)
    case = done(case, "ask_renewal", by, date(2026, 9, 1), renewal_hash=OTHER)
    assert queries.renewal_of(case, date(2026, 9, 1)).until == date(2029, 10, 8)


def test_no_private_field_reaches_the_register(held):
    public = str(entry_of(held).public)
    assert [word for word in ("13800001234", "时间、温度、湿度", "传感器") if word in public] == []


@pytest.mark.usefixtures("held")
def test_log_and_state_agree():
    assert casework.verify() == []


@pytest.fixture
def right(held):
    return Right.objects.get(kind="data_set", number=entry_of(held).public["registration_number"])


def test_a_registered_data_set_is_a_right_with_what_is_public_of_it(held, right):
    entry = entry_of(held)
    assert (right.title, right.applicants, right.state, right.granted_on) == (
        "茶园传感数据集", ["武夷样例茶业有限公司"], "in_force", date(2023, 10, 9),
    )  # fmt: skip
    assert (right.publications.get().number, right.events.get().told) == (entry.number, "登记公告")
    assert Touched.objects.filter(right=right).exists()


def test_what_happens_to_a_registration_happens_to_the_right(held, right, by, head):
    done(held, "pledge", by, date(2023, 11, 1), pledgee="样例银行", pledge_amount="500000")
    done(held, "release", by, date(2024, 11, 1), why="已还清")
    done(held, "cancel", head, date(2025, 1, 6), cancel_ground="holder_asks", why="权利人申请")
    right.refresh_from_db()
    assert (right.state, right.state_on) == ("ended", date(2025, 1, 6))
    assert [each.code for each in right.events.all()] == ["registered", "pledged", "released", "cancelled"]


def test_a_registration_older_than_the_rights_becomes_one_with_its_whole_history(by, head, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(entries, "state", lambda *_given, **_named: None)
        held = registered(by, head)
        done(held, "pledge", by, date(2023, 11, 1), pledgee="样例银行", pledge_amount="500000")
        done(held, "cancel", head, date(2025, 1, 6), cancel_ground="holder_asks", why="权利人申请")
    assert (Right.objects.count(), state_registered(), state_registered()) == (0, 1, 0)
    right = Right.objects.get(kind="data_set", number=entry_of(held).public["registration_number"])
    events = list(right.events.values_list("code", "happened_on"))
    assert (right.title, right.state, right.state_on, events) == (
        "茶园传感数据集", "ended", date(2025, 1, 6),
        [("registered", date(2023, 10, 9)), ("pledged", date(2023, 11, 1)), ("cancelled", date(2025, 1, 6))],
    )  # fmt: skip


def test_nothing_private_comes_into_the_right(right):
    kept = [*right.records.values_list("fields", "as_written"), vars(right)]
    hidden = ("13800001234", CODE, "时间、温度、湿度", "自有传感器每十分钟采集")
    assert [word for word in hidden if word in str(kept)] == []


@pytest.mark.parametrize("asked", ["阈值分级", "TY=数据知识产权 AND PA=武夷", "{number}", "{certificate}"])
def test_a_data_set_is_found_in_the_public_box(held, right, asked, client, settings, tmp_path):
    settings.HOME = tmp_path
    query = asked.format(number=right.number, certificate=entry_of(held).number)
    page = client.get(reverse("search:index"), {"q": query}).content.decode()
    assert right.get_absolute_url() in page


def test_the_page_of_a_data_set_leads_to_its_register_entry(held, right, client, settings, tmp_path):
    settings.HOME = tmp_path
    page = client.get(right.get_absolute_url()).content.decode()
    assert (entry_of(held).get_absolute_url() in page, "滑动平均后按阈值分级" in page) == (True, True)


def test_who_asks_the_clock_gets_the_periods_of_the_rules_or_of_whoever_writes_another():
    def asked(*given):
        (found,) = casework.started(queries.REGISTRATION, "publicise", date(2026, 1, 5), given, calendar())["clocks"]
        return found["due"], found["provisional"]

    assert [asked(), asked(("publicity_term", "5wd"))] == [("2026-01-19", False), ("2026-01-12", False)]
