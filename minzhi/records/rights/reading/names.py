"""Which elements a format has, by its table: a document with any other is refused."""

from collections.abc import Iterator
from itertools import chain, takewhile
from pathlib import Path

from django.utils.translation import gettext as _

from minzhi.records.tables.markup import BadFile, Element, Tag, bare, local


def known(form: str) -> frozenset[str]:
    """Return the names of elements that a format's table lists: read, or kept as written."""
    return frozenset((Path(__file__).parent / "known" / f"{form}.txt").read_text("utf-8").split())


def check_names(element: Element, names: frozenset[str], texts: frozenset[str], where: str) -> None:
    """Refuse a document with an element that the format's table does not name; inside `texts` all markup is text."""
    blocks = (each for each in element.iterchildren(Tag) if bare(each.tag) not in texts)
    for node in chain([element], *(each.iter(Tag) for each in blocks)):
        name = bare(node.tag)
        if name in names or name in texts or any(bare(each.tag) in texts for each in _above(node, element)):
            continue
        way = "/".join(local(each) for each in [*reversed(list(node.iterancestors())), node])
        message = _(
            "%(where)s：格式里没有「%(name)s」（%(way)s，第%(line)s行）。格式可能已改版，什么也没有导入；请把它加进格式表。"
        )
        raise BadFile(message % {"where": where, "name": name, "way": way, "line": node.sourceline})


def _above(node: Element, top: Element) -> Iterator[Element]:
    return takewhile(lambda each: each is not top, node.iterancestors())
