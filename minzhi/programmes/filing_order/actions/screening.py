"""Filings are screened; what stands out becomes leads, cases with a sheet of reasons. No lead is a conclusion."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.programmes.filing_order.actions.refusals import ROOM, Wrong, at_work
from minzhi.programmes.filing_order.models import Lead, ListRow, Screening
from minzhi.programmes.filing_order.queries.leads import as_json
from minzhi.programmes.filing_order.queries.places import Offices, offices
from minzhi.programmes.filing_order.queries.screening import anything, limits, texts, version_on, world_of
from minzhi.programmes.filing_order.rules.categories import categories
from minzhi.programmes.filing_order.rules.filings import Filed, Subject, World, agencies, subjects
from minzhi.programmes.filing_order.rules.looking import signals
from minzhi.programmes.filing_order.rules.priority import OF_TEXT, priority
from minzhi.programmes.filing_order.rules.signals import Limits, Signal, latest
from minzhi.records.facts.actions import record
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

LEAD, MOST_PAIRS, MOST_KEYS = "filing_order.lead", 10, 500
Found = tuple[Subject, list[Signal]]


@dataclass(frozen=True)
class Compared:
    """What a screening compared: the pairs, what signals see of each filing by its key, whose keys are ours."""

    screened: similarity.Screened
    seen: dict[str, Filed]
    here: frozenset[str]


def screen(*, by: Actor, on: date) -> list[Lead]:
    """Compare all listed and published filings with each other and raise what is new; raises `Wrong` for nothing."""
    at_work(by)
    return keep(compare(by=by, on=on), by=by, on=on)


def compare(*, by: Actor, on: date, folder: Path | None = None, tell: similarity.Tell = similarity.quiet) -> Compared:
    """Compare what this office sees; holds no transaction. With a folder a killed run goes on where it was."""
    with scoped(scope_of([by], on=on)):
        given, seen, here = texts()
    if not given:
        raise Wrong(nothing_there())
    return Compared(similarity.screen_filings(given, folder=folder, scorer=similarity.scorer(), tell=tell), seen, here)


@transaction.atomic
def keep(compared: Compared, *, by: Actor, on: date, of: Screening | None = None) -> list[Lead]:
    """Raise what a screening found and nobody raised before, and put pairs before the judges."""
    screened, seen = compared.screened, compared.seen
    listed = frozenset(ListRow.unscoped.filter(application__in=list(seen)).values_list("application", flat=True))
    world, bounds = world_of(screened, seen, listed), limits(on)
    found = looked_at(world, compared.here, bounds)
    made = [lead for each in found if (lead := _raise(each, screened, by=by, on=on))]
    if screened.pairs:
        similarity.ask(screened, by=by, on=on)
    if of:
        Screening.unscoped.filter(pk=of.pk).update(filings=len(screened.filings), raised=len(made))
    payload = {"filings": len(screened.filings), "raised": len(made), "version": screened.scorer.version}
    record(f"{ROOM}.screened", subject=by.unit, by=by, on=on, payload=payload)
    return made


@transaction.atomic
def ask_for(*, by: Actor, on: date) -> Screening:
    """Keep that an officer wants a screening; raises `Wrong` where one is under way or nothing is there."""
    at_work(by)
    with scoped(scope_of([by], on=on)):
        if not anything():
            raise Wrong(nothing_there())
    try:
        with transaction.atomic():
            made: Screening = Screening.unscoped.create(unit=by.unit, officer=by.officer, post=by.post, asked_on=on)
    except IntegrityError as twice:
        raise Wrong(_("本单位的筛查正在进行，请等它完成。")) from twice
    return made


def nothing_there() -> str:
    return _("还没有可筛查的申请：请先导入清单或者专利公布数据。")


def looked_at(world: World, here: frozenset[str], bounds: Limits) -> list[Found]:
    """Return applicants, groups and then agencies with signals that stand out, of this province's filings."""
    people = [each for each in subjects(world, fewest=bounds.together) if each.keys & here]
    found = [(each, signals(each, world, bounds)) for each in people]
    suspect = {key for _who, rows in found for row in rows if row.fired and row.code in OF_TEXT for key in row.keys}
    wider = World(world.filings, world.alike, world.passed, world.flagged | suspect)
    found += [(each, signals(each, wider, bounds)) for each in agencies(wider) if each.keys & here]
    return [(who, rows) for who, rows in found if any(row.fired for row in rows)]


def _raise(found: Found, screened: similarity.Screened, *, by: Actor, on: date) -> Lead | None:
    """Open a lead, unless the same was raised before."""
    subject, rows = found
    fired = [row for row in rows if row.fired]
    digest = _digest(subject, fired)
    if Lead.unscoped.filter(unit=by.unit, digest=digest).exists():
        return None
    urgency, version = priority(rows, on=on).result, f"{screened.scorer.version}　{version_on(on)}"
    last = latest(subject.filings)
    form = {
        "subject_kind": str(subject.kind), "subject": subject.name[:200], "filings": str(len(subject.filings)),
        "fired": "、".join(row.code for row in fired), "points_at": _points_at(fired, last), "priority": urgency,
        "made_by": version[:120],
    }  # fmt: skip
    case = casework.start(LEAD, unit=by.unit, by=by, on=on, form={name: said for name, said in form.items() if said})
    made: Lead = Lead.unscoped.create(
        unit=by.unit, case=case, kind=subject.kind, name=subject.name[:200], members=list(subject.members),
        applications=sorted(subject.keys)[:MOST_KEYS], signals=[as_json(row) for row in rows],
        pairs=_sheets(subject, screened), priority=urgency, raised_on=on, digest=digest,
        office=_office(subject, offices(on=on)),
        screened={
            "filings": len(screened.filings), "version": screened.scorer.version, "limits": version_on(on),
            "latest": last.isoformat() if last else "", "shared": list(subject.shared),
        },
    )  # fmt: skip
    return made


def _digest(subject: Subject, fired: Sequence[Signal]) -> str:
    said = [str(subject.kind), subject.name, *subject.members, *([row.code, *row.keys] for row in fired)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _points_at(fired: Sequence[Signal], last: date | None) -> str:
    said = [categories(row.code, filed_on=last) for row in fired] if last else []
    return "、".join(dict.fromkeys(code for each in said if each for code in each.result))


def _sheets(subject: Subject, screened: similarity.Screened) -> list[dict[str, Any]]:
    """Return the evidence sheets of the likest pairs of a subject."""
    keys = [filing.key for filing in screened.filings]
    mine = [pair for pair in screened.pairs if {keys[pair.left], keys[pair.right]} & subject.keys and not pair.relation]
    best = sorted(mine, key=lambda pair: -pair.score)[:MOST_PAIRS]
    return [screened.sheet(pair).as_json() for pair in best]


def _office(subject: Subject, known: Offices) -> Unit | None:
    """Return the office of the subject's place: of its listed rows, else of its address or name."""
    rows = ListRow.unscoped.filter(application__in=list(subject.keys), office__isnull=False).select_related("office")
    if (row := rows.first()) is not None:
        office: Unit = row.office
        return office
    return next((unit for each in subject.filings if (unit := _by_words(each, known))), None)


def _by_words(filed: Filed, known: Offices) -> Unit | None:
    return known.of_address(filed.address) or known.of_address(filed.first)
