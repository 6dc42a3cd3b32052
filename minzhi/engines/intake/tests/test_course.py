"""A sheet's course: received, its columns confirmed once, tried, mended, taken in, undone."""

import pytest

from minzhi.engines.intake import formats
from minzhi.engines.intake.actions import mending, receiving, taking, trying
from minzhi.engines.intake.actions.refusals import AlreadyReceived, NotMapped, NotNow, NotYours
from minzhi.engines.intake.formats import Format, Take
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries.arrivals import counts, show
from minzhi.engines.intake.rules.fields import Field, Kind
from minzhi.engines.intake.tests.conftest import AGENCIES, CODES, DAY, HEAD, ROW, Agencies, xlsx
from minzhi.records.facts.models import Fact
from minzhi.records.parties.models import Party

pytestmark = pytest.mark.django_db


class Twins(Take):
    """Keeps two numbers as the name of a party."""

    def take(self, row, *, by, on):
        del by, on
        return Party.objects.create(kind="agency", name=f"{row['planned']} {row['done']}")


MAPPING = {"name": 0, "code": 1, "since": 2, "capital": 3, "place": 4}
BAD = ("演示乙代理所", "91350100MA0000000X", "9/1/2023", "约3", "福洲市")


@pytest.fixture
def by(office):
    return office.fuzhou_officer


@pytest.fixture
def tried(received, by):
    """Return what receives rows and tries them: `tried(ROW, …)`."""

    def through(*rows, **more):
        arrival = received(*rows, **more)
        if arrival.state == Arrival.State.RECEIVED:
            arrival = receiving.confirm(arrival, arrival.mapping, by=by, on=DAY)
        return trying.read(arrival, by=by, on=DAY)

    return through


@pytest.fixture
def taken(tried, by):
    def through(*rows, **more):
        return taking.take(taking.begin(tried(*rows, **more), by=by, on=DAY), by=by, on=DAY)

    return through


def states(arrival):
    return {state: count for state, count in counts(arrival).items() if count}


def line(arrival, number):
    return Line.unscoped.get(arrival=arrival, number=number)


def test_the_columns_are_proposed_by_their_headings(received):
    assert received(ROW).mapping == MAPPING


def test_a_sheet_with_known_headings_is_not_asked_about_again(tried, received):
    tried(ROW)
    assert received(("演示丙代理所", CODES[1], "", "", ""), name="乙.xlsx").state == Arrival.State.READING


def test_another_sender_is_asked_for_itself(tried, office):
    tried(ROW)
    other = receiving.receive(xlsx(HEAD, ROW), name="丙.xlsx", of=AGENCIES, by=office.xiamen_officer, on=DAY)
    assert other.state == Arrival.State.RECEIVED


def test_a_required_field_must_have_its_column(received, by):
    with pytest.raises(NotMapped, match="统一社会信用代码"):
        receiving.confirm(received(ROW), {"name": 0}, by=by, on=DAY)


def test_one_column_is_one_field(received, by):
    with pytest.raises(NotMapped, match="同一列"):
        receiving.confirm(received(ROW), {"name": 0, "code": 0}, by=by, on=DAY)


def test_strangers_do_not_touch_a_sheet(received, office):
    with pytest.raises(NotYours, match="福州市知识产权局"):
        receiving.confirm(received(ROW), MAPPING, by=office.xiamen_officer, on=DAY)


def test_the_dry_run_leaves_nothing_behind(tried):
    assert (states(tried(ROW, BAD)), Party.objects.count()) == ({"good": 1, "bad": 1}, 0)


def test_each_wrong_cell_says_what_to_put_right(tried):
    [shown] = show(arrival := tried(BAD), [line(arrival, 2)])
    assert [cell.fault for cell in shown.bad] == [
        "统一社会信用代码「91350100MA0000000X」末位应为L，请核对是否抄错。",
        "「9/1/2023」可以读成两个日子：请写明年月日，如 2023-09-01。",
        "「约3」不是数字：请只填数字。",
        "没有名为「福洲市」的行政区划；是不是「福州市」？",
    ]


def test_good_lines_are_taken_and_bad_ones_wait(taken):
    assert (states(taken(ROW, BAD)), Party.objects.count()) == ({"taken": 1, "bad": 1}, 1)


def test_a_mended_line_is_taken_with_the_next_press(taken, by):
    arrival = taken(ROW, BAD)
    given = {"code": CODES[1], "since": "2023.9.1", "capital": "3", "place": "福州市"}
    assert mending.mend(line(arrival, 3), given, by=by, on=DAY).state == Line.State.GOOD
    taking.take(taking.begin(arrival, by=by, on=DAY), by=by, on=DAY)
    assert states(arrival) == {"taken": 2}


def test_what_stood_in_a_mended_cell_stays_beside_it(tried, by):
    arrival = tried(BAD)
    mending.mend(line(arrival, 2), {"since": "2023-09-01"}, by=by, on=DAY)
    [shown] = show(arrival, [line(arrival, 2)])
    assert [(cell.text, cell.was) for cell in shown.cells if cell.was] == [("2023-09-01", "9/1/2023")]


