"""An act that is killed leaves log and state agreeing; of eight officers at once nobody's act is lost or done twice."""

import json
from pathlib import Path

import pytest
from django.db import connection

from minzhi.kit import clock

REPORTS = Path(__file__).parent.parent / "docs" / "soak"
WORDS = {"done": "done", "faster": "told that somebody was faster"}


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


def written(found, rounds):
    """Return the report of a long run in Markdown."""
    kills = found["kills"]
    said = {name: "; ".join(f"{WORDS.get(word, word)} {times}" for word, times in found[name]["said"].items())
            for name in ("same", "own")}  # fmt: skip
    return (
        f"# Acts of cases killed, and eight officers at once, {clock.real_today()} on {connection.vendor}\n\n"
        "An act (event, fact, clocks, state) was killed (-9) at a random moment of it; afterwards every case was made "
        "anew from its log and compared, and events were counted against facts.\n\n"
        "| | begun | killed at work | log and state disagree |\n|--|--|--|--|\n"
        f"| acts | {rounds} | {kills['killed']} | {kills['faults']} |\n\n"
        "Eight officers, six acts each, at the same moments:\n\n| | came of it | events written |\n|--|--|--|\n"
        f"| on one case | {said['same']} | {found['same']['events']} |\n"
        f"| each on a case of their own | {said['own']} | {found['own']['events']} |\n"
    )


@pytest.mark.soak
def test_five_hundred_kills(python):
    found = outcome(python, 500)
    report = REPORTS / f"{clock.real_today()}-cases-{connection.vendor}.md"
    report.write_text(written(found, 500), "utf-8")
    check(found, 500)
