from datetime import date, timedelta

import pytest

from minzhi.engines.casework import api
from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.engines.casework.tests.conftest import DAY, SHEET
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.calendars.models import CalendarYear
from minzhi.records.scope.ambient import Scope, Unscoped, everything, scoped
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.tables.statements import Select, names_of, run

LATER = DAY + timedelta(days=30)


def reply(case, by, on=DAY, **more):
    return api.act(case, "reply", by=by, on=on, roles={"signer"}, form={"words": "已整改"}, **more)


def clock(case):
    return ClockRow.unscoped.get(case=case)


def test_opening_a_case_writes_its_first_event_and_starts_its_clock(sheet):
    assert (sheet.state, sheet.events_count, clock(sheet).due) == ("issued", 1, date(2023, 9, 19))


def test_an_act_moves_the_case_and_ends_the_clock(sheet, chen):
    case = reply(sheet, chen)
    assert (case.state, case.fields["words"], clock(case).standing) == ("answered", "已整改", "met")


def test_an_event_keeps_who_did_what_in_which_part(sheet, chen):
    last = Event.unscoped.get(case=reply(sheet, chen), sequence=2)
    assert (last.officer, last.post, last.roles, last.happened_on) == (chen.officer, chen.post, ["signer"], DAY)


def test_a_case_that_came_to_its_end_has_a_closing_day(sheet, chen, lin):
    case = api.act(reply(sheet, chen), "settle", by=lin, on=LATER, roles={"supervisor"})
    assert case.closed_on == LATER


@pytest.mark.parametrize(
    ("action", "roles", "form", "refusal"),
    [
        ("settle", {"supervisor"}, {}, NotNow),
        ("reply", {"supervisor"}, {"words": "x"}, NotYours),
        ("reply", {"signer"}, {}, FormWrong),
    ],
)
def test_a_refused_act_leaves_no_trace(sheet, chen, action, roles, form, refusal):
    with pytest.raises(refusal):
        api.act(sheet, action, by=chen, on=DAY, roles=roles, form=form)
    assert Event.unscoped.filter(case=sheet).count() == 1


def test_the_second_of_two_officers_is_told(sheet, chen, lin):
    seen = sheet.version
    reply(sheet, chen, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="刚刚已被他人修改"):
        api.act(sheet, "rest", by=lin, on=DAY, roles={"supervisor"}, seen=seen)


def test_of_two_acts_at_once_the_second_finds_the_case_moved(sheet, chen):
    as_the_other_sees_it = Case.unscoped.get(pk=sheet.pk)
    reply(sheet, chen)
    with pytest.raises(NotNow, match="现在是「已答复」，不能「答复」。"):
        reply(as_the_other_sees_it, chen)


@pytest.mark.usefixtures("sheet")
def test_an_expired_clock_acts_when_it_is_asked(lin):
    moved = api.lapse_due(on=LATER, by=lin)
    assert [(case.state, case.closed_on) for case in moved] == [("raised", date(2023, 9, 20))]


@pytest.mark.usefixtures("sheet")
def test_a_clock_acts_once(lin):
    api.lapse_due(on=LATER, by=lin)
    assert api.lapse_due(on=LATER, by=lin) == []


@pytest.mark.usefixtures("sheet")
def test_nothing_lapses_on_the_last_day(lin):
    assert api.lapse_due(on=date(2023, 9, 19), by=lin) == []


def test_rest_moves_the_due_day(sheet, lin):
    case = api.act(sheet, "rest", by=lin, on=DAY, roles={"supervisor"})
    api.act(case, "go_on", by=lin, on=DAY + timedelta(days=7), roles={"supervisor"})
    assert (clock(case).due, clock(case).standing) == (date(2023, 9, 26), "running")


@pytest.mark.parametrize(
    ("opened", "term", "due"),
    [
        (date(2023, 9, 18), "10wd", date(2023, 10, 8)),  # a Sunday that is worked
        (date(2023, 4, 24), "5wd", date(2023, 5, 4)),
        (date(2024, 2, 5), "10wd", date(2024, 2, 23)),
    ],
)
def test_working_days_follow_the_notices_of_the_state_council(quanzhou, lin, opened, term, due):
    load_shipped()
    case = api.open_case(
        SHEET.name, unit=quanzhou, title="单", by=lin, on=opened, roles={"supervisor"}, form={"term": term}
    )
    assert (clock(case).due, clock(case).provisional) == (due, False)


