"""Which elements a format has, by its table: a document with any other is refused."""

from pathlib import Path

from django.utils.translation import gettext as _

from minzhi.records.tables.markup import BadFile, Element, bare, local


def known(form: str) -> frozenset[str]:
    """Return the names of elements that a format's table lists: read, or kept as written."""
    return frozenset((Path(__file__).parent / "known" / f"{form}.txt").read_text("utf-8").split())


def check_names(element: Element, names: frozenset[str], texts: frozenset[str], where: str) -> None:
    """Refuse a document with an element that the format's table does not name; inside `texts` all markup is text."""
    waiting = [element]
    while waiting:
        node = waiting.pop()
        tag = node.tag
        if not isinstance(tag, str):
            continue
        name = bare(tag)
        if name in texts:
            continue
        if name not in names:
            way = "/".join(local(each) for each in [*reversed(list(node.iterancestors())), node])
            message = _(
                "%(where)s：格式里没有「%(name)s」（%(way)s，第%(line)s行）。格式可能已改版，什么也没有导入；请把它加进格式表。"
            )
            raise BadFile(message % {"where": where, "name": name, "way": way, "line": node.sourceline})
        waiting.extend(node)
