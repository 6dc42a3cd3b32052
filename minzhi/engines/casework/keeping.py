"""The kernel's values become rows: new events, what follows from them, their facts, in one round trip."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from minzhi.engines.casework.models import Case, ClockRow, Event, Signature
from minzhi.engines.casework.values import POST, TERM_FIELDS, UNIT, Held, number_in
from minzhi.kit import process as kernel
from minzhi.records.facts.models import Fact
from minzhi.records.jobs.models import Job
from minzhi.records.tables.statements import Statement, change, insert, lay, put, row, run, update
from minzhi.records.units.actors import Actor

CHANGES = ("version", "state", "fields", "events_count", "process_version", "closed_on", "next_due")
MOVES = ("unit_id", "post_id", "desk")


def composed(held: Held, after: kernel.Case, *, by: Actor) -> list[Event]:
    """Return the events that an act added to a held case, not written yet."""
    case, before = held.case, held.value
    fresh = after.latest(len(after.log) - len(before.log))
    units = [before.desk.unit] * (len(fresh) - 1) + [after.desk.unit]
    return [
        row(
            Event, case_id=case.pk, sequence=number, action=event.action, process_version=event.version,
            state=event.state, officer_id=by.officer.pk, post_id=by.post.pk, roles=list(event.roles),
            form=dict(event.form), unit_id=number_in(unit) or None, happened_on=event.on, recorded_at=held.moment,
        )
        for number, (event, unit) in enumerate(zip(fresh, units, strict=True), len(before.log) + 1)
    ]  # fmt: skip


def keep(
    held: Held, after: kernel.Case, events: list[Event], jobs: Sequence[Job] = (), *, numbered: bool = False,
    facts: Callable[[], Sequence[Fact]] = tuple,
) -> None:  # fmt: skip
    """Write what an act made of a held case: its new events, what follows from them, the facts, the jobs to come.

    `numbered`: the case got its number with this act. `facts` are asked for when the case says what it now is.
    """
    case, moved = held.case, held.value.desk != after.desk
    days = {name: getattr(case, name) for name in ("closed_on", "next_due")}
    take_over(case, after, moved=moved)
    names = _changed(held, after, moved=moved, numbered=numbered)
    names += tuple(name for name, day in days.items() if getattr(case, name) != day)
    written = [insert(*events), *_terms(held, after), update(case, *names)]
    written += [lay(*rows) for rows in (facts(), jobs) if rows]
    keys = run(*written)[0]
    for event, (key,) in zip(events, keys, strict=True):
        event.pk, event._state.adding = key, False  # noqa: SLF001 - public in Django's docs
    if moved:
        keep_signatures(case, after.desk)


def _terms(held: Held, after: kernel.Case) -> Iterator[Statement]:
    """Yield what an act writes of clocks: rows of new ones; of others what changed, which spares the rest its index."""
    before = {term.clock: term for term in held.value.clocks}
    if begun := [_row(held.case, term) for term in after.clocks if term.clock not in before]:
        yield lay(*begun)
    for term in after.clocks:
        was = before.get(term.clock, term)
        if was == term:
            continue
        kept = _columns(was)
        changed = {name: value for name, value in _columns(term).items() if value != kept[name]}
        yield change(ClockRow, changed, case_id=held.case.pk, clock=term.clock)


def _changed(held: Held, after: kernel.Case, *, moved: bool, numbered: bool) -> tuple[str, ...]:
    """Return the columns in which an act changes a case: what is left alone costs no index its work."""
    names = ["version", "events_count"]
    if after.state != held.value.state:
        names.append("state")
    if after.fields != held.value.fields:
        names.append("fields")
    if after.version != held.value.version:
        names.append("process_version")
    return (*names, *(MOVES if moved else ()), *(("number",) if numbered else ()))


def take_over(case: Case, after: kernel.Case, *, moved: bool = True) -> None:
    """Let a case say what follows from its log; one version more."""
    case.version += 1
    case.state, case.fields, case.events_count = after.state, dict(after.fields), len(after.log)
    case.process_version = after.version
    case.closed_on, case.next_due = _closed_on(case, after), after.next_due
    if moved:
        case.unit_id, case.post_id = number_in(after.desk.unit), number_in(after.desk.officer) or None
        case.desk = _kept_desk(after.desk)


def keep_anew(case: Case, after: kernel.Case) -> None:
    """Write what the log makes of a held case over what stood there."""
    ClockRow.unscoped.filter(case=case).exclude(clock__in=[term.clock for term in after.clocks]).delete()
    rows = [_row(case, term) for term in after.clocks]
    take_over(case, after)
    run(*([put(rows, unique=("case_id", "clock"))] if rows else []), update(case, *CHANGES, *MOVES))
    keep_signatures(case, after.desk)


def _row(case: Case, term: kernel.Term) -> ClockRow:
    return row(ClockRow, case_id=case.pk, clock=term.clock, **_columns(term))


def _columns(term: kernel.Term) -> dict[str, Any]:
    kept = {name: getattr(term, name) for name in TERM_FIELDS}
    return {**kept, "standing": term.standing.value, "extensions": list(term.extensions)}


def _closed_on(case: Case, after: kernel.Case) -> date | None:
    if not case.table.state(after.state).final:
        return None
    return case.closed_on or after.last_on


def _kept_desk(desk: kernel.Desk) -> dict[str, Any]:
    """Return what of a desk is not in columns of the case, as JSON; nothing where nothing ever happened."""
    rounds = [
        {
            "number": each.number, "mode": each.mode.value, "question": each.question, "signers": list(each.signers),
            "removed": list(each.removed), "ending": each.ending.value, "lap": each.lap,
            "opinions": [_opinion(said) for said in each.opinions],
        }
        for each in desk.rounds
    ]  # fmt: skip
    kept = {
        "delegate": desk.delegate, "came_from": list(desk.came_from) if desk.came_from else None, "rounds": rounds,
        "recused": list(desk.recused), "entrusted": desk.entrusted,
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value}


def _opinion(said: kernel.Opinion) -> dict[str, Any]:
    return {
        "signer": said.signer, "verdict": said.verdict.value, "words": said.words, "actor": said.actor,
        "on": said.on.isoformat(), "lap": said.lap,
    }  # fmt: skip


def keep_signatures(case: Case, desk: kernel.Desk) -> None:
    """Write one row a signer and round, over the one there was; those removed go."""
    rows = [_signature(case, asked, signer) for asked in desk.rounds for signer in asked.signers]
    if rows:
        run(put(rows, unique=("case_id", "round", "signer")))
    for asked in desk.rounds:
        if asked.removed:
            Signature.unscoped.filter(case=case, round=asked.number, signer__in=asked.removed).delete()


def _signature(case: Case, asked: kernel.Round, signer: str) -> Signature:
    said = [each for each in asked.opinions if each.signer == signer and each.lap == asked.lap]
    last = said[-1] if said else None
    number = number_in(signer)
    return Signature(
        case_id=case.pk, round=asked.number, signer=signer, how=asked.mode.value, question=asked.question,
        post_id=number if signer.startswith(POST) else None, unit_id=number if signer.startswith(UNIT) else None,
        is_owed=signer in asked.owing, said=last.verdict.value if last else "", words=last.words if last else "",
        said_on=last.on if last else None,
    )  # fmt: skip