def test_hours_are_kept_to_the_minute_and_follow_from_the_log(quanzhou, lin, chen):
    case = api.open_case(
        SHEET.name, unit=quanzhou, title="急单", by=lin, on=DAY, roles={"supervisor"}, form={"term": "24h"}
    )
    row = clock(case)
    assert (row.due_at - row.from_at, row.due) == (timedelta(hours=24), DAY + timedelta(days=1))
    rested = api.act(case, "rest", by=lin, on=DAY, roles={"supervisor"})
    api.act(rested, "go_on", by=lin, on=DAY + timedelta(days=3), roles={"supervisor"})
    row.refresh_from_db()
    assert (row.due, row.stopped_minutes // 60 in {71, 72}) == (DAY + timedelta(days=4), True)
    reply(case, chen, on=DAY + timedelta(days=3))
    assert api.verify() == []


def test_what_may_be_done_depends_on_the_part_and_the_day(sheet):
    offers = [[option.name for option in api.available(sheet, {"signer"}, on)] for on in (DAY, LATER)]
    assert offers == [["reply", "note"], []]


def test_the_log_tells_the_latest_first_in_the_words_of_the_process(sheet, chen):
    entries = api.log(reply(sheet, chen))
    assert [(entry.label, entry.said, entry.state) for entry in entries] == [
        ("答复", (("内容", "已整改"),), "已答复"),
        ("开单", (("答复期限", "5wd"),), "待答复"),
    ]


def test_every_case_follows_from_its_log(sheet, chen, lin):
    reply(sheet, chen)
    api.lapse_due(on=LATER, by=lin)
    assert api.verify() == []


def test_a_clock_that_was_tampered_with_is_found_and_mended(sheet):
    ClockRow.unscoped.update(due=LATER)
    assert api.verify() == [sheet]
    assert clock(api.rebuild(sheet)).due == date(2023, 9, 19)


def test_a_next_day_that_was_tampered_with_is_found_and_mended(sheet):
    Case.unscoped.update(next_due=LATER)
    assert api.verify() == [sheet]
    assert api.rebuild(sheet).next_due == date(2023, 9, 19)


def test_a_case_keeps_the_day_of_what_runs_and_none_where_nothing_does(sheet, lin, chen):
    rested = api.act(sheet, "rest", by=lin, on=DAY, roles={"supervisor"})
    going = api.act(rested, "go_on", by=lin, on=DAY + timedelta(days=7), roles={"supervisor"})
    answered = reply(going, chen, on=DAY + timedelta(days=7))
    days = [case.next_due for case in (sheet, rested, going, answered)]
    assert days == [date(2023, 9, 19), None, date(2023, 9, 26), None]


def test_a_provisional_day_is_counted_anew_when_the_calendar_is_known(sheet):
    assert clock(sheet).provisional is True
    years_known()
    api.recount_provisional()
    assert (clock(sheet).provisional, api.verify()) == (False, [])


def years_known():
    CalendarYear.objects.create(jurisdiction="CN", year=2023, title="2023年节假日安排")


@pytest.mark.usefixtures("xiamen")
def test_what_is_due_is_seen_along_the_unit_tree(sheet):
    found = []
    for path in ("province/", "province/quanzhou/", "province/xiamen/"):
        with scoped(Scope(on=DAY, paths=(path,))):
            found.append([row.case for row in api.due(on=DAY)])
    assert found == [[sheet.uid], [sheet.uid], []]


@pytest.mark.usefixtures("sheet")
def test_what_is_over_says_so():
    with everything(LATER, why="test"):
        assert [[row.is_over for row in api.due(on=on)] for on in (DAY, LATER)] == [[False], [True]]


def test_overdue_cases_are_told_by_their_keys(sheet):
    assert (api.overdue([sheet], on=DAY), api.overdue([sheet], on=LATER)) == (set(), {sheet.pk})


@pytest.mark.django_db
def test_cases_answer_nobody_without_a_scope():
    with pytest.raises(Unscoped):
        Case.objects.all()


def test_the_picture_says_where_the_case_is(sheet):
    assert "现在是「待答复」" in api.picture(sheet)


def test_an_act_that_asks_for_the_beginning_of_a_long_log_finds_it(sheet, lin):
    for _note in range(9):
        api.act(sheet, "note", by=lin, on=DAY, roles={"supervisor"})
    form = {"event": "1", "field": "term", "value": "10wd", "why": "笔误"}
    case = api.act(sheet, "@correct", by=lin, on=DAY, roles={"superior"}, form=form)
    assert (case.events_count, case.fields["term"], api.verify()) == (11, "10wd", [])


@pytest.mark.parametrize("model", [Case, Event, ClockRow])
def test_what_an_act_reads_is_what_the_orm_reads(sheet, lin, model):
    api.act(sheet, "rest", by=lin, on=DAY, roles={"supervisor"})
    kept, names = model.unscoped.last(), names_of(model)
    read = Select(model, names, by="id")
    assert read.read(run(read.where(kept.pk))[0]) == [tuple(getattr(kept, name) for name in names)]
