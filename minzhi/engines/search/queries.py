"""Asks the index: a text in any dialect in, a page of rights with counts and remarks out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TypeGuard

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from minzhi.engines.search.dialects.recognising import Reading, read
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.documents import Found
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.fields import FIELDS, code, levels
from minzhi.engines.search.language.lint import Remark, lint
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Code, Days, Everything, Tree, Words, all_of, any_of, walk
from minzhi.kit.numbers import plain, recognise
from minzhi.records.classification.models import Entry
from minzhi.records.indications.models import Indication
from minzhi.records.jobs.models import Job
from minzhi.records.rights.models import Publication, Right
from minzhi.records.rights.queries import in_order
from minzhi.records.scope.public import Named

NUMBERS = {"publication": "PN", "application": "AN", "mark": "AN", "data_certificate": "PN", "data_registration": "AN"}
FACET_FIELDS = {
    "ipc": "IPC",
    "year": "PD",
    "pa": "PA",
    "city": "CITY",
    "ty": "TY",
    "st": "ST",
    "nice": "NICE",
    "ag": "AG",
}
MOST_EXPORTED, LAST_YEAR = 100_000, 9999
A_PAGE, A_FEW = 20, 5


@dataclass(frozen=True)
class Answer:
    """What was asked, how it was read, and what there is."""

    reading: Reading
    remarks: Sequence[Remark]
    found: Found
    rights: Sequence[Right] = ()
    tree: Tree = field(default_factory=Everything)


@dataclass(frozen=True)
class Line:
    """One statement of a batch: its count, or what is wrong with it."""

    number: int
    text: str
    count: int | None = None
    wrong: str = ""
    remarks: Sequence[Remark] = field(default_factory=tuple)


def exists(scheme: str, symbol: str) -> bool:
    """Tell whether a class is in the table, as deep as the table goes; where none is loaded, every class may be."""
    table = Entry.objects.filter(scheme=scheme)
    if "/" in symbol and not table.filter(level=Entry.Level.SUBGROUP).exists():
        symbol = symbol.partition("/")[0]
    return not table.exists() or table.filter(symbol__in=(symbol, f"{symbol}/00")).exists()


def understood(text: str, dialect: str = "") -> Reading:
    """Read what somebody typed: a bare number of a patent is looked for as such; raises `BadQuery`."""
    number = None if dialect else recognise(text)
    if number is None or number.wrong or number.kind not in NUMBERS:
        return read(text, dialect)
    field = NUMBERS[number.kind]
    looked_for: Tree = Code(field, code(field, number.normal))
    if number.kind == "mark":  # so short a number may be a word of a text as well
        looked_for = any_of([Words("ANY", number.normal), looked_for])
    return Reading(text, DIALECTS["native"], looked_for)


def ask(
    text: str,
    *,
    dialect: str = "",
    limit: int = A_PAGE,
    offset: int = 0,
    order: str = "relevance",
    facets: Iterable[str] = (),
    only: Iterable[tuple[str, str]] = (),
) -> Answer:
    """Return the answer to a query, of which `only` the values of some facets; raises `BadQuery`."""
    reading = understood(text, dialect)
    tree = narrowed(put_in(reading.tree, {}), only)
    found = engine().find(tree, limit=limit, offset=offset, order=order, facets=facets)
    return Answer(reading, lint(reading.tree, exists), found, in_order(found.ids) if limit else (), tree)


def narrowed(tree: Tree, only: Iterable[tuple[str, str]]) -> Tree:
    """Return a tree with the values of facets that somebody ticked: several of one facet are alternatives."""
    by_name: dict[str, list[Tree]] = {}
    for name, value in only:
        if name in FACET_FIELDS:
            by_name.setdefault(name, []).append(_ticked(name, value))
    return all_of([tree, *(any_of(each) for each in by_name.values())])


def _ticked(name: str, value: str) -> Tree:
    if name == "year":
        year = plain(value, LAST_YEAR)
        return Days("PD", 1, 0) if year is None else Days("PD", year * 10000 + 101, year * 10000 + 1231)
    field = FACET_FIELDS[name]
    return Words(field, value) if FIELDS[field].kind == "text" else Code(field, code(field, value))


def count(text: str) -> int:
    """Return only how many there are; raises `BadQuery`."""
    return engine().count(put_in(understood(text).tree, {}))


def ids_of(text: str) -> list[int]:
    """Return the ids of all answers, the smallest first; raises `BadQuery`."""
    return engine().ids(put_in(understood(text).tree, {}))


def all_rights(tree: Tree, *, limit: int = MOST_EXPORTED) -> Iterator[Right]:
    """Yield the answers in the order of their ids, a few at a time."""
    ids = engine().ids(tree)[:limit]
    for start in range(0, len(ids), 500):
        yield from in_order(ids[start : start + 500])


def batch(texts: Iterable[str]) -> list[Line]:
    """Run the statements of a file, one a line; a statement may name earlier ones by #number."""
    trees: dict[int, Tree] = {}
    lines: list[Line] = []
    index = engine()
    for number, text in enumerate(filter(None, map(str.strip, texts)), start=1):
        said = (
            text.partition(" ")[2].strip() if text.startswith((f"#{number} ", f"{number}. ", f"#{number}\t")) else text
        )
        try:
            trees[number] = put_in(understood(said).tree, trees)
            lines.append(Line(number, said, index.count(trees[number]), "", lint(trees[number], exists)))
        except BadQuery as wrong:
            lines.append(Line(number, said, wrong=_("第%(number)s条：%(why)s") % {"number": number, "why": wrong}))
    return lines


