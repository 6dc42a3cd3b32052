"""What a set of answers looks like: trend, what occurs together, words and classes beside it; suggestions say so."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minzhi.engines.search.compiling import ONE_HAN
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.fields import code
from minzhi.engines.search.language.tree import Code, Tree, Words, any_of, walk
from minzhi.engines.search.queries import NUMBERS, narrowed, titles, understood
from minzhi.engines.search.tokens import HAN, normalise, tokens
from minzhi.kit.numbers import recognise
from minzhi.records.rights.models import Right
from minzhi.records.rights.queries import in_order

READ, LOOKED_AT, SHOWN = 24, 200, 12
"""Pairs of a text that are asked for; answers that are looked at for words; suggestions shown."""
LONGEST, SELDOM = 6, 3
MANY_YEARS = 200
COMMON = frozenset("的一种其及和与或在所述包括方法装置系统用于")
RUNS = re.compile(f"[{HAN}]{{2,}}")


def alike(text: str, *, limit: int = 10, but: int = 0) -> list[Right]:
    """Return the rights whose titles and abstracts share the rarest pairs of characters with a text, the likest first.

    Likeness is the index's relevance (BM25): a suggestion, never a finding. `but` leaves one right out.
    """
    pairs = _pairs(text)
    if not pairs:
        return []
    found = engine().find(any_of(Words(field, pair) for pair in pairs for field in ("TI", "AB")), limit=limit + 1)
    return in_order([id_ for id_ in found.ids if id_ != but][:limit])


def _pairs(text: str) -> list[str]:
    given = tokens(normalise(text)).split()
    found = [each for each in given if (len(each) > 1 if ONE_HAN.match(each) else each.isalnum() and len(each) > 1)]
    return [each for each in dict.fromkeys(found) if not set(each) <= COMMON][:READ]


def suggested_classes(text: str) -> list[tuple[str, str, int]]:
    """Return IPC subclasses of the rights alike, with their titles and how many of these have them: a suggestion."""
    counts = Counter(
        symbol
        for right in alike(text, limit=50)
        for symbol in {each.replace(" ", "")[:4] for each in right.classes.get("ipc", [])}
    )
    called = titles("ipc", counts)
    return [(symbol, called.get(symbol, ""), number) for symbol, number in counts.most_common(5)]


def related_words(tree: Tree) -> list[tuple[str, int]]:
    """Return words that stand in the titles of the best answers and are not asked for already: a suggestion.

    Each with the number of those titles, at least `SELDOM`; the ones that are rare elsewhere come first.
    """
    index = engine()
    best = in_order(index.find(tree, limit=LOOKED_AT).ids)
    counts = Counter(word for right in best for word in _words(normalise(right.title)))
    asked = "‖".join(normalise(node.text) for node in walk(tree) if isinstance(node, Words))
    kept = {word: number for word, number in counts.items() if number >= SELDOM and word not in asked}
    whole = [word for word in kept if not _only_inside(word, kept)]
    likely = sorted(whole, key=lambda word: -kept[word] * len(word))[: 3 * SHOWN]
    everywhere = {word: index.count(Words("TI", word)) for word in likely}
    likely.sort(key=lambda word: -kept[word] * kept[word] / max(everywhere[word], 1))
    return [(word, kept[word]) for word in likely[:SHOWN]]


def _only_inside(word: str, kept: Mapping[str, int]) -> bool:
    """Tell whether a word stands nowhere but inside a longer one."""
    return any(word != other and word in other and kept[other] >= kept[word] for other in kept)


def _words(title: str) -> set[str]:
    return {
        run[start:end]
        for run in RUNS.findall(title)
        for start in range(len(run))
        for end in range(start + 2, min(start + LONGEST, len(run)) + 1)
        if not set(run[start:end]) & COMMON
    }


def trend(tree: Tree) -> list[tuple[str, int]]:
    """Return for each year of publication, from the first to the last, how many answers there are."""
    counts = dict(counted(tree, ("year",), size=MANY_YEARS)["year"])
    years = sorted(int(year) for year in counts if year.isdigit())
    return [(str(year), counts.get(str(year), 0)) for year in range(years[0], years[-1] + 1)] if years else []


def counted(tree: Tree, names: Iterable[str], *, size: int = 20) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return for each facet its most frequent values in a set of answers."""
    index = engine()
    return index.counts(index.compiled(tree), names, size=size)  # type: ignore[arg-type]  # each engine's own query


@dataclass(frozen=True)
class Crossing:
    """How often the values of two facets occur together: a row for each of the one, a column for each of the other."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]] = field(default_factory=tuple)


def crossed(tree: Tree, one: str, other: str, *, most: int = 10) -> Crossing:
    """Return the crossing of two facets' most frequent values."""
    both = counted(tree, (one, other), size=most)
    columns = [value for value, _number in both[other]][:most]
    rows = []
    for value, _number in both[one][:most]:
        found = dict(counted(narrowed(tree, [(one, value)]), (other,), size=MANY_YEARS)[other])
        rows.append((value, [found.get(column, 0) for column in columns]))
    return Crossing(columns, rows)


@dataclass(frozen=True)
class Numbered:
    """A number of a list, and the right that it is, where it is here."""

    written: str
    right: Right | None


def by_numbers(written: Iterable[str]) -> list[Numbered]:
    """Return the rights of a list of numbers, in its order; a number that is not here has none."""
    index, found = engine(), []
    for each in filter(None, map(str.strip, written)):
        known = recognise(each)
        fields = (NUMBERS[known.kind],) if known and known.kind in NUMBERS else ("PN", "AN")
        ids = index.find(any_of(Code(name, code(name, each)) for name in fields), limit=1).ids
        found.append((each, ids[0] if ids else None))
    rights = {right.pk: right for right in in_order([id_ for _written, id_ in found if id_])}
    return [Numbered(each, rights.get(id_) if id_ else None) for each, id_ in found]


def tree_of(text: str, only: Iterable[tuple[str, str]] = ()) -> Tree:
    """Return what somebody typed as a tree that can be run; raises `BadQuery`."""
    return narrowed(put_in(understood(text).tree, {}), only)
