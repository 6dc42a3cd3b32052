from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.decision import (
    YES,
    Hit,
    Input,
    Kind,
    NotDecidable,
    Row,
    Table,
    TableWrong,
    above,
    at_least,
    at_most,
    below,
    between,
    decide,
    one_of,
)

DAY = date(2023, 10, 31)
BEHIND = Input("behind", "落后", Kind.NUMBER, low=Decimal(-1), high=Decimal(1))
LEFT = Input("left", "剩余天数", Kind.WHOLE)
CLOSED = Input("closed", "已销号", Kind.BOOL)
COLOUR = Input("colour", "颜色", Kind.CHOICE, choices=("blue", "orange", "red"))
RED = Row({"behind": at_least(Decimal("0.2"))}, "red", source="《办法》", article="第3条")
LIGHT = Table(
    "light",
    "灯",
    (CLOSED, BEHIND, LEFT),
    (Row({"closed": YES}, "closed"), RED, Row({"left": at_most(15)}, "yellow", "临近到期"), Row({}, "green")),
)


def light(**given):
    return decide(LIGHT, on=DAY, **{"closed": False, "behind": Decimal(0), "left": 100, **given})


def unique(*rows, inputs=(LEFT,)):
    return Table("t", "表", inputs, rows, Hit.UNIQUE)


def test_the_first_row_that_fits_decides():
    assert [light(closed=True).result, light(behind=Decimal("0.2"), left=3).result, light().result] == [
        "closed",
        "red",
        "green",
    ]


def test_the_reason_is_the_row_with_its_source():
    assert light(behind=Decimal("0.49")).why == "落后≥0.2（现为0.49）（《办法》第3条）"


def test_a_choice_needs_no_figure_in_the_reason():
    table = Table("t", "表", (COLOUR, LEFT), (Row({"colour": one_of("red"), "left": between(3, 3)}, 1), Row({}, 2)))
    assert decide(table, on=DAY, colour="red", left=3).why == "颜色为red，剩余天数＝3（现为3）"


def test_a_row_may_say_its_reason_itself():
    assert light(left=1).why == "临近到期"


def test_a_row_that_nobody_vouched_for_says_so():
    assert light().confirmed is False


def test_a_gap_is_refused_with_an_example():
    with pytest.raises(TableWrong, match=r"^「表」没有一行适用于：剩余天数＝16$"):
        unique(Row({"left": at_most(15)}, 1), Row({"left": above(16)}, 2))


def test_whole_numbers_leave_no_gap_between_neighbours():
    assert unique(Row({"left": at_most(15)}, 1), Row({"left": at_least(16)}, 2)).hit is Hit.UNIQUE


def test_decimals_leave_a_gap_between_neighbours():
    with pytest.raises(TableWrong, match=r"没有一行适用于：落后＝0\.15"):
        unique(
            Row({"behind": at_most(Decimal("0.1"))}, 1), Row({"behind": at_least(Decimal("0.2"))}, 2), inputs=(BEHIND,)
        )


def test_an_overlap_is_refused_with_an_example():
    with pytest.raises(TableWrong, match="第1、2行同时适用于：剩余天数＝15"):
        unique(Row({"left": at_most(15)}, 1), Row({"left": at_least(15)}, 2))


def test_a_forgotten_choice_is_a_gap():
    with pytest.raises(TableWrong, match="没有一行适用于：颜色＝red"):
        Table("t", "表", (COLOUR,), (Row({"colour": one_of("blue", "orange")}, 1),))


def test_a_row_behind_a_catch_all_never_decides():
    with pytest.raises(TableWrong, match="第2行永远轮不到"):
        Table("t", "表", (LEFT,), (Row({}, 1), Row({"left": at_most(3)}, 2)))


def test_a_row_that_asks_for_something_unknown_is_refused():
    with pytest.raises(TableWrong, match="第1行问了没有的输入：weather"):
        Table("t", "表", (LEFT,), (Row({"weather": one_of("rain")}, 1),))


def test_rows_that_follow_each_other_in_time_do_not_overlap():
    table = unique(Row({}, "old", valid_to=date(2023, 12, 31)), Row({}, "new", valid_from=date(2024, 1, 1)))
    assert [decide(table, on=date(year, 1, 1), left=1).result for year in (2023, 2024)] == ["old", "new"]


def test_a_gap_that_opens_later_is_found():
    with pytest.raises(TableWrong, match=r"没有一行适用于：剩余天数＝16（2024-01-01）"):
        unique(Row({"left": at_most(15)}, 1), Row({"left": above(15)}, 2, valid_to=date(2023, 12, 31)))


def test_a_day_on_which_no_row_holds_is_said():
    table = unique(Row({}, 1, valid_from=date(2024, 1, 1)))
    with pytest.raises(NotDecidable, match="「表」在2023-10-31没有施行"):
        decide(table, on=DAY, left=1)


def test_a_missing_input_is_named():
    with pytest.raises(NotDecidable, match="「灯」缺少或不认识：left"):
        decide(LIGHT, on=DAY, closed=False, behind=Decimal(0))


@pytest.mark.parametrize("wrong", [{"behind": Decimal(2)}, {"left": Decimal("1.5")}, {"closed": 1}])
def test_an_impossible_value_is_refused(wrong):
    with pytest.raises(NotDecidable, match="不能是"):
        light(**wrong)


def test_days_are_cut_like_whole_numbers():
    filed = Input("filed", "申请日", Kind.DATE)
    table = unique(
        Row({"filed": below(date(2021, 6, 1))}, 10), Row({"filed": at_least(date(2021, 6, 1))}, 15), inputs=(filed,)
    )
    assert decide(table, on=DAY, filed=date(2021, 5, 31)).result == 10


def test_a_gap_between_days_is_found():
    filed = Input("filed", "申请日", Kind.DATE)
    with pytest.raises(TableWrong, match="没有一行适用于：申请日＝2021-06-01"):
        unique(
            Row({"filed": below(date(2021, 6, 1))}, 10), Row({"filed": above(date(2021, 6, 1))}, 15), inputs=(filed,)
        )


cuts = st.lists(st.integers(-5, 5), min_size=1, max_size=4, unique=True).map(sorted)


@given(cuts, st.integers(-9, 9))
def test_a_table_that_stands_answers_everything_by_exactly_one_row(at, value):
    middle = [Row({"left": between(low + 1, high)}, high) for low, high in pairwise(at)]
    table = unique(Row({"left": at_most(at[0])}, "low"), *middle, Row({"left": above(at[-1])}, "high"))
    assert sum(row.fits({"left": value}) for row in table.rows) == 1
    assert decide(table, on=DAY, left=value).row.fits({"left": value})


@given(cuts, st.data())
def test_a_table_with_one_row_less_does_not_stand(at, data):
    rows = [Row({"left": at_most(at[0])}, 0), Row({"left": above(at[-1])}, 1)]
    rows += [Row({"left": between(low + 1, high)}, high) for low, high in pairwise(at)]
    rows.remove(data.draw(st.sampled_from(rows)))
    with pytest.raises(TableWrong):
        unique(*rows)
