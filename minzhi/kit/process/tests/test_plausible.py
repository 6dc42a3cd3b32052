"""Days that have come, amounts that are not below nought."""

from datetime import date

import pytest

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import START, Action, FormWrong, Law, Process, State, apply, begin
from minzhi.kit.process.fields import day, moment, number
from minzhi.kit.process.plausible import BELOW, LATE, plausible

RULES = Law("规则")
FORM = (
    day("seen_on", "看到"), moment("at", "时刻"), day("hearing_on", "听证", required=False),
    number("paid", "已缴", required=False),
)  # fmt: skip
PROCESS = plausible(
    Process(
        name="a.b", label="事", version=1, effective_from=date(2023, 1, 1), law=RULES, initial="open",
        states=(State("open", "开始", final=True),),
        actions=(Action("open", "开始", START, "open", ("officer",), RULES.whole, FORM),), clocks=(),
    ),
    ahead=("hearing_on",),
)  # fmt: skip


def opened(**form):
    return apply(
        PROCESS, begin(PROCESS), "open", actor="1@1", roles={"officer"}, form={"seen_on": "2023-09-12", **form},
        today=date(2023, 9, 12), calendar=Calendar(),
    )  # fmt: skip


@pytest.mark.parametrize("form", [{}, {"hearing_on": "2023-10-12"}, {"at": "2023-09-12T23:59"}, {"paid": "0"}])
def test_what_can_be_is_taken(form):
    assert opened(**form).state == "open"


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"seen_on": "2023-09-13"}, {"seen_on": LATE}),
        ({"at": "2023-09-13T00:00"}, {"at": LATE}),
        ({"paid": "-0.01"}, {"paid": BELOW}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(form, wrong):
    with pytest.raises(FormWrong) as refused:
        opened(**form)
    assert dict(refused.value.fields) == wrong
