"""An act that is killed leaves log and state agreeing; of eight officers at once nobody's act is lost or done twice."""

import json

import pytest


def outcome(python, rounds):
    said = python(f"from tests.case_faults import main; main({rounds})")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout.splitlines()[-1])


def check(found, rounds):
    assert (found["kills"]["faults"], found["kills"]["killed"] > rounds // 3) == (0, True)
    for name in ("same", "own"):
        assert set(found[name]["said"]) <= {"done", "faster"}
        assert (found[name]["said"]["done"], found[name]["sound"]) == (found[name]["events"], True)
    assert found["own"]["said"] == {"done": 48}


def test_twenty_five_kills_and_eight_officers_at_once(python):
    check(outcome(python, 25), 25)


@pytest.mark.soak
def test_five_hundred_kills(python):
    check(outcome(python, 500), 500)
