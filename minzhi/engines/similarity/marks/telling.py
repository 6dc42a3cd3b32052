"""What is said of one mark that was asked about: its weak parts, its hits, and what was not looked at."""

from minzhi.engines.similarity.marks.elements import ELEMENTS, Element
from minzhi.engines.similarity.marks.index import Asked, MarkIndex
from minzhi.engines.similarity.marks.writing import written
from minzhi.kit.text import mark as _

UNSEEN = {
    "meaning": _("含义没有比对"),
    "looks": _("本机还没有画好字形，字形没有比对"),
    "goods": _("没有装入尼斯分类表，商品是否类似没有判断"),
    "behind": _("新导入的商标还没有全部编入索引，一小时内编入"),
}


def unseen(index: MarkIndex) -> list[str]:
    """Return the codes of what could not be compared."""
    there = {
        "meaning": False,
        "looks": index.alphabet.has_looks,
        "goods": bool(index.table.edition),
        "behind": not index.behind,
    }
    return [code for code, seen in there.items() if not seen]


def _weak(han: str, part: Element) -> dict[str, object]:
    return {"text": han[part.begin : part.end], "kind": ELEMENTS[part.kind], "entry": part.entry}


def told_of_mark(index: MarkIndex, asked: Asked, *, limit: int = 20) -> dict[str, object]:
    """Return everything about a mark as plain values."""
    han = written(asked.text).han
    return {
        "mark": asked.text,
        "classes": list(asked.classes),
        "groups": list(asked.groups),
        "version": index.calibrated.version,
        "edition": index.table.edition,
        "on": asked.on.isoformat(),
        "weak": [_weak(han, each) for each in index.weak(han)],
        "unchecked": [{"code": code, "text": UNSEEN[code]} for code in unseen(index)],
        "hits": [hit.as_json() for hit in index.near(asked, limit=limit)],
    }
