"""Lists of cases: what is open, what is due, what waits for my signature, which orders came in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.casework.handling import handled, handling_of
from minzhi.engines.casework.models import Case, ClockRow, Consent, Filing, Link, Signature
from minzhi.engines.casework.ordering import ORDER
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import Process
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.tables.statements import Select, run
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

RUNNING = ClockRow.State.RUNNING
A_DESK = 40
KEY = re.compile(r"[0-9]{1,18}")
"""A key of a row as an address holds one."""


@dataclass(frozen=True)
class Asked:
    """What a list of cases was asked for; empty means all."""

    process: str = ""
    state: str = ""
    unit: str = ""
    words: str = ""
    only_open: bool = True
    mine: str = ""


def asked_for(query: Mapping[str, str]) -> Asked:
    """Return what the address of a list asks for; `mine` is the key of a post."""
    named = {name: query.get(name, "").strip() for name in ("process", "state", "unit", "words", "mine")}
    return Asked(**named, only_open=query.get("all") != "1")


def cases(asked: Asked) -> QuerySet[Case]:
    """Return the handled cases that the scope may see, the one that is due first on top."""
    rows: QuerySet[Case] = Case.objects.filter(process__in=[asked.process] if asked.process in handled() else handled())
    rows = rows.filter(closed_on__isnull=True) if asked.only_open else rows
    rows = rows.filter(state=asked.state) if asked.state else rows
    rows = rows.filter(unit__key=asked.unit) if asked.unit else rows
    rows = rows.filter(post=int(asked.mine)) if KEY.fullmatch(asked.mine) else rows
    if asked.words:
        rows = rows.filter(Q(number__icontains=asked.words) | Q(title__icontains=asked.words))
    return _by_day(rows.select_related("unit", "post__officer"))


def _by_day(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Put the case that is due first on top. What no list shows is not carried along."""
    return rows.order_by(F("next_due").asc(nulls_last=True), "-pk").defer("fields", "desk")


def due_list(*, until: date | None = None, limit: int = A_DESK) -> list[ClockRow]:
    """Return the running periods of what the scope may see, the earliest day first; whose case it is comes with it.

    The index on standing and due is read from its beginning: how many cases there are does not matter.
    """
    rows = ClockRow.objects.filter(standing=RUNNING)
    rows = rows.filter(due__lte=until) if until else rows
    return list(rows.select_related("case__unit").order_by("due", "pk")[:limit])


def owed_signatures(actor: Actor) -> QuerySet[Signature]:
    """Return what waits for the actor's signature, or that of their unit."""
    mine = Q(post=actor.post) | Q(unit=actor.unit)
    return Signature.objects.filter(mine, is_owed=True, case__closed_on__isnull=True).select_related("case__unit")


def orders_in(actor: Actor) -> QuerySet[Case]:
    """Return the work orders that the actor's unit has not handed back."""
    open_ones: QuerySet[Case] = Case.objects.filter(process=ORDER.name, unit=actor.unit, state__in=("sent", "working"))
    return _by_day(open_ones.select_related("parent", "unit"))


BESIDE = tuple(
    Select(model, ("id",), by=by)
    for model, by in ((Case, "parent_id"), *((each, "case_id") for each in (Signature, Link, Consent, Filing)))
)


def has(case: Case) -> set[type[Model]]:
    """Return of what there is any beside a case: orders, signatures, links, consents, filings; one round trip.

    Most cases have none of most of it, and asking for what is not there costs a page as much as what is.
    """
    found = run(*(each.where(case.pk) for each in BESIDE))
    return {each.model for each, rows in zip(BESIDE, found, strict=True) if rows}


def orders_of(case: Case) -> QuerySet[Case]:
    """Return the orders and child cases of a case, open ones first."""
    rows: QuerySet[Case] = case.children.select_related("unit")
    return rows.order_by(F("closed_on").desc(nulls_first=True), "pk")


def signatures_of(case: Case) -> QuerySet[Signature]:
    """Return who was asked to sign what, with what they said."""
    rows: QuerySet[Signature] = Signature.unscoped.filter(case=case)
    return rows.select_related("post__unit", "post__officer", "unit")


def waiting_filings() -> QuerySet[Filing]:
    return Filing.objects.filter(state=Filing.State.WAITING).select_related("unit", "case")


def processes_to_open() -> list[Process]:
    """Return the latest version of each process that officers open by hand."""
    latest: dict[str, Process] = {}
    for process in VERSIONS.all():
        handling = handling_of(process.name)
        if handling and handling.opened_by_hand:
            latest[process.name] = process
    return list(latest.values())


def children(case: Case, on: date) -> list[Process]:
    """Return the processes of which a child may be opened beside a case: those it names, else its own."""
    handling = handling_of(case.process)
    own = (case.process,) if handling and handling.opened_by_hand else ()
    names = handling.children or own if handling else ()
    return [VERSIONS.on(name, on) for name in names]


def states_of(process: str) -> list[tuple[str, str]]:
    """Return the states of a process, of all versions, with their labels."""
    found = {state.name: _(state.label) for each in VERSIONS.all() if each.name == process for state in each.states}
    return list(found.items())


def offices(*, on: date, process: str = "") -> list[Unit]:
    """Return the units to which the public may send: as the room says, else the province and the local offices."""
    handling = handling_of(process)
    if handling and handling.offices:
        return handling.offices(on)
    return [*Unit.objects.filter(kind=Unit.Kind.PROVINCE), *local_offices(on=on)]


LISTINGS = (
    Listing(
        "cases",
        gettext_lazy("案件"),
        "casework:cases",
        (
            Column(gettext_lazy("案号"), lambda case: case.number),
            Column(gettext_lazy("案由"), lambda case: case.told),
            Column(gettext_lazy("状态"), lambda case: case.state_label),
            Column(gettext_lazy("承办单位"), lambda case: case.unit.short),
            Column(gettext_lazy("最近到期"), lambda case: case.next_due, "day"),
            Column(gettext_lazy("开始日"), lambda case: case.opened_on, "day"),
            Column(gettext_lazy("办结日"), lambda case: case.closed_on, "day"),
        ),
        lambda query: cases(asked_for(query)),
    ),
)