@pytest.mark.parametrize("words", ["填表人：演示　审核：演示", "注: 演示", "数据日期：2023-09-30", "SHA-256：0a1b"])
def test_a_note_below_the_table_is_no_row(tried, words):
    assert states(tried(ROW, (words, "", "", "", ""))) == {"good": 1, "left": 1}


def test_cells_that_say_the_same_are_a_row_and_one_merged_cell_is_a_note(by, monkeypatch):
    fields = (Field("planned", "计划件数", Kind.WHOLE, required=True), Field("done", "完成件数", Kind.WHOLE))
    given = Format("tests.pairs", "成对", fields, Twins())
    monkeypatch.setitem(formats._formats, given.key, given)  # noqa: SLF001 - a format for this test alone
    content = xlsx(
        ("计划件数", "完成件数"), (5, 5), ("以上为截至九月底", None), change=lambda page: page.merge_cells("A3:B3")
    )
    arrival = receiving.receive(content, name="成对.xlsx", of=given, by=by, on=DAY)
    arrival = trying.read(receiving.confirm(arrival, arrival.mapping, by=by, on=DAY), by=by, on=DAY)
    assert states(arrival) == {"good": 1, "left": 1}


def test_a_row_with_one_cell_that_is_no_note_waits(tried):
    assert states(tried(ROW, ("演示乙代理所", "", "", "", ""))) == {"good": 1, "bad": 1}


def test_a_line_can_be_left_out(tried, by):
    assert mending.leave(line(tried(BAD), 2), by=by, on=DAY).state == Line.State.LEFT


def test_what_is_taken_in_is_no_longer_mended(taken, by):
    with pytest.raises(NotNow, match="第2行已导入"):
        mending.mend(line(taken(ROW), 2), {"name": "别名"}, by=by, on=DAY)


def test_a_refusal_of_the_act_stands_on_the_row(tried):
    arrival = tried(("禁", *ROW[1:]))
    assert show(arrival, [line(arrival, 2)])[0].fault == "这家机构不收"


def test_the_same_key_twice_in_a_sheet_is_said_in_its_cell(tried):
    arrival = tried(ROW, ("另一家", *ROW[1:]))
    [shown] = show(arrival, [line(arrival, 3)])
    assert [(cell.name, cell.fault) for cell in shown.bad] == [("code", f"与第2行重复（{CODES[0]}）。")]


def test_the_same_file_is_not_taken_twice(received):
    received(ROW, name="甲.csv")
    with pytest.raises(AlreadyReceived, match="福州　福州经办于2023-09-30报送"):
        received(ROW, name="乙.csv")


def test_the_same_row_in_another_file_is_there_already(taken, tried):
    taken(ROW)
    assert states(tried(ROW, ("演示丙代理所", CODES[1], "", "", ""), name="乙.xlsx")) == {"same": 1, "good": 1}


def test_another_content_under_the_same_key_is_a_question(taken, tried):
    taken(ROW)
    arrival = tried(("改名了", *ROW[1:]), name="乙.xlsx")
    assert "已由福州于2023-09-30导入，内容不同" in show(arrival, [line(arrival, 2)])[0].fault


def test_an_import_is_undone_whole(taken, by):
    arrival = taken(ROW, ("演示丙代理所", CODES[1], "", "", ""))
    arrival = taking.undo(taking.begin_undo(arrival, by=by, on=DAY), by=by, on=DAY)
    assert (arrival.state, states(arrival), Party.objects.count()) == ("undone", {"undone": 2}, 0)


def test_what_later_work_stands_on_is_not_undone_and_says_why(taken, by, monkeypatch):
    monkeypatch.setattr(Agencies, "stands", {ROW[0]})
    arrival = taken(ROW, ("演示丙代理所", CODES[1], "", "", ""))
    arrival = taking.undo(taking.begin_undo(arrival, by=by, on=DAY), by=by, on=DAY)
    assert (arrival.state, states(arrival)) == ("taken", {"taken": 1, "undone": 1})
    assert line(arrival, 2).kept_because == f"「{ROW[0]}」已有案件"


def test_what_was_undone_may_come_again(taken, by, received):
    taking.undo(taking.begin_undo(taken(ROW, name="甲.csv"), by=by, on=DAY), by=by, on=DAY)
    assert received(ROW, name="甲.csv").state == Arrival.State.READING


def test_a_dropped_sheet_leaves_its_file_on_record(tried, by):
    arrival = receiving.drop(tried(ROW, BAD), by=by, on=DAY)
    assert (arrival.state, states(arrival), arrival.file.size > 0) == ("dropped", {}, True)


def test_what_is_taken_in_is_not_dropped(taken, by):
    with pytest.raises(NotNow, match="先撤销"):
        receiving.drop(taken(ROW), by=by, on=DAY)


def test_nothing_is_taken_where_nothing_is_good(tried, by):
    with pytest.raises(NotNow, match="没有可导入的行"):
        taking.begin(tried(BAD), by=by, on=DAY)


def test_the_course_is_on_record(taken, by):
    taking.undo(taking.begin_undo(taken(ROW), by=by, on=DAY), by=by, on=DAY)
    kinds = [kind for kind in Fact.unscoped.order_by("pk").values_list("kind", flat=True) if "sheet" in kind]
    assert kinds == ["intake.sheet_received", "intake.sheet_imported", "intake.sheet_undone"]
