"""Every process of the house, tried from its own table: what must be refused, and every field of every form."""

from datetime import date

import pytest
from lxml import etree

from minzhi.engines.casework.api import process_names, written_tests
from minzhi.engines.casework.bpmn import bpmn
from minzhi.engines.casework.forms import ActForm
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import CLOCK, START, Case, FormWrong, Kind, NotNow, NotYours, apply, begin
from minzhi.kit.process.forms import read
from minzhi.kit.process.skeleton import filled
from minzhi.records.calendars.shipped import shipped_calendar

DAY, DAYS = date(2025, 9, 26), shipped_calendar()
SCRIPT = "<script>alert(1)</script>"
WRONG = {
    Kind.DATE: ("2025-13-45", "去年", SCRIPT, "20250926T", "-1"),
    Kind.MOMENT: ("2025-09-26T25:00", "上午", SCRIPT),
    Kind.NUMBER: ("许多", "NaN", "1e9999x", SCRIPT, "Infinity", "1e99"),
    Kind.BOOL: ("yes", "<b>", 1, []),
    Kind.SPAN: ("soon", "0d", "d", SCRIPT, "99999999d", "-3wd"),
    Kind.CHOICE: ("nothing_of_the_kind", SCRIPT, "unit:1"),
    Kind.TEXT: ("\x00",),
}
EVERY = [process for process in VERSIONS.all() if process.name in process_names() and "." in process.name]
each_process = pytest.mark.parametrize("process", EVERY, ids=lambda each: f"{each.name}-{each.version}")


def refused(action, form):
    try:
        read(action, form)
    except FormWrong as wrong:
        return wrong.fields
    return {}


def bad_values(field):
    yield from WRONG[field.kind]
    if field.at_most:
        yield "长" * (field.at_most + 1)
    if field.required:
        yield from ("", None)


@each_process
def test_every_field_of_every_form_refuses_what_it_cannot_hold(process):
    taken = [
        (action.name, field.name, value)
        for action in process.actions
        for field in action.form
        for value in bad_values(field)
        if field.name not in refused(action, {**filled(action, DAY), field.name: value})
    ]
    assert taken == []


@each_process
def test_every_form_on_a_page_refuses_it_too(process):
    taken = [
        (action.name, field.name, value)
        for action in process.actions
        for field in action.form
        for value in bad_values(field)
        if isinstance(value, str) and field.kind not in {Kind.BOOL, Kind.SPAN}
        if ActForm(action, {**filled(action, DAY), field.name: value}).is_valid()
    ]
    assert taken == []


@each_process
def test_a_script_in_a_text_is_a_text(process):
    for action in process.actions:
        for field in action.form:
            if field.kind is Kind.TEXT and (field.at_most or 99) > len(SCRIPT):
                form = ActForm(action, {**filled(action, DAY), field.name: SCRIPT})
                assert SCRIPT not in form.as_p()


@each_process
def test_a_field_that_the_form_does_not_have_is_refused(process):
    asked = [action for action in process.actions if set(action.by) != {CLOCK}]
    assert [action.name for action in asked if "nothing" not in refused(action, {"nothing": "1"})] == []


@each_process
def test_an_act_outside_its_state_or_part_is_refused_with_a_sentence(process):
    for action in process.actions:
        for state in (START, *(each.name for each in process.states)):
            case = Case(process.name, process.version, state=state) if state else begin(process)
            roles, refusal = (action.by, NotNow) if state not in action.sources else (("nobody",), NotYours)
            with pytest.raises(refusal, match=action.label.partition("（")[0]):
                apply(process, case, action.name, actor="", roles=roles, form={}, today=DAY, calendar=DAYS)


def skeleton_of(process):
    day = max(process.effective_from, min(process.effective_to or DAY, DAY))
    return written_tests(process.name, day)


def cases_of(function):
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    for mark in marks:
        names, rows = mark.args
        yield from (dict(zip(names, row, strict=True)) for row in rows)


@each_process
def test_the_skeleton_of_its_tests_runs_as_it_is(process):
    written = {}
    exec(compile(skeleton_of(process), process.name, "exec"), written)  # noqa: S102 - the house's own text
    tests = [each for name, each in written.items() if name.startswith("test_")]
    ran = [test(**case) for test in tests for case in cases_of(test)]
    assert len(ran) > len(process.actions)


@each_process
def test_the_diagram_is_read_by_another_house(process):
    from SpiffWorkflow.bpmn.parser import BpmnParser  # noqa: PLC0415 - the peer is read in one test

    parser = BpmnParser()
    parser.add_bpmn_str(bpmn(process))
    assert list(parser.process_parsers) == [process.name.replace(".", "_")]
    drawn = etree.fromstring(bpmn(process))
    known = {each.get("id") for each in drawn.iter()}
    ends = {each.get(end) for each in drawn.iter() for end in ("sourceRef", "targetRef", "attachedToRef")}
    assert ends - {None} <= known
