"""Readings of leads: their signals in words, the pairs a party may see, and how often each signal was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.filing_order.models import Lead, ListRow
from minzhi.programmes.filing_order.rules.categories import EVERY, categories
from minzhi.programmes.filing_order.rules.filings import Kind
from minzhi.programmes.filing_order.rules.signals import SAYS, STANDINGS, TITLES, Signal, Standing
from minzhi.records.rights.models import Right

RIGHT, WRONG = ("confirmed",), ("explained", "not_confirmed")
"""States of a lead after which its signals were right, and after which they were wrong."""


@dataclass(frozen=True)
class Told:
    """One signal as people read it, with the items it points at, and what the party answered to it."""

    code: str
    title: str
    standing: str
    standing_label: str
    says: str
    items: tuple[str, ...]
    keys: tuple[str, ...]
    answer: str = ""

    @property
    def fired(self) -> bool:
        return self.standing == Standing.FIRED


def as_json(found: Signal) -> dict[str, Any]:
    """Return a signal as a lead keeps it: codes and values, no sentences."""
    return {
        "code": found.code, "standing": str(found.standing), "says": found.says, "values": dict(found.values),
        "keys": list(found.keys),
    }  # fmt: skip


def told(lead: Lead, answers: Mapping[str, Any] | None = None) -> list[Told]:
    """Return a lead's signals in words, those that stand out first."""
    filed_on = str(lead.screened.get("latest") or "")
    day = date.fromisoformat(filed_on) if filed_on else None
    rows = [_told(each, day, str((answers or {}).get(each["code"].lower()) or "")) for each in lead.signals]
    return sorted(rows, key=lambda row: (list(STANDINGS).index(Standing(row.standing)), int(row.code[1:])))


def _told(kept: Mapping[str, Any], filed_on: date | None, answer: str) -> Told:
    said = categories(kept["code"], filed_on=filed_on) if filed_on else None
    items = tuple(f"{code} {_(EVERY[code].words)}" for code in said.result) if said else ()
    standing = Standing(kept["standing"])
    values = {name: _said(name, value) for name, value in kept["values"].items()}
    return Told(
        kept["code"], _(TITLES[kept["code"]]), standing, _(STANDINGS[standing]), _(SAYS[kept["says"]]) % values,
        items if standing is Standing.FIRED else (), tuple(kept["keys"]), answer,
    )  # fmt: skip


def _said(name: str, value: str) -> str:
    return "、".join(_(each) for each in value.split("、")) if name == "what" else value


def readable_by(lead: Lead, who: str) -> frozenset[str]:
    """Return the filings of a lead that a party may read: its own, and those that were published.

    Of a group nobody reads what another member filed: that they belong together is a suspicion.
    """
    mine, keys = set(lead.applications), {each[side] for each in lead.pairs for side in ("left", "right")}
    keys |= mine | {key for each in lead.signals for key in each["keys"]}
    if lead.kind == Kind.GROUP:
        mine = set(
            ListRow.unscoped.filter(application__in=mine, applicant=who).values_list("application", flat=True)
        )  # fmt: skip
    public = Right.objects.filter(number__in=keys, published_on__isnull=False).values_list("number", flat=True)
    return frozenset(mine).union(public)


def told_to(lead: Lead, answers: Mapping[str, Any], readable: frozenset[str]) -> list[Told]:
    """Return a lead's signals as a party reads them: without the numbers of what it may not read."""
    return [replace(each, keys=tuple(key for key in each.keys if key in readable)) for each in told(lead, answers)]


def pairs_for(lead: Lead, readable: frozenset[str]) -> list[dict[str, Any]]:
    """Return the pairs of a lead as a party sees them, without the text of what it may not read."""
    return [each if {each["left"], each["right"]} <= readable else _covered(each, readable) for each in lead.pairs]


def _covered(pair: Mapping[str, Any], readable: frozenset[str]) -> dict[str, Any]:
    """Return a pair without anything that tells what an unpublished filing of somebody else says."""
    hidden = {side: pair[side] if pair[side] in readable else "" for side in ("left", "right")}
    return {**pair, **hidden, "passages": [], "swaps": [], "covered": True}


def lead_of(case: casework.Case) -> Lead | None:
    found: Lead | None = Lead.unscoped.filter(case=case).select_related("case", "office", "unit").first()
    return found


def row_of(case: casework.Case) -> ListRow | None:
    found: ListRow | None = ListRow.unscoped.filter(case=case).select_related("batch", "office").first()
    return found


def of_applicant(row: ListRow) -> QuerySet[ListRow]:
    """Return the rows of the same batch and applicant that the scope sees, this one included."""
    rows: QuerySet[ListRow] = ListRow.objects.filter(batch=row.batch, applicant=row.applicant, case__isnull=False)
    return rows.select_related("case")


@dataclass(frozen=True)
class Error:
    """How often one signal stood out in leads that came to an end, and how often it was wrong."""

    code: str
    title: str
    right: int
    wrong: int

    @property
    def wrong_share(self) -> int | None:
        """Return the share that was wrong in whole per cent; None before the first end."""
        return round(100 * self.wrong / (self.right + self.wrong)) if self.right + self.wrong else None


def meter() -> list[Error]:
    """Return the error meter of the signals, over all leads of the installation that came to an end."""
    rows = Lead.unscoped.filter(case__state__in=(*RIGHT, *WRONG)).values_list("signals", "case__state")
    return [_error(code, title, list(rows)) for code, title in TITLES.items()]


def _error(code: str, title: str, rows: Sequence[tuple[Any, str]]) -> Error:
    fired = [
        state
        for signals, state in rows
        if any(each["code"] == code and each["standing"] == "fired" for each in signals)
    ]
    return Error(code, _(title), sum(state in RIGHT for state in fired), sum(state in WRONG for state in fired))


def upheld_before(case: casework.Case, *, years: int = 5) -> QuerySet[casework.Case]:
    """Return the filings of the same party that were found abnormal in the years before, by code, else by name."""
    said = case.fields
    since = case.opened_on.replace(year=case.opened_on.year - years, day=min(case.opened_on.day, 28))
    by = (
        {"fields__credit_code": said["credit_code"]}
        if said.get("credit_code")
        else {"fields__applicant": said.get("applicant")}
    )
    rows: QuerySet[casework.Case] = casework.Case.unscoped.filter(
        process="filing_order.listed", fields__has_key="decided_on", opened_on__gte=since, pk__lt=case.pk, **by
    )
    return rows.filter(state__in=("upheld", "deemed_withdrawn", "rejected", "settled"))
