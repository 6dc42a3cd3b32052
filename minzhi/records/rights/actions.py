"""Takes in a file of an office: all of it or nothing, and the same file only once."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.records.places.queries import Addresses
from minzhi.records.rights.merging import merge
from minzhi.records.rights.models import Delivery, Event, Publication, Record, Right, Touched
from minzhi.records.rights.reading.fitting import fitted
from minzhi.records.rights.reading.formats import items
from minzhi.records.rights.reading.item import Item, Problem
from minzhi.records.rights.synthetic import patents
from minzhi.records.rights.withdrawing import stand_again
from minzhi.records.tables.markup import BadFile
from minzhi.records.tables.writing import Dumped, insert

AT_ONCE, MOST_SIGNS, OWN = 500, 8_000_000, "register"
WRITTEN = json.JSONEncoder(sort_keys=True, ensure_ascii=False)
SOME = 1 << 20
BORROWED = re.compile(r"\d+[A-WYZ]\d?")
FEW = 200
"""Problems that are told one by one; the rest are counted."""


@dataclass
class Counts:
    """What came of a file; `known` means that the very file was taken in before."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    problems: int = 0
    known: bool = False
    first_problems: list[Problem] = field(default_factory=list)


def take_in(
    path: Path,
    form: str,
    *,
    on: date,
    origin: str = Delivery.Origin.PUBLISHED,
    dry_run: bool = False,
    name: str = "",
    progress: Callable[[Counts], None] = lambda _counts: None,
) -> Counts:
    """Take in a file or an archive of files and return what came of it; raises `BadFile`, and then nothing is kept."""
    digest = _sha256(path)
    before = Delivery.objects.filter(format=form, sha256=digest).first()
    if before and not before.withdrawn_on:
        return Counts(**before.counts, known=True)
    with transaction.atomic():
        if before:
            stand_again(before)
        delivery = before or Delivery.objects.create(
            format=form, name=name or path.name, sha256=digest, received_on=on, origin=origin
        )
        counts = take_items(items(path, form, name), delivery, progress=progress)
        if not counts.read:
            raise BadFile(_("「%(file)s」里一件也没有，没有导入。请核对是不是这个文件。") % {"file": name or path.name})
        if dry_run:
            transaction.set_rollback(True)
    return counts


@transaction.atomic
def take_items(
    given: Iterable[Item], delivery: Delivery, *, progress: Callable[[Counts], None] = lambda _counts: None
) -> Counts:
    """Take in what a reader yields, in its order."""
    counts, addresses = Counts(), Addresses.loaded()
    for some in _in_batches(given):
        _Batch(delivery, counts, addresses).take(some)
        progress(counts)
    kept = {key: value for key, value in asdict(counts).items() if key not in ("known", "first_problems")}
    Delivery.objects.filter(pk=delivery.pk).update(counts=kept)
    return counts


@transaction.atomic
def take_synthetic(begin: int, end: int, count: int, *, seed: int, on: date) -> int:
    """Take in some of `count` made-up patents as a delivery of their own, once; returns `end`."""
    digest = hashlib.sha256(f"synthetic {seed} {count} {begin} {end}".encode()).hexdigest()
    given = {"name": f"synthetic-{seed}-{begin}", "received_on": on, "origin": Delivery.Origin.SYNTHETIC}
    delivery, fresh = Delivery.objects.get_or_create(format="lines", sha256=digest, defaults=given)
    if fresh:
        take_items(islice(patents(count, seed=seed), begin, end), delivery)
    return end


