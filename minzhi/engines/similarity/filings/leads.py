"""From pairs to leads: clusters, and what they say of an applicant, a linked group, an agency, a window of time."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.kinds import kind_of, spliced
from minzhi.engines.similarity.filings.relations import CHAIN, DIVISIONAL, TWINS, relation
from minzhi.engines.similarity.filings.screening import Found
from minzhi.engines.similarity.kernels.comparing import MEASURES

WINDOW = timedelta(days=30)
SHARED_INVENTORS, COMMON_NAME = 2, 20
"""So many inventors in common link two applicants, unless more than 20 have a namesake of his; a setting, not law."""


@dataclass(frozen=True)
class Pair:
    """Two filings that are alike (places in the corpus), how, and the honest reason where there is one."""

    left: int
    right: int
    score: float
    kind: str
    relation: str


@dataclass(frozen=True)
class Lead:
    """What the pairs say of one applicant, linked group, agency or window. No conclusion: an officer looks at it."""

    kind: str
    name: str
    filings: int
    alike: int
    pairs: tuple[int, ...]
    largest_cluster: int
    from_others: int
    busiest_days: int
    kinds: tuple[tuple[str, int], ...]
    weight: float


def pairs(found: Found, filings: Sequence[Filing] | None = None) -> list[Pair]:
    """Return the pairs that reach the scorer's threshold, with kind and relation; without filings no relation."""
    over = found.over(found.scorer.threshold)
    rows = []
    for place, (left, right, score) in enumerate(
        zip(over.left.tolist(), over.right.tolist(), over.scores.tolist(), strict=True)
    ):
        measures = dict(zip(MEASURES, over.measures[place].tolist(), strict=True))
        kind = kind_of(measures, same_numbers=bool(over.same_numbers[place])).kind
        honest = relation(filings[left], filings[right], measures) if filings else None
        rows.append(Pair(left, right, round(score, 4), kind, honest.code if honest else ""))
    rows = _chained(rows)
    double = spliced([(row.left, row.right, row.score) for row in rows if row.kind == "partial"])
    return [
        Pair(row.left, row.right, row.score, "splice", row.relation) if (row.left, row.right) in double else row
        for row in rows
    ]


def _chained(rows: Sequence[Pair]) -> list[Pair]:
    """Return the pairs, those marked that are a divisional and a twin of its parent."""
    of: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        told = "twin" if row.relation in TWINS else row.relation
        of[row.left][told].add(row.right)
        of[row.right][told].add(row.left)

    def is_chain(one: int, other: int) -> bool:
        return bool(of[one][DIVISIONAL] & of[other]["twin"] or of[one]["twin"] & of[other][DIVISIONAL])

    return [replace(row, relation=CHAIN) if not row.relation and is_chain(row.left, row.right) else row for row in rows]


def clusters(edges: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Hashable]:
    """Return for each node the first node of its connected component."""
    parent: dict[Hashable, Hashable] = {}

    def root(node: Hashable) -> Hashable:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        first, second = root(one), root(other)
        parent[second] = first
    return {node: root(node) for node in list(parent)}


def linked(filings: Sequence[Filing]) -> dict[str, str]:
    """Return for each applicant the first of those it hangs together with: by address, contact, or inventors."""
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    people: dict[str, set[str]] = defaultdict(set)
    edges = []
    for filing in filings:
        first = filing.applicants[0] if filing.applicants else ""
        edges += [(first, each) for each in filing.applicants]
        for what, value in (("address", filing.address), ("contact", filing.contact)):
            if value and first:
                by[what, value].append(first)
        people[first] |= set(filing.inventors)
    edges += [(names[0], name) for names in by.values() for name in names[1:]]
    edges += _by_inventors(people)
    return {str(name): str(head) for name, head in clusters(edges).items() if name}


def _by_inventors(people: dict[str, set[str]]) -> list[tuple[str, str]]:
    of: dict[str, list[str]] = defaultdict(list)
    for applicant, inventors in people.items():
        for inventor in inventors:
            of[inventor].append(applicant)
    together = Counter(
        (names[0], name)
        for names in of.values()
        if 1 < len(names) <= COMMON_NAME
        for name in names[1:]
        if names[0] and name
    )
    return [names for names, times in together.items() if times >= SHARED_INVENTORS]


def leads(filings: Sequence[Filing], found: Sequence[Pair]) -> list[Lead]:
    """Return leads of all four kinds, the weightiest first; pairs with an honest reason do not count."""
    suspect = [(place, pair) for place, pair in enumerate(found) if not pair.relation]
    groups = linked(filings)
    component = clusters((pair.left, pair.right) for _place, pair in suspect)
    sizes = Counter(component.values())
    largest = {place: sizes[head] for place, head in component.items()}
    collected: dict[tuple[str, str], list[int]] = defaultdict(list)
    everything: Counter[tuple[str, str]] = Counter()
    for filing in filings:
        everything.update(names_of(filing, groups))
    for place, pair in suspect:
        both = {name for side in (pair.left, pair.right) for name in names_of(filings[side], groups)}
        for name in both:
            collected[name].append(place)
    rows = [
        _lead(name, places, found, filings, everything[name], largest, groups) for name, places in collected.items()
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.kind, row.name))


def names_of(filing: Filing, groups: dict[str, str]) -> set[tuple[str, str]]:
    """Return under which leads a filing counts."""
    names = {("applicant", name) for name in filing.applicants}
    names |= {("group", groups[name]) for name in filing.applicants if groups.get(name, name) != name}
    names |= {("group", name) for name in filing.applicants if name in set(groups.values())} if groups else set()
    if filing.agency:
        names.add(("agency", filing.agency))
    if filing.filed_on and filing.applicants:
        names.add(("window", f"{filing.applicants[0]} {filing.filed_on:%Y-%m}"))
    return names


def _lead(
    name: tuple[str, str],
    places: list[int],
    found: Sequence[Pair],
    filings: Sequence[Filing],
    everything: int,
    largest: dict[Hashable, int],
    groups: dict[str, str],
) -> Lead:
    mine = {
        side
        for place in places
        for side in (found[place].left, found[place].right)
        if name in names_of(filings[side], groups)
    }
    others = sum({found[place].left, found[place].right} - mine != set() for place in places)
    kinds = Counter(found[place].kind for place in places)
    days = sorted(day for side in mine if (day := filings[side].filed_on))
    busiest = max((sum(first <= day <= first + WINDOW for day in days) for first in days), default=0)
    return Lead(
        *name,
        filings=everything,
        alike=len(mine),
        pairs=tuple(places),
        largest_cluster=max(largest[side] for side in mine),
        from_others=others,
        busiest_days=busiest,
        kinds=tuple(sorted(kinds.items())),
        weight=round(len(mine) * sum(found[place].score for place in places) / len(places), 4),
    )
