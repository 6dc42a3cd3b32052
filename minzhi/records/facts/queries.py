"""Readings of facts, and the check of their chain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.records.facts.actions import GENESIS, link
from minzhi.records.facts.kinds import kinds, title_of
from minzhi.records.facts.models import Fact, Seal
from minzhi.records.scope.composed import ComposedInScope
from minzhi.records.tables.composed import Given
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.tables.rows import Row

A_PAGE = 50


class Line(NamedTuple):
    """What a list of facts shows of one."""

    pk: int
    day: date
    uid: UUID
    title: str
    unit: str
    post: str


def _lines(rows: QuerySet[Fact]) -> QuerySet[Fact, tuple[Any, ...]]:
    return rows.order_by("-pk").values_list(
        "pk", "happened_on", "uid", "kind", "unit__short", "post__unit__short", "post__officer__name"
    )[:A_PAGE]


NEWEST = ComposedInScope(lambda: _lines(Fact.objects.all()))
OF_KIND = ComposedInScope(lambda: _lines(Fact.objects.filter(kind=Given("kind", CharField()))))


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found; `first_broken` is a sequence number, or nothing where all holds."""

    sealed: int
    unsealed: int
    first_broken: int | None


def of(subject: Row) -> QuerySet[Fact]:
    """Return the facts of a subject that the scope may see, the latest first."""
    named = subject._meta.label_lower  # noqa: SLF001 - public in Django's docs
    facts = Fact.objects.filter(subject_type=named, subject_uid=subject.uid)
    return facts.select_related("post__officer", "post__unit")


def page(*, kind: str = "", unit: int | None = None, before: int | None = None, size: int = A_PAGE) -> list[Fact]:
    """Return a page of facts that the scope may see, the latest first, before a key; one query."""
    rows = Fact.objects.select_related("post__officer", "post__unit", "unit")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(unit=unit) if unit else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[:size])


def lines_of(*, kind: str = "", before: int | None = None) -> tuple[Line, ...]:
    """Return what a page of facts shows, as `page` finds them, without the facts themselves."""
    if before:
        rows = Fact.objects.filter(pk__lt=before)
        found = list(_lines(rows.filter(kind=kind) if kind else rows))
    else:
        found = OF_KIND(kind=kind) if kind else NEWEST()
    return tuple(
        Line(pk, day, uid, title_of(named), unit, f"{gettext(of_post)}　{officer}")
        for pk, day, uid, named, unit, of_post, officer in found
    )


def verify(progress: Callable[[int], None] = lambda _done: None) -> Verdict:
    """Compute the whole chain again from the facts as they are."""
    previous, count, broken = GENESIS, 0, None
    for seal in Seal.objects.select_related("fact").order_by("sequence").iterator(chunk_size=1000):
        count += 1
        if broken is None and not _holds(seal, count, previous):
            broken = seal.sequence
        previous = seal.hash
        progress(count)
    return Verdict(count, Fact.unscoped.count() - count, broken)


def _holds(seal: Seal, place: int, previous: str) -> bool:
    return seal.sequence == place and seal.previous == previous and seal.hash == link(previous, seal.fact)


def every(asked: Mapping[str, str]) -> QuerySet[Fact]:
    """Return all facts that the scope may see, the latest first, of one kind where asked."""
    rows = Fact.objects.select_related("post__officer", "post__unit", "unit").order_by("-pk")
    kind = asked.get("kind", "")
    return rows.filter(kind=kind) if kind in kinds() else rows


FACTS = Listing(
    "facts.facts", _("事实"), "facts",
    (
        Column(_("日期"), lambda fact: fact.happened_on, "day"),
        Column(_("事实"), lambda fact: _(fact.title)),
        Column(_("单位"), lambda fact: fact.unit.short),
        Column(_("经办"), lambda fact: str(fact.post)),
        Column(_("期次"), lambda fact: fact.period),
        Column(_("编号"), lambda fact: str(fact.uid)),
    ),
    every,
)  # fmt: skip
LISTINGS = (FACTS,)
