"""The office's own forms: defined as a sheet, asked once, filled in from what is known, answered once."""

from datetime import date

import pytest

from minzhi.engines.intake import known
from minzhi.engines.intake.actions import answering, defining, receiving, taking, trying
from minzhi.engines.intake.actions.defining import AskedAlready, BadForm, Header
from minzhi.engines.intake.actions.refusals import NotNow, NotYours
from minzhi.engines.intake.formats import UnknownFormat, format_of
from minzhi.engines.intake.known import Known, Source
from minzhi.engines.intake.models import Answer, Arrival, FormTask
from minzhi.engines.intake.queries.forms import as_field, asked_of, burden, who_has
from minzhi.engines.intake.tests.conftest import DAY
from minzhi.records.facts.actions import AlreadyGiven
from minzhi.records.parameters.models import Installation

pytestmark = pytest.mark.django_db
HEADER = Header(title="站点情况", period="2023Q3", due_on=date(2023, 10, 15))
FIELDS = "栏目,类型,谁填,计量单位\n单位名称,文字,,\n区划代码,编号,,\n来访人次,整数,地方局,\n投入经费,数字,,元\n"


@pytest.fixture
def by(office):
    return office.protection_officer


@pytest.fixture
def form(by):
    return defining.define(HEADER, FIELDS.encode(), by=by, on=DAY)


@pytest.fixture
def task(form, by, office):
    defining.send(form, [office.fuzhou], by=by, on=DAY)
    return FormTask.unscoped.get()


def answer(task, by, **given):
    return answering.answer(task, [{"f3": 12, "f4": 500, **given}], by=by, on=DAY)


