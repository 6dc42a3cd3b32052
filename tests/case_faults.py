"""Cases under fire: acts killed (-9) at any moment, eight officers at once. Runs in a process of its own."""

import json
import random
from datetime import date, timedelta
from threading import Barrier, Thread
from time import perf_counter

from django.db import connections

from minzhi.engines.casework import api as casework
from minzhi.kit.refusal import Refusal
from minzhi.programmes.disputes.tests.samples import FULL
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import everything
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.tests.cast import assemble
from tests.kills import killed

DAY = date(2023, 9, 12)
OFFICERS, ACTS = 8, 6
PATIENCE = 60  # seconds; no act takes so long
LONGER, SHORTER = 1.1, 0.8  # how the longest wait follows how fast the machine is: some two thirds are killed at work


def opened(cast):
    by = cast.fuzhou_officer
    return casework.start("disputes.adjudication", unit=cast.fuzhou, by=by, on=DAY, form=FULL)


def suspend_and_resume(case, by):
    """Do two acts that can be done again and again; each writes an event, a fact, clocks and a draft."""
    case.refresh_from_db()
    if case.state == "suspended":
        casework.carry_out(case, "resume", by=by, on=DAY, form={"why": "演示"})
    else:
        casework.carry_out(case, "suspend", by=by, on=DAY, form={"ground": "death", "why": "演示"})


def sound(case):
    """Tell whether log and state agree, and every event has its fact."""
    events = casework.Event.unscoped.filter(case=case).count()
    facts = Fact.unscoped.filter(subject_uid=case.uid).count()
    case.refresh_from_db()
    return casework.verify() == [] and (events, facts) == (case.events_count, case.events_count)


def kill_loop(cast, rounds):
    """Return how often an act was killed at work, and how often something was wrong afterwards."""
    chance, by = random.Random(7), cast.fuzhou_officer  # noqa: S311 - no secret
    case = opened(cast)
    case = casework.carry_out(case, "accept", by=by, on=DAY, form={"panel": "甲、乙、丙"})
    outcome = {"killed": 0, "faults": 0}
    with everything(DAY, why="a kill loop"):
        began = perf_counter()
        killed(lambda: suspend_and_resume(case, by), PATIENCE)
        longest = perf_counter() - began
    for _round in range(rounds):
        with everything(DAY, why="a kill loop"):
            in_time = killed(lambda: suspend_and_resume(case, by), chance.uniform(0, longest))
            outcome["killed"] += in_time
            outcome["faults"] += not sound(case)
        longest *= LONGER if in_time else SHORTER
    return outcome


def eight_at_once(cast, *, same):
    """Let eight officers act at the same moment on one case, or each on their own; count what came of it."""
    own = [opened(cast) for _officer in range(1 if same else OFFICERS)] * (OFFICERS if same else 1)
    begin, said = Barrier(OFFICERS), []

    def work(number, case):
        begin.wait()
        for act in range(ACTS):
            with everything(DAY, why="eight at once"):
                said.append(urged(case, cast.fuzhou_officer, f"{number}-{act}", same=same))
        connections.close_all()

    threads = [Thread(target=work, args=each) for each in enumerate(own)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {word: said.count(word) for word in sorted(set(said))}
    done = casework.Event.unscoped.filter(case__in={case.pk for case in own}, action="@urge").count()
    return {"said": found, "events": done, "sound": all(sound(case) for case in own)}


def urged(case, by, words, *, same):
    """Urge as a page does: with the version that was seen; say "done", or "faster" where somebody was."""
    seen = casework.Case.unscoped.get(pk=case.pk).version
    try:
        casework.do(case, "@urge", by=by, on=DAY, form={"words": words}, seen=seen if same else None)
    except ChangedMeanwhile:
        return "faster"
    except Refusal as refused:
        return str(refused)
    return "done"


def main(rounds):
    """Print what came of it as JSON."""
    cast = assemble()
    with everything(DAY + timedelta(days=1), why="faults"):
        found = {
            "kills": kill_loop(cast, rounds),
            "same": eight_at_once(cast, same=True),
            "own": eight_at_once(cast, same=False),
        }
    print(json.dumps(found))  # noqa: T201 - its caller reads it
