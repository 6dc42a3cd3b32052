"""A log of 30 November 2026, with every office verb and what it made then: it must make the same for ever.

Office verbs have no versions. Who changes what one of them does finds this test in the way: cases that are kept would
follow from their logs no more. Let the log say the difference (a field of the verb's form), not the day of the code.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import VERBS, Event, replay
from minzhi.kit.process.tests.cast import dispute

KEPT = json.loads(Path(__file__).with_name("kept_log.json").read_text("utf-8"))
EVENTS = [
    Event(**{**each, "on": date.fromisoformat(each["on"]), "roles": tuple(each["roles"])}) for each in KEPT["events"]
]


def test_a_log_kept_long_ago_makes_the_case_that_it_made():
    case = replay(dispute(), EVENTS, Calendar(), unit="unit:1", officer="post:1")
    made = json.loads(json.dumps(asdict(replace(case, log=())), default=str))
    assert made == {**KEPT["made"], "log": []}
    assert [each.state for each in case.log] == [each["state"] for each in KEPT["events"]]


def test_it_holds_every_office_verb():
    assert set(VERBS) - {event.action for event in EVENTS} == set()
