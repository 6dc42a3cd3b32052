"""What signals look at: filings, how alike they are, what passed from hand to hand; and whom they concern."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True)
class Filed:
    """One application as a signal sees it. `sections` are letters of the IPC, `subclass` its first four signs.

    Phone, e-mail, payer and insured staff stand only in lists of the national office and in imports.
    """

    key: str
    applicants: tuple[str, ...]
    filed_on: date | None = None
    kind: str = ""
    claims: str = ""
    sections: tuple[str, ...] = ()
    subclass: str = ""
    inventors: tuple[str, ...] = ()
    agency: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    payer: str = ""
    staff: int | None = None
    agency_address: str = ""

    @property
    def first(self) -> str:
        return self.applicants[0] if self.applicants else ""


@dataclass(frozen=True)
class Alike:
    """Two filings that are alike, by their keys; `kind` is how the one was made from the other.

    `relation` is the honest reason (family, divisional, series …), "" where there is none.
    """

    left: str
    right: str
    score: float
    kind: str = ""
    relation: str = ""


@dataclass(frozen=True)
class Passed:
    """An application right that passed to somebody else."""

    key: str
    to: str
    on: date


class Kind(StrEnum):
    """Whom a lead concerns."""

    APPLICANT = "applicant"
    GROUP = "group"
    AGENCY = "agency"


@dataclass(frozen=True)
class Subject:
    """An applicant, a group of linked applicants, or an agency, with its filings."""

    kind: Kind
    name: str
    members: tuple[str, ...]
    filings: tuple[Filed, ...]
    shared: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(each.key for each in self.filings)

    @property
    def staff(self) -> int | None:
        """Return how many insured staff the members have together, as last given; None where nobody said."""
        said = {each.first: each.staff for each in self.filings if each.staff is not None}
        return sum(said.values()) if said else None


@dataclass(frozen=True)
class World:
    """Everything that was looked at together. `flagged` are filings that speak against their applicants already.

    `passed` is None where nothing is known of transfers.
    """

    filings: Sequence[Filed]
    alike: Sequence[Alike] = ()
    passed: Sequence[Passed] | None = None
    flagged: frozenset[str] = frozenset()
    by_key: Mapping[str, Filed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {each.key: each for each in self.filings})


LINKS = ("address", "phone", "email", "payer")
"""What links applicants. A common agency alone does not: an honest agency serves many."""


def clusters(edges: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Return what hangs together, the largest first.

    >>> [sorted(each) for each in clusters([("a", "b"), ("c", "d"), ("b", "e")])]
    [['a', 'b', 'e'], ['c', 'd']]
    """
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        parent[root(other)] = root(one)
    found: dict[str, set[str]] = defaultdict(set)
    for node in list(parent):
        found[root(node)].add(node)
    return sorted(map(frozenset, found.values()), key=lambda each: (-len(each), min(each)))


def linked(filings: Sequence[Filed]) -> list[frozenset[str]]:
    """Return the groups of applicants that share an address, a phone, an e-mail or a payer; two at least."""
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in filings:
        for what in LINKS:
            if (value := getattr(each, what)) and each.first:
                by[what, value].append(each.first)
    edges = (pair for names in by.values() for pair in pairwise(names))
    return [each for each in clusters(edges) if len(each) > 1]


def shared_by(filings: Sequence[Filed]) -> tuple[str, ...]:
    """Return which of the links, and whether the agency, several applicants have in common."""
    found = []
    for what in (*LINKS, "agency"):
        by: dict[str, set[str]] = defaultdict(set)
        for each in filings:
            if value := getattr(each, what):
                by[value].add(each.first)
        if any(len(names) > 1 for names in by.values()):
            found.append(what)
    return tuple(found)


def subjects(world: World, *, fewest: int) -> list[Subject]:
    """Return whom to look at: groups of at least `fewest` linked applicants, and every applicant outside of them."""
    of: dict[str, list[Filed]] = defaultdict(list)
    for each in world.filings:
        if each.first:
            of[each.first].append(each)
    groups = [each for each in linked(world.filings) if len(each) >= fewest]
    found = []
    for group in groups:
        rows = tuple(each for name in sorted(group) for each in of[name])
        found.append(Subject(Kind.GROUP, min(group), tuple(sorted(group)), rows, shared_by(rows)))
    inside = frozenset().union(*groups) if groups else frozenset()
    alone = (Subject(Kind.APPLICANT, name, (name,), tuple(of[name])) for name in sorted(of.keys() - inside))
    return [*found, *alone]


def agencies(world: World) -> list[Subject]:
    """Return every agency with the filings it took part in."""
    of: dict[str, list[Filed]] = defaultdict(list)
    for each in world.filings:
        if each.agency:
            of[each.agency].append(each)
    return [
        Subject(Kind.AGENCY, name, tuple(sorted({each.first for each in rows})), tuple(rows))
        for name, rows in sorted(of.items())
    ]
