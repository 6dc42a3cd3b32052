"""The skeleton of a process's tests, written from its table: what must be refused, asked for, counted.

It runs as it is. Whoever writes the process checks each last day against the law and adds the courses that matter.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process.case import Plain
from minzhi.kit.process.reckon import reckon
from minzhi.kit.process.words import CLOCK, START, Action, Kind, Table

HEAD = '''"""{label} v{version}: written from its table; check every last day against the article beside it."""

from datetime import date

import pytest

from minzhi.kit.process import Case, FormWrong, NotNow, NotYours, apply, begin, reckon
{imports}
'''
HELP = """

def does(case, act, roles, form=None):
    return apply(PROCESS, case, act, actor="1@1", roles=roles, form=form or {{}}, today=date({day}), calendar=CALENDAR)


def standing(state):
    return Case(PROCESS.name, PROCESS.version, state=state) if state else begin(PROCESS)
"""
SAMPLES: Mapping[Kind, Plain] = {
    Kind.TEXT: "x", Kind.NUMBER: "1", Kind.BOOL: True, Kind.SPAN: "10d", Kind.MOMENT: "2025-09-26T09:30",
}  # fmt: skip


def skeleton(table: Table, calendar: Calendar, day: date, *, imports: str) -> str:
    """Return the source of a test module; `imports` bring ``PROCESS`` and ``CALENDAR``."""
    written = f"{day.year}, {day.month}, {day.day}"
    parts = [HEAD.format(label=table.label, version=table.version, imports=imports), HELP.format(day=written)]
    parts += [_refusals(table), _parts(table), _forms(table), _clocks(table, calendar, day)]
    return "\n".join(part for part in parts if part)


def _refusals(table: Table) -> str:
    states = (START, *(state.name for state in table.states))
    wrong = [
        (action.name, tuple(sorted(action.by)), state)
        for action in table.actions
        for state in states
        if state not in action.sources
    ]
    return _test(
        '("act", "roles", "state")', wrong, "test_an_act_has_no_place_in_this_state(act, roles, state)",
        "with pytest.raises(NotNow):", "    does(standing(state), act, roles)",
    )  # fmt: skip


def _parts(table: Table) -> str:
    rows = [(action.name, action.sources[0]) for action in table.actions]
    return _test(
        '("act", "state")', rows, "test_whoever_has_no_part_is_refused(act, state)", "with pytest.raises(NotYours):",
        '    does(standing(state), act, ("nobody",))',
    )  # fmt: skip


def _forms(table: Table) -> str:
    rows = [
        (action.name, action.by[0], action.sources[0], field.name)
        for action in table.actions
        if not action.guard and not action.extends and CLOCK not in action.by
        for field in action.form
        if field.required
    ]
    return _test(
        '("act", "role", "state", "field")', rows, "test_what_is_required_is_asked_for(act, role, state, field)",
        "with pytest.raises(FormWrong) as refused:", "    does(standing(state), act, (role,))",
        "assert field in refused.value.fields",
    )  # fmt: skip


def _clocks(table: Table, calendar: Calendar, day: date) -> str:
    rows = list(_due(table, calendar, day))
    return _test(
        '("act", "form", "clock", "due")', rows, "test_the_last_day_of_a_period(act, form, clock, due)",
        f"counted = reckon(PROCESS, act, date({day.year}, {day.month}, {day.day}), form, CALENDAR)",
        "found = {each.clock.name: each.due for each in counted}",
        "assert str(found[clock]) == due",
    )  # fmt: skip


def _due(table: Table, calendar: Calendar, day: date) -> Iterator[tuple[str, dict[str, Plain], str, str]]:
    for action in table.actions:
        form = filled(action, day)
        for each in reckon(table, action.name, day, form, calendar):
            yield action.name, form, each.clock.name, str(each.due)


def filled(action: Action, day: date) -> dict[str, Plain]:
    """Return a form in which every required field says something."""
    return {
        field.name: str(field.choices[0]) if field.kind is Kind.CHOICE else SAMPLES.get(field.kind, day.isoformat())
        for field in action.form
        if field.required
    }


def _test(names: str, rows: Sequence[tuple[object, ...]], head: str, *body: str) -> str:
    if not rows:
        return ""
    listed = "\n".join(f"        {row!r}," for row in rows)
    said = "\n".join(f"    {line}" for line in body)
    return f"\n@pytest.mark.parametrize(\n    {names},\n    [\n{listed}\n    ],\n)\ndef {head}:\n{said}\n"