@transaction.atomic
def state(item: Item, *, source: str, on: date) -> Right:
    """Take in what an office states of one right in a register of its own, whose standing delivery `source` names."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    given = {"name": source, "received_on": on}
    delivery, _fresh = Delivery.objects.get_or_create(format=OWN, sha256=digest, defaults=given)
    _Batch(delivery, Counts(), Addresses.loaded()).take([(item, said_of(item))])
    return Right.objects.get(authority=item.authority, kind=item.kind, number=item.number)


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while some := stream.read(SOME):
            found.update(some)
    return found.hexdigest()


def _in_batches(given: Iterable[Item]) -> "Iterator[list[tuple[Item, Said]]]":
    """Yield items with what is kept of them, as many at once as fit well into the memory."""
    some: list[tuple[Item, Said]] = []
    size = 0
    for item in map(fitted, given):
        said = said_of(item)
        some.append((item, said))
        size += len(said.fields) + len(said.as_written)
        if len(some) == AT_ONCE or size > MOST_SIGNS:
            yield some
            some, size = [], 0
    if some:
        yield some


class _Batch:
    """Some items, taken in with a handful of statements."""

    def __init__(self, delivery: Delivery, counts: Counts, addresses: Addresses) -> None:
        self.delivery, self.counts, self.addresses = delivery, counts, addresses
        self.fresh: list[Right] = []
        self.changed: dict[int, Right] = {}
        self.numbered: set[int] = set()
        self.records: list[tuple[Right, Item, Said]] = []

    def take(self, given: "Sequence[tuple[Item, Said]]") -> None:
        self._look_up([item for item, _said in given])
        for item, said in given:
            self._take(item, said)
        self._keep_fresh()
        if self.changed:
            Right.objects.bulk_update(self.changed.values(), CURRENT, batch_size=100)
        self._keep_records()
        touched = [*self.fresh, *self.changed.values()]
        insert(Touched, ("right",), [(right.pk,) for right in touched])

    def _keep_fresh(self) -> None:
        insert(Right, COLUMNS, ([getattr(right, name) for name in COLUMNS] for right in self.fresh))
        kept = dict(Right.objects.filter(uid__in=[right.uid for right in self.fresh]).values_list("uid", "pk"))
        for right in self.fresh:
            right.pk = kept[right.uid]

    def _keep_records(self) -> None:
        kept, said = self.delivery.pk, self.records
        insert(
            Record,
            ("right", "delivery", "said_on", "digest", "fields", "as_written"),
            ((right.pk, kept, item.said_on, each.digest, each.fields, each.as_written) for right, item, each in said),
        )
        insert(
            Publication,
            ("right", "authority", "number", "kind", "day"),
            (
                (right.pk, each.authority, each.number, each.kind, each.day)
                for right, item, _digest in said
                for each in item.publications
            ),
            once=True,
        )
        insert(
            Event,
            ("right", "delivery", "code", "happened_on", "text"),
            ((right.pk, kept, each.code, each.day, each.text) for right, item, _digest in said for each in item.events),
            once=True,
        )

    def _look_up(self, given: Sequence[Item]) -> None:
        """Find the rights that the items speak of, by application and by publication number."""
        numbers = {item.number for item in given if item.number}
        published = {each.number for item in given for each in item.publications}
        rights = {right.pk: right for right in Right.objects.filter(number__in=numbers)}
        known = list(Publication.objects.filter(number__in=published).select_related("right"))
        for each in known:
            each.right = rights.setdefault(each.right_id, each.right)
        self.by_number = {
            (right.authority, right.kind, right.number): right for right in rights.values() if right.number
        }
        self.by_publication = {(each.authority, each.right.kind, each.number): each.right for each in known}
        digests = Record.objects.filter(right__in=rights).values_list("right_id", "digest")
        self.digests = {(rights[right].uid, digest) for right, digest in digests.iterator()}

    def _take(self, item: Item, told: "Said") -> None:
        self.counts.read += 1
        self._report(item.problems)
        if not (item.kind and item.authority and (item.number or item.publications)):
            self.counts.skipped += 1
            return
        right = self._right_of(item)
        if (right.uid, told.digest) in self.digests:
            self.counts.same += 1
            if right.pk and right.pk in self.numbered:
                self.changed[right.pk] = right
            return
        self.digests.add((right.uid, told.digest))
        merge(right, item, self.addresses)
        right.withdrawn = False
        if right.pk:
            self.changed[right.pk] = right
            self.counts.changed += 1
        self.records.append((right, item, told))

    def _right_of(self, item: Item) -> Right:
        by_number = self.by_number.get((item.authority, item.kind, item.number)) if item.number else None
        by_publication = next(
            filter(
                None, (self.by_publication.get((each.authority, item.kind, each.number)) for each in item.publications)
            ),
            None,
        )
        if by_publication and item.number and self._is_another(by_publication, item):
            text = _("公开号属于申请 %(before)s，文件说是 %(now)s；按文件的申请号归入。") % {
                "before": by_publication.number,
                "now": item.number,
            }
            self._report([Problem(item.line, "number", text)])
            by_publication = None
        right = by_number or by_publication or self._fresh(item)
        if item.number and (not right.number or _knows_better(item, right.number)):
            right.number = item.number
            self.numbered.add(right.pk)
        if item.number:
            self.by_number[item.authority, item.kind, item.number] = right
        for each in item.publications:
            self.by_publication.setdefault((each.authority, item.kind, each.number), right)
        return right

    def _is_another(self, held: Right, item: Item) -> bool:
        """Tell whether an item's application is another than a right's; what another office calls it says nothing."""
        if item.kind in Right.PATENTS and (is_borrowed(held.number) or is_borrowed(item.number)):
            return self.by_number.get((item.authority, item.kind, item.number), held) is not held
        return held.number not in ("", item.number)

    def _fresh(self, item: Item) -> Right:
        right = Right(kind=item.kind, authority=item.authority, number=item.number, origin=self.delivery.origin)
        self.fresh.append(right)
        self.counts.new += 1
        return right

    def _report(self, problems: Sequence[Problem]) -> None:
        self.counts.problems += len(problems)
        self.counts.first_problems += problems[: FEW - len(self.counts.first_problems)]


def _knows_better(item: Item, number: str) -> bool:
    return item.kind in Right.PATENTS and is_borrowed(number) and not is_borrowed(item.number)


def is_borrowed(number: str) -> bool:
    """Tell whether an application number is written as the European office calls it, with its kind behind it.

    >>> is_borrowed("2366704A"), is_borrowed("201910418469X"), is_borrowed("11023667")
    (True, False, False)
    """
    return BORROWED.fullmatch(number) is not None


CURRENT = [each.name for each in Right._meta.fields if each.name not in ("id", "uid", "kind", "authority", "origin")]  # noqa: SLF001 - public in Django's docs

COLUMNS = ["uid", "kind", "authority", "origin", *CURRENT]


@dataclass(frozen=True)
class Said:
    """What an item says as it is kept: two texts of JSON, and the hash of all of it."""

    digest: str
    fields: Dumped
    as_written: Dumped


def said_of(item: Item) -> Said:
    """Return what an item says, with its hash; where it stands in its file does not count."""
    fields, written = _json(item.fields), _json(item.as_written)
    rest = (str(item.said_on), list(map(str, item.publications)), list(map(str, item.events)))
    whole = f"[{', '.join((fields, *map(_json, rest), written))}]"
    return Said(hashlib.sha256(whole.encode()).hexdigest(), fields, written)


def _json(said: object) -> Dumped:
    return Dumped(WRITTEN.encode(said))
