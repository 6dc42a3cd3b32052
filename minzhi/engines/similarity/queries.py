"""Readings: filings and marks of the records, and the indexes that are kept beside the database."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from shutil import rmtree

import numpy as np
from django.conf import settings
from django.db.models import Max, Q, QuerySet

from minzhi.engines.similarity.filings.daily import screen_new
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.probing import Index, build
from minzhi.engines.similarity.filings.run import Screened, screen_filings
from minzhi.engines.similarity.filings.signs import packed
from minzhi.engines.similarity.judging import calibrated, names_weights, scorer, version_of
from minzhi.engines.similarity.logos.index import LogoIndex
from minzhi.engines.similarity.logos.index import build as build_logos
from minzhi.engines.similarity.logos.reading import read_picture
from minzhi.engines.similarity.logos.refusals import BadPicture
from minzhi.engines.similarity.logos.watching import FEWEST as FEWEST_PICTURES
from minzhi.engines.similarity.logos.watching import FigureHit, Pictured, index_of, near_pictures, too_few
from minzhi.engines.similarity.marks.alphabet import Alphabet, has_glyphs
from minzhi.engines.similarity.marks.arrays import Arrays, Mark, kept, save
from minzhi.engines.similarity.marks.glyphs import kept_table
from minzhi.engines.similarity.marks.goods import NONE as NO_GOODS
from minzhi.engines.similarity.marks.goods import GoodsTable
from minzhi.engines.similarity.marks.goods import table as table_of_goods
from minzhi.engines.similarity.marks.index import Asked, MarkIndex, weak_words
from minzhi.engines.similarity.marks.writing import written
from minzhi.engines.similarity.models import Judgement, Screen
from minzhi.engines.similarity.names.matching import Matcher, Resolution
from minzhi.engines.similarity.names.parsing import Gazetteer, plain
from minzhi.engines.similarity.names.weighing import Given, unseen
from minzhi.records.classification.models import Entry
from minzhi.records.classification.queries import latest
from minzhi.records.places.models import Place
from minzhi.records.rights.models import NameRuling, Right
from minzhi.records.rights.names import canonical, key_of

FEW_MARKS = 20_000
"""So many are read anew within a second or two; more are kept by the worker."""
AT_ONCE, UID_DASHES, MOST_NAMES = 2000, 4, 50_000
BESIDE = 8
"""An index is built anew when what was added since is more than one in so many of it."""
GIVEN, PUBLISHED = "logos-2.npz", "logos-published-2.npz"
"""Indexes of pictures; by another name those that describe pictures in another way."""
PICTURES = {".svg", ".png", ".jpg", ".jpeg"}
PATENTS = (Right.Kind.INVENTION, Right.Kind.UTILITY_MODEL)


def kept_in(what: str) -> Path:
    """Return the folder of an index or of a run's parts."""
    return Path(settings.HOME) / "similarity" / what


def imported(*, since: date | None = None) -> Iterator[Filing]:
    """Yield the imported inventions and utility models that have a text: all, or those new since a day."""
    rows = _filings().order_by("pk")
    if since:
        rows = rows.exclude(records__delivery__received_on__lt=since)
    for right in rows.iterator(AT_ONCE):
        yield filing_of(right)


def _filings() -> QuerySet[Right]:
    return Right.objects.filter(kind__in=PATENTS).exclude(abstract="", claims="")


def filings_by_key(keys: Iterable[str]) -> dict[str, Filing]:
    """Return imported filings by their keys."""
    asked, found = sorted(keys), {}
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        uids = [key for key in some if key.count("-") == UID_DASHES]
        for right in _filings().filter(Q(number__in=some) | Q(uid__in=uids)):
            filing = filing_of(right)
            found[filing.key] = filing
    return {key: found[key] for key in asked if key in found}


def screen_new_filings(since: date) -> Screened:
    """Screen the filings that were imported since a day against all that are imported."""
    prepare()
    new, index = list(imported(since=since)), filings_index()
    return screen_new(new, index, filings_by_key) if index else screen_filings(new, scorer=scorer())


def filing_of(right: Right) -> Filing:
    """Return a right as a filing; its key is its application number, else its uid."""
    return Filing(
        key=right.number or str(right.uid),
        title=right.title,
        abstract=right.abstract,
        claims=right.claims,
        kind=right.kind,
        agency=right.agency,
        address=_street(right.address),
        family=right.family,
        applicants=tuple(map(str, right.applicants)),
        inventors=tuple(map(str, right.inventors)),
        priorities=tuple(
            str(each["number"]) for each in right.priorities if isinstance(each, dict) and each.get("number")
        ),
        filed_on=right.filed_on,
    )


