"""Readings of marks: who is watched, how filers hang together, which of the ten situations a filer meets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.similarity import api as similarity
from minzhi.programmes.filing_order.models import Hit, PublishedPicture, Watched
from minzhi.programmes.filing_order.queries.screening import mark_limits
from minzhi.programmes.filing_order.rules.filings import clusters
from minzhi.programmes.filing_order.rules.signals import STANDINGS
from minzhi.programmes.filing_order.rules.situations import SAYS, SITUATIONS, Filer, Marked, Situation, situations
from minzhi.records.files.models import StoredFile
from minzhi.records.rights.models import Right

NAMES = frozenset({Watched.Kind.PLACE, Watched.Kind.TRADE_NAME, Watched.Kind.PERSON, Watched.Kind.GENERIC})
NEAR = ("identical", "similar")


def watched_on(on: date) -> QuerySet[Watched]:
    """Return what is watched on a day."""
    rows: QuerySet[Watched] = Watched.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    return rows.select_related("unit")


def as_marks(rows: Iterable[Watched]) -> list[similarity.Mark]:
    """Return watched names as the engine compares them; `uid` leads back."""
    return [
        similarity.Mark(row.text, row.number, tuple(row.classes), tuple(row.groups), str(row.uid)) for row in rows
    ]  # fmt: skip


def mark_by_number(number: str) -> Right | None:
    """Return the mark with a number; None where none is imported."""
    return Right.objects.filter(kind=Right.Kind.MARK, number=number, withdrawn=False).first() if number else None


def asked_of(right: Right) -> similarity.Asked:
    """Return a published mark as the engine is asked about it."""
    groups = tuple(map(str, right.classes.get("groups", ())))
    classes = tuple(str(each).zfill(2) for each in right.classes.get("nice", ()))
    of_groups = tuple(sorted({each[:2] for each in groups}))
    return similarity.Asked(right.title, right.published_on or date.min, classes or of_groups, groups)


def pictures_of(hit: Hit) -> dict[str, StoredFile]:
    """Return both pictures of a hit, watched and published; nothing where one of them has none."""
    theirs = PublishedPicture.objects.filter(right=hit.right_id).select_related("file").first()
    if theirs is None or hit.watched.picture is None:
        return {}
    return {"watched": hit.watched.picture, "published": theirs.file}


def published(first: date, last: date) -> QuerySet[Right]:
    """Return the word marks published from one day to another."""
    rows = Right.objects.filter(kind=Right.Kind.MARK, withdrawn=False, published_on__range=(first, last))
    return rows.order_by("published_on", "pk")


@dataclass(frozen=True)
class Link:
    """Why two filers of marks hang together: the address, the agent or contact they share."""

    what: str
    value: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Linked filers with what links them, their marks, and the ten situations."""

    filer: Filer
    links: tuple[Link, ...]
    situations: tuple[Situation, ...]
    agencies: tuple[str, ...]
    last_filed: date | None

    @property
    def fired(self) -> list[Situation]:
        return [each for each in self.situations if each.fired]

    @property
    def key(self) -> str:
        return self.filer.name


SHARED = ("address",)
"""What links filers of marks: an address. A common agent alone does not."""


def networks(*, on: date, fewest: int = 3) -> list[Network]:
    """Return linked filers of at least so many marks, those in most situations first."""
    rows = list(Right.objects.filter(kind=Right.Kind.MARK, withdrawn=False).exclude(title=""))
    of: dict[str, list[Right]] = defaultdict(list)
    for row in rows:
        if row.applicants:
            of[str(row.applicants[0])].append(row)
    groups, links = _groups(of)
    hits = _hits([row.pk for row in rows])
    kinds = frozenset(watched_on(on).values_list("kind", flat=True))
    found = [_network(group, of, links, hits, kinds, on) for group in groups]
    busy = [each for each in found if len(each.filer.marks) >= fewest]
    return sorted(busy, key=lambda each: (-len(each.fired), -len(each.filer.marks), each.key))


def network(name: str, *, on: date) -> Network | None:
    """Return the network that a filer belongs to."""
    return next((each for each in networks(on=on, fewest=1) if name in each.filer.members), None)


def _groups(of: dict[str, list[Right]]) -> tuple[list[frozenset[str]], list[Link]]:
    by: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, rows in of.items():
        for row in rows:
            for what in SHARED:
                if value := getattr(row, what):
                    by[what, value].add(name)
    links = [Link(what, value, tuple(sorted(names))) for (what, value), names in sorted(by.items()) if len(names) > 1]
    edges = [(link.names[0], name) for link in links for name in link.names[1:]]
    linked = clusters(edges)
    inside = frozenset().union(*linked) if linked else frozenset()
    return [*linked, *(frozenset({name}) for name in sorted(of.keys() - inside))], links


def _hits(rights: Sequence[int]) -> dict[int, Hit]:
    rows = Hit.unscoped.filter(right__in=rights, finding__in=NEAR).select_related("watched")
    return {hit.right_id: hit for hit in rows.order_by("-pk")}


def _network(
    group: frozenset[str], of: dict[str, list[Right]], links: Sequence[Link], hits: dict[int, Hit],
    kinds: frozenset[str], on: date,
) -> Network:  # fmt: skip
    rows = [row for name in sorted(group) for row in of[name]]
    filer = Filer(min(group), tuple(sorted(group)), [_marked(row, hits.get(row.pk)) for row in rows])
    mine = tuple(link for link in links if set(link.names) & group)
    agencies = tuple(sorted({row.agency for row in rows if row.agency}))
    last = max((row.filed_on for row in rows if row.filed_on), default=None)
    said = situations(filer, mark_limits(on), watched=kinds)
    return Network(filer, mine, tuple(said), agencies, last)


def _marked(row: Right, hit: Hit | None) -> Marked:
    classes = tuple(str(each) for each in row.classes.get("nice", ()))
    name = hit.watched.kind if hit and hit.watched.kind in NAMES else ""
    copies = hit.watched.owner if hit and not name else ""
    return Marked(row.number, row.title, row.filed_on, classes, copies, name)


@dataclass(frozen=True)
class ToldSituation:
    """One of the ten as people read it."""

    number: int
    title: str
    standing: str
    standing_label: str
    says: str
    keys: tuple[str, ...]

    @property
    def fired(self) -> bool:
        return self.standing == "fired"


def told_situations(given: Network) -> list[ToldSituation]:
    """Return all ten in words."""
    return [
        ToldSituation(
            each.number, _(SITUATIONS[each.number]), str(each.standing), _(STANDINGS[each.standing]),
            _(SAYS[each.says]) % dict(each.values), each.keys,
        )
        for each in given.situations
    ]  # fmt: skip
