"""Rows become the kernel's values, and its values become rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from minzhi.engines.casework.models import Case, ClockRow, Event, Signature
from minzhi.kit import process as kernel
from minzhi.kit.clock import now
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post, Unit

TERM_FIELDS = ("span", "from_on", "due", "provisional", "stopped_days", "stopped_on", "ended_on")
POST, UNIT = "post:", "unit:"
"""How the log names whom it asks: a post, or a whole unit."""


def signature(actor: Actor) -> str:
    """Return how the kernel's log names who acted: the officer, in which post."""
    return f"{actor.officer.pk}@{actor.post.pk}"


def key_of(one: Post | Unit) -> str:
    """Return how the log names a post or a unit."""
    return f"{UNIT}{one.pk}" if isinstance(one, Unit) else f"{POST}{one.pk}"


def number_in(key: str) -> int:
    """Return the row that a key of the log names; 0 for an empty one."""
    return int(key.rpartition(":")[2]) if key else 0


def value_of(case: Case) -> kernel.Case:
    """Return a case as it is kept; two queries."""
    rows = {row.clock: row for row in ClockRow.unscoped.filter(case=case)}
    ordered = [rows[clock.name] for clock in case.table.clocks if clock.name in rows]
    return kernel.Case(
        process=case.process,
        version=case.process_version,
        state=case.state,
        clocks=tuple(_term(row) for row in ordered),
        fields=case.fields,
        log=events_of(case),
        desk=desk_of(case),
    )


def desk_of(case: Case) -> kernel.Desk:
    """Return who has the case; of a case that never moved, its unit and nothing else."""
    kept: Mapping[str, Any] = case.desk
    came_from = kept.get("came_from")
    return kernel.Desk(
        unit=f"{UNIT}{case.unit_id}",
        officer=f"{POST}{case.post_id}" if case.post_id else "",
        delegate=kept.get("delegate", ""),
        came_from=tuple(came_from) if came_from else None,
        rounds=tuple(_round(each) for each in kept.get("rounds", ())),
        recused=tuple(kept.get("recused", ())),
    )


def _round(kept: Mapping[str, Any]) -> kernel.Round:
    opinions = (
        kernel.Opinion(**{**each, "verdict": kernel.Verdict(each["verdict"]), "on": date.fromisoformat(each["on"])})
        for each in kept["opinions"]
    )
    named = {"signers": tuple(kept["signers"]), "removed": tuple(kept["removed"]), "opinions": tuple(opinions)}
    enums = {"mode": kernel.Mode(kept["mode"]), "ending": kernel.Ending(kept["ending"])}
    return kernel.Round(**{**kept, **named, **enums})


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
        "recused": list(desk.recused),
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value}


def _opinion(said: kernel.Opinion) -> dict[str, Any]:
    return {
        "signer": said.signer, "verdict": said.verdict.value, "words": said.words, "actor": said.actor,
        "on": said.on.isoformat(), "lap": said.lap,
    }  # fmt: skip


def events_of(case: Case) -> tuple[kernel.Event, ...]:
    names = ("action", "process_version", "officer_id", "post_id", "roles", "form", "happened_on", "state")
    rows = Event.unscoped.filter(case=case).order_by("sequence").values_list(*names)
    return tuple(
        kernel.Event(
            action=action, version=version, actor="" if roles == [kernel.CLOCK] else f"{officer}@{post}",
            roles=tuple(roles), form=form, on=on, state=state,
        )
        for action, version, officer, post, roles, form, on, state in rows
    )  # fmt: skip


def _term(row: ClockRow) -> kernel.Term:
    kept = {name: getattr(row, name) for name in TERM_FIELDS}
    return kernel.Term(
        clock=row.clock, standing=kernel.Standing(row.standing), extensions=tuple(row.extensions), **kept
    )


def keep(case: Case, before: kernel.Case, after: kernel.Case, *, by: Actor) -> list[Event]:
    """Write what an act made of a held case: its new events first, then what follows from them."""
    events = _keep_events(case, before, after, by=by)
    keep_terms(case, set(after.clocks) - set(before.clocks))
    keep_derived(case, after, moved=before.desk != after.desk)
    return events


def keep_derived(case: Case, after: kernel.Case, *, moved: bool = True) -> None:
    """Write what follows from the log into the case itself, and who is to sign where that changed."""
    case.state, case.fields, case.events_count = after.state, dict(after.fields), len(after.log)
    case.process_version = after.version
    case.closed_on = _closed_on(case, after)
    changed = ["state", "fields", "events_count", "process_version", "closed_on"]
    if moved:
        case.unit_id, case.post_id = number_in(after.desk.unit), number_in(after.desk.officer) or None
        case.desk = _kept_desk(after.desk)
        changed += ["unit", "post", "desk"]
        keep_signatures(case, after.desk)
    case.save(update_fields=changed)


def _keep_events(case: Case, before: kernel.Case, after: kernel.Case, *, by: Actor) -> list[Event]:
    moment, start = now(), len(before.log) + 1
    fresh = after.log[len(before.log) :]
    units = [before.desk.unit] * (len(fresh) - 1) + [after.desk.unit]
    return Event.unscoped.bulk_create(
        Event(
            case=case,
            sequence=number,
            action=event.action,
            process_version=event.version,
            state=event.state,
            officer=by.officer,
            post=by.post,
            roles=list(event.roles),
            form=dict(event.form),
            unit_id=number_in(unit) or None,
            happened_on=event.on,
            recorded_at=moment,
        )
        for number, (event, unit) in enumerate(zip(fresh, units, strict=True), start)
    )


def keep_terms(case: Case, terms: Iterable[kernel.Term]) -> None:
    """Write one row a clock, over the one there was."""
    if rows := [_row(case, term) for term in terms]:
        ClockRow.unscoped.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=("case", "clock"),
            update_fields=("standing", "extensions", *TERM_FIELDS),
        )


def keep_signatures(case: Case, desk: kernel.Desk) -> None:
    """Write one row a signer and round, over the one there was; those removed go."""
    rows = [_signature(case, asked, signer) for asked in desk.rounds for signer in asked.signers]
    if rows:
        Signature.unscoped.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=("case", "round", "signer"),
            update_fields=("is_owed", "said", "words", "said_on"),
        )
    for asked in desk.rounds:
        if asked.removed:
            Signature.unscoped.filter(case=case, round=asked.number, signer__in=asked.removed).delete()


def _signature(case: Case, asked: kernel.Round, signer: str) -> Signature:
    said = [each for each in asked.opinions if each.signer == signer and each.lap == asked.lap]
    last = said[-1] if said else None
    number = number_in(signer)
    return Signature(
        case=case, round=asked.number, signer=signer, how=asked.mode.value, question=asked.question,
        post_id=number if signer.startswith(POST) else None, unit_id=number if signer.startswith(UNIT) else None,
        is_owed=signer in asked.owing, said=last.verdict.value if last else "", words=last.words if last else "",
        said_on=last.on if last else None,
    )  # fmt: skip


def _row(case: Case, term: kernel.Term) -> ClockRow:
    kept = {name: getattr(term, name) for name in TERM_FIELDS}
    return ClockRow(case=case, clock=term.clock, standing=term.standing.value, extensions=list(term.extensions), **kept)


def _closed_on(case: Case, after: kernel.Case) -> date | None:
    if not case.table.state(after.state).final:
        return None
    return case.closed_on or after.last_on
