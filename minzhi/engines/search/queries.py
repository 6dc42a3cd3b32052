"""Asks the index: a text in any dialect in, a page of rights with counts and remarks out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from minzhi.engines.search.dialects.recognising import Reading, read
from minzhi.engines.search.documents import Found
from minzhi.engines.search.index.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.lint import Remark, lint
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Tree
from minzhi.records.classification.models import Entry
from minzhi.records.rights.models import Right
from minzhi.records.rights.queries import in_order

MOST_EXPORTED = 100_000
A_PAGE = 20


@dataclass(frozen=True)
class Answer:
    """What was asked, how it was read, and what there is."""

    reading: Reading
    remarks: Sequence[Remark]
    found: Found
    rights: Sequence[Right] = ()


@dataclass(frozen=True)
class Line:
    """One statement of a batch: its count, or what is wrong with it."""

    number: int
    text: str
    count: int | None = None
    wrong: str = ""
    remarks: Sequence[Remark] = field(default_factory=tuple)


def exists(scheme: str, symbol: str) -> bool:
    """Tell whether a class is in the table; where no table is loaded, every class may be."""
    table = Entry.objects.filter(scheme=scheme)
    return not table.exists() or table.filter(symbol__in=(symbol, f"{symbol}/00")).exists()


def ask(
    text: str,
    *,
    dialect: str = "",
    limit: int = A_PAGE,
    offset: int = 0,
    order: str = "relevance",
    facets: Iterable[str] = (),
) -> Answer:
    """Return the answer to a query; raises `BadQuery`."""
    reading = read(text, dialect)
    tree = put_in(reading.tree, {})
    found = engine().find(tree, limit=limit, offset=offset, order=order, facets=facets)
    return Answer(reading, lint(tree, exists), found, in_order(found.ids) if limit else ())


def count(text: str) -> int:
    """Return only how many there are; raises `BadQuery`."""
    return engine().count(put_in(read(text).tree, {}))


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
            trees[number] = put_in(read(said).tree, trees)
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