def test_what_the_house_has_under_the_very_name_is_not_asked(form):
    assert [(field.title, field.known) for field in form.fields(manager="unscoped").all()] == [
        ("单位名称", "unit.name"), ("区划代码", "unit.place_code"), ("来访人次", ""), ("投入经费", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arrival", "why"),
    [("栏目,类型\n甲,颜色\n", "「颜色」不在选项里"), ("栏目,类型\n甲,文字\n甲,文字\n", "栏目重复：甲"),
     ("栏目,类型,来源\n甲,文字,没有的\n", "没有可以填好「没有的」的来源"),
     ("栏目,类型\n甲,选项\n", "第2行：类型是选项，请在“选项”栏写明")],
)  # fmt: skip
def test_a_sheet_that_defines_no_form_says_where(by, arrival, why):
    with pytest.raises(BadForm, match=why):
        defining.define(HEADER, arrival.encode(), by=by, on=DAY)


def test_a_station_defines_no_forms(office):
    with pytest.raises(NotYours, match="经办人、负责人或督查"):
        defining.define(HEADER, FIELDS.encode(), by=office.station_officer, on=DAY)


def test_a_field_is_asked_of_those_it_concerns(form, office):
    assert [[field.title for field in asked_of(form, unit)][2:] for unit in (office.fuzhou, office.county)] == [
        ["来访人次", "投入经费"], ["投入经费"],
    ]  # fmt: skip


def test_who_has_a_field_is_found_in_records_and_in_forms_that_went_out(task):  # noqa: ARG001 - it went out
    assert [(has.where, has.known) for has in who_has("填报单位")] == [("单位登记", "unit.name")]
    assert [has.where for has in who_has("来访人次")] == ["报表「站点情况　2023Q3」（保护处，2023-09-30下发）"]


def test_a_form_that_asks_again_is_not_sent_without_a_reason(task, by, office):  # noqa: ARG001 - it went out
    again = defining.define(HEADER, "栏目,类型\n来访人次,整数\n".encode(), by=by, on=DAY)
    with pytest.raises(AskedAlready, match="来访人次（报表「站点情况"):
        defining.send(again, [office.xiamen], by=by, on=DAY)
    defining.settle(again.fields(manager="unscoped").get(), because="口径不同", by=by, on=DAY)
    assert defining.send(again, [office.xiamen], by=by, on=DAY).state == "sent"


def test_a_sent_form_is_not_changed(task, by, office):
    with pytest.raises(NotNow, match="已经下发"):
        defining.send(task.form, [office.xiamen], by=by, on=DAY)


def test_what_is_known_is_filled_in(task, office):
    answer(task, office.fuzhou_officer)
    assert Answer.unscoped.get().values == {"f1": "福州市知识产权局", "f2": "350100", "f3": "12", "f4": "500"}


def test_the_burden_counts_what_a_person_typed(task, office):
    answer(task, office.fuzhou_officer)
    assert (burden([FormTask.unscoped.get()]).asked, burden([FormTask.unscoped.get()]).share) == (4, 0.5)


def test_a_second_answer_is_refused_and_says_who_gave_the_first(task, office):
    answer(task, office.fuzhou_officer)
    with pytest.raises(AlreadyGiven, match="2023Q3已由福州　福州经办于2023-09-30报送"):
        answer(task, office.fuzhou_head)


def test_an_answer_taken_back_may_be_given_again_as_its_correction(task, office):
    answer(task, office.fuzhou_officer)
    answering.withdraw(task, by=office.fuzhou_officer, on=DAY)
    again = answering.answer(task, [], by=office.fuzhou_officer, on=DAY)
    with pytest.raises(AlreadyGiven):
        answering.answer(again, [], by=office.fuzhou_officer, on=DAY)


@pytest.fixture
def page(client, office):
    """Return what posts as Fuzhou's officer and gives back what the next page says: `page(address, **given)`."""
    Installation.objects.create(pk=1, province="fujian", demonstration=True, office_day=DAY)

    def post(address, **given):
        client.force_login(office.fuzhou_officer.officer.account)
        return client.post(address, given, follow=True).content.decode()

    return post


def test_a_row_is_corrected_on_the_page_after_the_answer_was_taken_back(task, office, page):
    answer(task, office.fuzhou_officer)
    page(f"/intake/tasks/{task.uid}/withdraw/", seen=FormTask.unscoped.get().version)
    row = Answer.unscoped.get()
    assert "撤回这一行" in page(f"/intake/rows/{row.uid}/withdraw/")
    page(task.get_absolute_url(), **{"seen": FormTask.unscoped.get().version, "r0-f3": "13", "r0-f4": "600"})
    said = [(row.values["f3"], row.withdrawn_on) for row in Answer.unscoped.all()]
    assert said == [("12", DAY), ("13", None)]
    assert (FormTask.unscoped.get().asked, FormTask.unscoped.get().answered_on) == (4, DAY)


def test_a_row_is_taken_back_once(task, office):
    answer(task, office.fuzhou_officer)
    answering.withdraw(task, by=office.fuzhou_officer, on=DAY)
    row = answering.withdraw_row(Answer.unscoped.get(), by=office.fuzhou_officer, on=DAY)
    with pytest.raises(NotNow, match="已于2023-09-30撤回"):
        answering.withdraw_row(row, by=office.fuzhou_officer, on=DAY)


def test_who_answers_second_on_a_page_that_stood_open_is_told_who_was_first(task, office, page):
    answer(task, office.fuzhou_officer)
    told = page(task.get_absolute_url(), **{"seen": "0", "r0-f3": "13", "r0-f4": "600"})
    assert ("已由福州　福州经办于2023-09-30报送" in told, Answer.unscoped.get().values["f3"]) == (True, "12")


def test_others_do_not_answer(task, office):
    with pytest.raises(NotYours, match="福州市知识产权局"):
        answer(task, office.xiamen_officer)


def test_an_empty_answer_is_none(task, office):
    with pytest.raises(NotNow, match="还没有填任何一行"):
        answering.answer(task, [], by=office.fuzhou_officer, on=DAY)


def test_a_form_of_many_rows_is_answered_by_a_sheet_and_undone_until_it_is_given(by, office):
    header = Header(title="明细", period="2023Q3", due_on=DAY, many=True)
    form = defining.define(header, "栏目,类型,不重复\n店名,文字,是\n单位名称,文字,\n".encode(), by=by, on=DAY)
    defining.send(form, [office.fuzhou], by=by, on=DAY)
    task, me = FormTask.unscoped.get(), office.fuzhou_officer
    of = format_of(f"form:{task.uid}")
    arrival = receiving.receive("店名,备注\n甲店,\n乙店,".encode(), name="a.csv", of=of, by=me, on=DAY)
    arrival = trying.read(receiving.confirm(arrival, arrival.mapping, by=me, on=DAY), by=me, on=DAY)
    taking.take(taking.begin(arrival, by=me, on=DAY), by=me, on=DAY)
    assert [row.values["f1"] for row in Answer.unscoped.all()] == ["甲店", "乙店"]
    answering.answer(task, [], by=me, on=DAY)
    arrival.refresh_from_db()
    kept = taking.undo(taking.begin_undo(arrival, by=me, on=DAY), by=me, on=DAY)
    assert "先撤回报送" in kept.lines(manager="unscoped").first().kept_because


@pytest.fixture
def shops(by, office):
    """Return the task of a form of many rows in which no shop may come twice."""
    header = Header(title="明细", period="2023Q3", due_on=DAY, many=True)
    form = defining.define(header, "栏目,类型,不重复\n店名,文字,是\n座位,整数,\n".encode(), by=by, on=DAY)
    defining.send(form, [office.fuzhou], by=by, on=DAY)
    return FormTask.unscoped.get()


def test_what_may_not_come_twice_does_not_come_twice_by_hand(shops, office):
    me = office.fuzhou_officer
    answering.add_row(shops, {"f1": "甲店", "f2": 1}, by=me, on=DAY)
    with pytest.raises(NotNow, match="已经填了一行「甲店」"):
        answering.add_row(shops, {"f1": "甲店", "f2": 2}, by=me, on=DAY)
    answering.withdraw_row(Answer.unscoped.get(), by=me, on=DAY)
    assert answering.add_row(shops, {"f1": "甲店", "f2": 2}, by=me, on=DAY).values["f2"] == "2"


def test_a_row_of_a_sheet_that_was_taken_back_may_come_again_with_another_sheet(shops, office):
    me, of = office.fuzhou_officer, format_of(f"form:{shops.uid}")

    def sent(text):
        arrival = receiving.receive(text.encode(), name="a.csv", of=of, by=me, on=DAY)
        if arrival.state == Arrival.State.RECEIVED:
            arrival = receiving.confirm(arrival, arrival.mapping, by=me, on=DAY)
        taking.take(taking.begin(trying.read(arrival, by=me, on=DAY), by=me, on=DAY), by=me, on=DAY)

    sent("店名,座位\n甲店,1")
    answering.withdraw_row(Answer.unscoped.get(), by=me, on=DAY)
    sent("店名,座位\n甲店,2")
    assert [row.values["f2"] for row in Answer.unscoped.filter(withdrawn_on=None)] == ["2"]


def test_a_source_of_many_things_gives_one_row_each(by, office, monkeypatch):
    rows = Source(
        "shops", "店铺", [Known("shop", "店铺名称")], lambda *_of: [{"shop": "甲"}, {"shop": "乙"}], many=True
    )
    monkeypatch.setitem(known._sources, "shops", rows)  # noqa: SLF001 - for this test alone
    form = defining.define(HEADER, "栏目,类型\n店铺名称,文字\n单位名称,文字\n评分,整数\n".encode(), by=by, on=DAY)
    defining.send(form, [office.fuzhou], by=by, on=DAY)
    answering.answer(FormTask.unscoped.get(), [{"f3": 1}, {"f3": 2}], by=office.fuzhou_officer, on=DAY)
    assert [row.values["f1"] + row.values["f3"] for row in Answer.unscoped.all()] == ["甲1", "乙2"]


def test_the_format_of_a_task_that_is_not_there_is_unknown():
    with pytest.raises(UnknownFormat):
        format_of("form:nonsense")


def test_a_known_field_need_not_be_in_the_sheet(form):
    assert [as_field(field).required for field in form.fields(manager="unscoped").all()] == [False, False, True, True]
