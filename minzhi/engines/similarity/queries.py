"""Readings: filings and marks of the records, and the indexes that are kept beside the database."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.probing import Index, build
from minzhi.engines.similarity.filings.signs import packed
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.goods import NONE as NO_GOODS
from minzhi.engines.similarity.marks.goods import GoodsTable
from minzhi.engines.similarity.marks.goods import table as table_of_goods
from minzhi.engines.similarity.marks.index import Mark, MarkIndex, weak_words
from minzhi.engines.similarity.marks.writing import written
from minzhi.records.classification.models import Entry
from minzhi.records.classification.queries import latest
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right

AT_ONCE = 2000
PATENTS = (Right.Kind.INVENTION, Right.Kind.UTILITY_MODEL)


def kept_in(what: str) -> Path:
    """Return the folder of an index or of a run's parts."""
    return Path(settings.HOME) / "similarity" / what


def imported() -> Iterator[Filing]:
    """Yield the imported inventions and utility models that have a text."""
    rows = Right.objects.filter(kind__in=PATENTS).exclude(abstract="", claims="").order_by("pk")
    for right in rows.iterator(AT_ONCE):
        yield filing_of(right)


def filing_of(right: Right) -> Filing:
    """Return a right as a filing; its key is its application number, else its uid."""
    return Filing(
        key=right.number or str(right.uid),
        title=right.title,
        abstract=right.abstract,
        claims=right.claims,
        kind=right.kind,
        agency=right.agency,
        address=right.address if right.address.count("号") else "",
        family=right.family,
        applicants=tuple(map(str, right.applicants)),
        inventors=tuple(map(str, right.inventors)),
        priorities=tuple(str(each.get("number", "")) for each in right.priorities if isinstance(each, dict)),
        filed_on=right.filed_on,
    )


def index_filings() -> int:
    """Build the index of imported filings for drafts; returns how many it holds."""
    given = list(imported())
    if not given:
        return 0
    build(*packed([each.text for each in given]), [each.key for each in given]).save(kept_in("filings"))
    return len(given)


def filings_index() -> Index | None:
    """Return the kept index of filings, None where there is none yet."""
    try:
        return Index.open(kept_in("filings"))
    except FileNotFoundError:
        return None


def marks() -> Iterator[Mark]:
    """Yield the imported word marks."""
    for right in Right.objects.filter(kind=Right.Kind.MARK).exclude(title="").order_by("pk").iterator(AT_ONCE):
        groups = tuple(map(str, right.classes.get("groups", ())))
        classes = tuple(str(each).zfill(2) for each in right.classes.get("nice", ())) or _classes_of(groups)
        yield Mark(right.title, right.number, classes, groups, str(right.uid))


def _classes_of(groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({group[:2] for group in groups}))


def goods_table() -> GoodsTable:
    """Return which goods are similar under the newest edition that is loaded; an empty table where there is none."""
    edition = latest(Entry.Scheme.NICE)
    return _goods_table(edition) if edition else NO_GOODS


@cache
def _goods_table(edition: str) -> GoodsTable:
    groups = Entry.objects.filter(scheme=Entry.Scheme.NICE, version=edition, level=Entry.Level.GROUP)
    return table_of_goods(edition, groups.values_list("symbol", "note"))


def weak_elements() -> tuple[dict[str, str], dict[str, str]]:
    """Return how places of the records are called, and the generic names of goods of the newest edition."""
    edition = latest(Entry.Scheme.NICE)
    items = Entry.objects.filter(scheme=Entry.Scheme.NICE, version=edition, level=Entry.Level.ITEM)
    return weak_words(Place.objects.values_list("name", flat=True), items.values_list("title", flat=True))


def marks_index(given: Iterable[Mark] | None = None) -> MarkIndex:
    """Return the marks ready to be compared: the imported ones, or those that are given."""
    if given is None:
        rows = Right.objects.filter(kind=Right.Kind.MARK)
        state = (rows.count(), rows.aggregate(last=Max("pk"))["last"], latest(Entry.Scheme.NICE))
        return _kept_marks(state, str(kept_in("marks")))
    return _index_of(list(given))


@lru_cache(maxsize=1)
def _kept_marks(_state: tuple[int, int | None, str], _folder: str) -> MarkIndex:
    return _index_of(list(marks()))


def _index_of(known: list[Mark]) -> MarkIndex:
    others = {sign for mark in known for sign in written(mark.text).han}
    alphabet = Alphabet.kept(kept_in("marks"), others)
    return MarkIndex(known, alphabet, goods_table(), *weak_elements())