def titles(facet: str, values: Iterable[str]) -> Mapping[str, str]:
    """Return what values of a facet are called, where they are codes."""
    if facet == "ipc":
        rows = Entry.objects.filter(scheme="ipc", symbol__in=list(values)).values_list("symbol", "title")
        return dict(rows.iterator())
    kinds = dict({"ty": Right.Kind, "st": Right.State}[facet].choices) if facet in ("ty", "st") else {}
    return {value: str(kinds[value]) for value in values if value in kinds}


def plain_words(tree: Tree) -> list[str]:
    """Return the first few words and numbers of a tree, as they may stand in a name."""
    asked = [node.text if isinstance(node, Words) else node.value for node in walk(tree) if _names(node)]
    return [word for word in dict.fromkeys(asked) if "*" not in word and "?" not in word][:A_FEW]


def _names(node: Tree) -> TypeGuard[Words | Code]:
    return isinstance(node, Words) or (isinstance(node, Code) and node.field in NUMBERS.values())


def indications_named(words: Sequence[str]) -> list[Indication]:
    """Return the indications whose name or product holds one of the words, a few."""
    named = [Q(name__contains=word) | Q(product__contains=word) for word in words]
    return list(Indication.objects.filter(reduce(or_, named))[:A_FEW]) if named else []


def entries_named(words: Sequence[str]) -> list[Named]:
    """Return what the apps' own registers have under one of the words, a few: each app says so on its card."""
    cards = [each.named for each in apps.get_app_configs() if hasattr(each, "named")]
    return [found for named in cards for found in named(words)][:A_FEW] if words else []


def class_titles(symbols: Sequence[str], scheme: str = "ipc") -> dict[str, str]:
    """Return what classes are called, from the section down, where the table is loaded."""
    asked = {level for symbol in symbols for level in levels(symbol)} | {
        f"{each.partition('/')[0]}/00" for each in symbols
    }
    found = dict(Entry.objects.filter(scheme=scheme, symbol__in=asked).values_list("symbol", "title").iterator())
    return {**found, **{symbol.removesuffix("/00"): title for symbol, title in found.items()}}


def nice_titles(symbols: Sequence[str]) -> list[tuple[str, str]]:
    """Return classes of goods and services with what they are called, where the table is loaded."""
    plain = [code("NICE", symbol) for symbol in symbols]
    table = Entry.objects.filter(scheme=Entry.Scheme.NICE, level=Entry.Level.CLASS)
    rows = table.order_by("version").values_list("symbol", "title", "note").iterator()
    called = {code("NICE", symbol): note.partition("\n")[0] or title for symbol, title, note in rows}
    return [(symbol, called.get(symbol, "")) for symbol in plain]


def family_of(right: Right) -> list[Right]:
    """Return the other rights of the same family."""
    return list(Right.objects.filter(family=right.family).exclude(pk=right.pk)[:50]) if right.family else []


def citing(right: Right) -> list[Right]:
    """Return the rights that cite one of this right's publications."""
    numbers = [f"{each.authority}{each.number}" for each in right.publications.all()]
    trees = [Code("CT", code("CT", number)) for number in numbers]
    return in_order(engine().find(any_of(trees), limit=50).ids) if trees else []


def cited(right: Right) -> list[tuple[str, Right | None]]:
    """Return the publications that a right cites, with the rights they are, where these are here."""
    plain = {number: re.sub(r"(?<=\d)[A-Z]\d?$", "", number)[2:] for number in right.citations}
    known = {
        f"{each.authority}{each.number}": each.right
        for each in Publication.objects.filter(number__in=plain.values()).select_related("right")
    }
    return [(number, known.get(number[:2] + plain[number])) for number in right.citations]


def filling() -> Job | None:
    """Return the job that still takes in made-up patents of the demonstration, if one does."""
    at_work = (Job.Status.READY, Job.Status.RUNNING)
    return Job.objects.filter(task__endswith=".fill_demonstration", status__in=at_work).first()
