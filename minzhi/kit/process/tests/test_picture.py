from datetime import date
from xml.etree import ElementTree as ET

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import apply, begin, mermaid, picture, spoken
from minzhi.kit.process.tests.cast import CLERK, STATES, dispute

PROCESS, DAY = dispute(), date(2023, 9, 12)
SVG = "{http://www.w3.org/2000/svg}"


def opened():
    form = {"reply_term": "15d"}
    return apply(PROCESS, begin(PROCESS), "accept", actor="", roles=(CLERK,), form=form, today=DAY, calendar=Calendar())


def replied():
    return apply(PROCESS, opened(), "reply", actor="", roles=(CLERK,), form={}, today=DAY, calendar=Calendar())


def drawn(case=None, kind="state"):
    """Return by the text of each group the classes it has."""
    groups = ET.fromstring(picture(PROCESS, case)).iter(f"{SVG}g")  # noqa: S314 - our own picture
    return {"".join(group.itertext()): group.get("class") for group in groups if group.get("class").startswith(kind)}


def test_every_state_is_drawn_once():
    assert list(drawn()) == [state.label for state in STATES]


def test_the_case_stands_where_it_stands():
    assert drawn(replied())["审理中现在在这里"] == "state is-here"


def test_the_way_it_came_is_marked():
    assert (drawn(replied())["已立案"], drawn(replied(), "way")["答辩"]) == ("state is-done", "way is-done")


def test_a_state_that_stops_clocks_and_an_end_look_different():
    assert (drawn()["中止"], drawn()["已结案"]) == ("state is-rest", "state is-final")


def test_a_picture_has_no_style_and_no_script():
    assert [word for word in ("style", "script", "onload", "href") if word in picture(PROCESS, opened())] == []


def test_a_label_cannot_smuggle_markup():
    sly = dispute(label='"><script>')
    assert "<script>" not in picture(sly)


def test_the_picture_is_told_in_words():
    assert spoken(PROCESS, opened()).endswith("现在是「已立案」。")


def test_mermaid_draws_the_same_ways():
    assert "    accepted --> hearing: 答辩\n" in mermaid(PROCESS)
