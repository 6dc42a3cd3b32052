"""What an act leaves on record: one fact for each event, of the room that owns the process, or of casework itself."""

from collections.abc import Iterable
from typing import Any

from minzhi.engines.casework.handling import Handling, handling_of
from minzhi.engines.casework.models import Case, Event
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import Held
from minzhi.kit import process as kernel
from minzhi.records.facts.actions import composed
from minzhi.records.facts.models import Fact
from minzhi.records.units.actors import Actor

OFFICE = {
    kernel.MIGRATE: "moved_to_version",
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
    "@give_key": "key_given",
}
"""The facts of office work, declared on the card of casework."""


def facts_of(held: Held, events: Iterable[Event], *, by: Actor, evidence: Iterable[str] = ()) -> list[Fact]:
    """Return the fact of each event of a handled case, not written yet; of other processes the owner writes them.

    `evidence` belongs to the last of them: what came before is what expired clocks did.
    """
    case, rows = held.case, list(events)
    handling = handling_of(case.process)
    if handling is None:
        return []
    said = [(event, *_said(case, event, handling)) for event in rows]
    return [
        composed(
            kind, subject=case, by=by, on=event.happened_on, path=held.path, payload=payload, law=law[:200],
            evidence=evidence if event is rows[-1] else (),
        )
        for event, kind, law, payload in said
        if kind
    ]  # fmt: skip


def _said(case: Case, event: Event, handling: Handling) -> tuple[str, str, dict[str, Any]]:
    """Return the kind of the fact of an event, its law and its payload; an empty kind where it leaves none."""
    payload: dict[str, Any] = {"process": case.process, "act": event.action, "state": event.state}
    if event.action in OFFICE:
        return f"casework.{OFFICE[event.action]}", "", payload
    action = VERSIONS.get(case.process, event.process_version).action(event.action)
    if action is None or not action.fact:
        return "", "", payload
    return f"{handling.room}.{action.fact}", str(action.cite or ""), payload | handling.payload(case, action)
