"""What an act leaves on record: one fact for each event, of the room that owns the process, or of casework itself."""

from collections.abc import Iterable

from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case, Event
from minzhi.engines.casework.registry import VERSIONS
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor

OFFICE = {
    "@transfer": "transferred",
    "@delegate": "delegated",
    "@hand_over": "handed_over",
    "@take_back": "taken_back",
    "@ask": "signatures_asked",
    "@sign": "signed",
    "@add_signer": "signer_added",
    "@remove_signer": "signer_removed",
    "@end_round": "signing_called_off",
    "@ask_again": "signatures_asked",
    "@copy": "copied",
    "@urge": "urged",
    "@link": "linked",
    "@recuse": "recused",
    "@correct": "corrected",
    "@order": "order_sent",
    "@order_back": "order_came_back",
    "@paper": "paper_filed",
    "@serve": "paper_served",
}
"""The facts of office work, declared on the card of casework."""


def write_facts(case: Case, events: Iterable[Event], *, by: Actor, evidence: Iterable[str] = ()) -> None:
    """Write the fact of each event of a handled case; of other processes the owner writes them."""
    handling, files = handling_of(case.process), list(evidence)
    if handling is None:
        return
    for event in events:
        payload = {"process": case.process, "act": event.action, "state": event.state}
        if event.action in OFFICE:
            kind, law = f"casework.{OFFICE[event.action]}", ""
        else:
            action = VERSIONS.get(case.process, event.process_version).action(event.action)
            if action is None or not action.fact:
                continue
            kind, law = f"{handling.room}.{action.fact}", str(action.cite or "")
            payload |= handling.payload(case, action)
        record(kind, subject=case, by=by, on=event.happened_on, payload=payload, evidence=files, law=law[:200])
        files = []