def index_filings() -> int:
    """Build the index of imported filings for drafts; returns how many it holds."""
    given = list(imported())
    if not given:
        return 0
    build(*_packed(given)).save(kept_in("filings"))
    return len(given)


def add_filings(index: Index) -> int:
    """Add to the kept index what was imported since it was built; returns how many filings were read.

    It is built anew where some of its filings are gone, or more than an eighth of them would stand beside it.
    """
    kept = set(index.keys)
    there = {number or str(uid) for number, uid in _filings().values_list("number", "uid").iterator(AT_ONCE)}
    new = there - kept
    if kept - there or not new or (len(index.later) + len(new)) * BESIDE > len(index.whole):
        return index_filings()
    given = list(filings_by_key(new).values())
    index.with_more(*_packed(given)).save_later()
    return len(given)


def _packed(given: Sequence[Filing]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    return *packed([each.text for each in given]), [each.key for each in given]


def filings_index() -> Index | None:
    """Return the kept index of filings, None where there is none yet."""
    try:
        return Index.open(kept_in("filings"), scorer())
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


def marks_index(given: Iterable[Mark] | None = None, *, draw: bool = False) -> MarkIndex:
    """Return the marks ready to be compared: the imported ones, or those that are given.

    Characters are drawn where `draw` says so; that takes half a minute, once. Else they are compared by what was drawn
    before, or not by their looks, which the index then says. Many imported marks are opened as the worker kept them;
    where some came in since, the index says that too.
    """
    glyphs = kept_in("marks")
    drawn = draw or has_glyphs(glyphs)
    if given is not None:
        return _index_of(list(given), drawn)
    state = _marks_state()
    folder = _marks_folder(state)
    if not folder.exists() and state[0] > FEW_MARKS and not draw:
        folder = max(glyphs.glob("index-*-*[0-9]"), key=lambda each: each.stat().st_mtime, default=folder)
    return _known_marks(state, str(folder), drawn, latest(Entry.Scheme.NICE), version_of(Screen.MARKS))


def _marks_state() -> tuple[int, int]:
    """Return how many marks there are, and which is the last."""
    rows = Right.objects.filter(kind=Right.Kind.MARK)
    return rows.count(), rows.aggregate(last=Max("pk"))["last"] or 0


def _marks_folder(state: tuple[int, int]) -> Path:
    return kept_in("marks") / "index-{}-{}".format(*state)


@lru_cache(maxsize=1)
def _known_marks(state: tuple[int, int], folder: str, drawn: bool, _edition: str, _version: str) -> MarkIndex:  # noqa: FBT001 - a cache's key
    path = Path(folder)
    if not path.exists():
        return _index_of(list(marks()), drawn)
    rows, arrays, others = kept(path)
    rules = (goods_table(), *weak_elements(), calibrated(Screen.MARKS))
    return MarkIndex(rows, _alphabet(others, drawn), *rules, kept=arrays, behind=path != _marks_folder(state))


def _index_of(known: list[Mark], drawn: bool) -> MarkIndex:  # noqa: FBT001 - as above
    return MarkIndex(
        known, _alphabet(_signs(known), drawn and bool(known)), goods_table(), *weak_elements(),
        calibrated(Screen.MARKS),
    )  # fmt: skip


def _signs(known: Iterable[Mark]) -> set[str]:
    return {sign for mark in known for sign in written(mark.text).han}


def _alphabet(others: Iterable[str], drawn: bool) -> Alphabet:  # noqa: FBT001 - as above
    return Alphabet.kept(kept_in("marks"), others) if drawn else Alphabet(None, others)


def keep_marks() -> int:
    """Keep many imported marks as they are compared, where that has not been done; returns how many."""
    state = _marks_state()
    folder = _marks_folder(state)
    if state[0] <= FEW_MARKS or folder.exists():
        return 0
    known = list(marks())
    others = _signs(known)
    save(folder, known, Arrays.of(known, Alphabet(None, others)), others)
    for older in kept_in("marks").glob("index-*"):
        if older != folder:
            rmtree(older, ignore_errors=True)
    return len(known)


def gazetteer() -> Gazetteer:
    """Return the places of the records, each with what it lies in."""
    return Gazetteer(Place.objects.values_list("name", "parent__name"))


def judged_names() -> tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    """Return the pairs of names that officers keep apart, and those they join; what was taken back does not count."""
    rows = Judgement.objects.filter(question__screen=Screen.NAMES, withdrawn_on__isnull=True)
    apart: set[frozenset[str]] = set()
    together: set[frozenset[str]] = set()
    for left, right, answer in rows.values_list("question__left", "question__right", "answer"):
        pair = frozenset((plain(left), plain(right)))
        if answer != Judgement.Answer.UNSURE:
            (together if answer == Judgement.Answer.YES else apart).add(pair)
    return frozenset(apart), frozenset(together - apart)


def resolve_names(given: Sequence[Given]) -> Resolution:
    """Return which of the names are one party; what officers ruled or judged before holds."""
    apart, together = judged_names()
    holders = {plain(name): holder for name, holder in NameRuling.objects.values_list("name", "holder")}
    holders |= {plain(holder): holder for holder in list(holders.values())}
    version, weights = names_weights()
    glyphs = kept_in("marks")
    looks = Alphabet.kept(glyphs).looks_alike if has_glyphs(glyphs) else unseen
    matcher = Matcher(gazetteer(), weights, version, apart=apart, together=together, holders=holders, looks=looks)
    return matcher.resolve(given)


def applicants() -> list[Given]:
    """Return the most frequent names of applicants, each once by rule, with an address of the first of a right."""
    counts: Counter[str] = Counter()
    shown: dict[str, Given] = {}
    for names, address in Right.objects.filter(withdrawn=False).values_list("applicants", "address").iterator(AT_ONCE):
        for place, name in enumerate(map(str, names)):
            key = key_of(name)
            counts[key] += 1
            if key not in shown or (place == 0 and not shown[key].address):
                shown[key] = Given(canonical(name)[:300], _street(address) if place == 0 else "")
    return [shown[key] for key, _times in counts.most_common(MOST_NAMES)]


def _street(address: str) -> str:
    """Return an address that is down to a number, else nothing: a city says nothing of who it is."""
    return address if address.count("号") else ""


def logos_index() -> LogoIndex | None:
    """Return the kept index of pictures: of those of a folder, else of the published ones; None where there is none."""
    path = next((each for each in (kept_in(GIVEN), kept_in(PUBLISHED)) if each.exists()), None)
    if path is None:
        return None
    found = _kept_logos(str(path), path.stat().st_mtime)
    found.calibrated = calibrated(Screen.LOGOS)
    return found


@lru_cache(maxsize=1)
def _kept_logos(path: str, _changed: float) -> LogoIndex:
    return LogoIndex.open(Path(path))


def figure_hits(watched: Sequence[Pictured], published: Sequence[tuple[Pictured, Asked]]) -> list[FigureHit]:
    """Return the published marks whose picture is near a watched one; nothing where there are too few (`too_few`)."""
    if too_few([each for each, _asked in published]):
        return []
    index = index_of([each for each, _asked in published])
    index.calibrated = calibrated(Screen.LOGOS)
    return list(near_pictures(watched, published, goods_table(), index))


def index_logos(folder: Path) -> tuple[int, list[str]]:
    """Build the index of the pictures of a folder; returns how many it holds, and which files are no pictures."""
    pictures, keys, bad = [], [], []
    for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in PICTURES):
        try:
            pictures.append(read_picture(path.read_bytes()))
            keys.append(path.name)
        except BadPicture as why:
            bad.append(f"{path.name}: {why}")
    if pictures:
        kept_in("").mkdir(parents=True, exist_ok=True)
        build_logos(pictures, keys).save(kept_in(GIVEN))
    return len(pictures), bad


def keep_logos(count: int, pictures: Iterable[tuple[str, np.ndarray]]) -> int:
    """Keep published pictures as they are compared, where there are enough of them and not so many kept already.

    Returns how many; `pictures` are read only where they are needed, each with the name by which it is told.
    """
    path = kept_in(PUBLISHED)
    if count < FEWEST_PICTURES or (path.exists() and len(_kept_logos(str(path), path.stat().st_mtime).keys) == count):
        return 0
    keys, seen = zip(*pictures, strict=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft.npz")
    build_logos(seen, keys).save(draft)
    draft.replace(path)
    return len(keys)


def prepare() -> int:
    """Draw the characters, keep the marks, index the filings where that has not been done; returns how many filings."""
    kept_table(kept_in("marks") / "glyphs.npy")
    keep_marks()
    index, there = filings_index(), _filings().count()
    if not there or (index and len(index) == there):
        return 0
    return add_filings(index) if index else index_filings()
