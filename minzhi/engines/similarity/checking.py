"""Five checks before somebody files: marks, places and generic words, pictures, filings, classes."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from minzhi.engines.similarity.filings.kinds import KINDS
from minzhi.engines.similarity.kernels import are_compiled
from minzhi.engines.similarity.logos.index import SIMILAR as LOGO_SIMILAR
from minzhi.engines.similarity.logos.index import WAYS
from minzhi.engines.similarity.marks.elements import ELEMENTS
from minzhi.engines.similarity.marks.index import Asked
from minzhi.engines.similarity.marks.telling import UNSEEN, unseen
from minzhi.engines.similarity.marks.writing import written
from minzhi.engines.similarity.queries import filings_index, logos_index, marks_index
from minzhi.kit.text import mark as _
from minzhi.records.classification.models import Entry
from minzhi.records.classification.queries import latest

NAME_LENGTH, SHORTEST_ABSTRACT = 30, 40
MOST_HITS, MOST_CLASSES, ITEMS = 8, 5, 4
NOTHING_THERE = {
    "marks": _("还没有导入商标，没有比对。"),
    "filings": _("还没有导入专利，没有比对。"),
    "logos": _("还没有图形商标的数据，没有比对。"),
    "classes": _("还没有装入尼斯分类表，不能建议类别。"),
}
NOT_READY = _("比对程序正在准备（新装或者升级后约需一分钟），请稍后再查一次。")
TITLES = {
    "name": _("名称与已有商标"),
    "words": _("名称中的地名和通用名称"),
    "logo": _("图形与已有图形商标"),
    "filing": _("摘要与已有专利"),
    "classes": _("可能的类别"),
}


@dataclass(frozen=True)
class Reason:
    """One thing found, and why it is said."""

    what: str
    finding: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """One of the five checks: what was found, or why nothing was looked at. `unseen`: what was left out."""

    code: str
    reasons: tuple[Reason, ...]
    missing: str = ""
    unseen: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.code]


def check(text: str, goods: str, picture: np.ndarray | None, *, on: date) -> list[Check]:
    """Return what the five checks say of a name or an abstract, of goods, and of a picture that was read."""
    found = []
    if 0 < len(text) <= NAME_LENGTH:
        found += [_name(text, goods, on), _words(text)]
    if picture is not None:
        found.append(_logo(picture))
    if len(text) >= SHORTEST_ABSTRACT:
        found.append(_filing(text))
    if goods.strip():
        found.append(_classes(goods))
    return found


def _name(text: str, goods: str, on: date) -> Check:
    index = marks_index()
    if not index.marks:
        return Check("name", (), NOTHING_THERE["marks"])
    if not are_compiled():
        return Check("name", (), NOT_READY)
    classes = tuple(symbol for symbol, _items in suggested(goods)) if goods.strip() else ()
    reasons = []
    for hit in index.near(Asked(text, on, classes), limit=MOST_HITS):
        told = hit.as_json()
        why = [f"{each['text']}" for each in told["speaking"]]  # type: ignore[attr-defined] # a list of rows
        why += [hit.goods.label, hit.goods.words, hit.ground.source if hit.ground else ""]
        reasons.append(
            Reason(f"{hit.mark.text} {hit.mark.number}", str(told["finding_label"]), tuple(filter(None, why)))
        )
    return Check("name", tuple(reasons), unseen=tuple(UNSEEN[code] for code in unseen(index)))


def _words(text: str) -> Check:
    index, han = marks_index(), written(text).han
    found = index.weak(han)
    return Check(
        "words", tuple(Reason(han[each.begin : each.end], ELEMENTS[each.kind], (each.entry,)) for each in found)
    )


def _logo(picture: np.ndarray) -> Check:
    index = logos_index()
    if index is None:
        return Check("logo", (), NOTHING_THERE["logos"])
    if not are_compiled():
        return Check("logo", (), NOT_READY)
    hits = index.near(picture, limit=MOST_HITS, least=LOGO_SIMILAR)
    return Check("logo", tuple(Reason(hit.key, WAYS[hit.way], (f"{hit.score:.2f}",)) for hit in hits))


def _filing(text: str) -> Check:
    index = filings_index()
    if index is None:
        return Check("filing", (), NOTHING_THERE["filings"])
    if not are_compiled():
        return Check("filing", (), NOT_READY)
    hits = index.near(text, limit=MOST_HITS)
    reasons = (Reason(hit.key, KINDS[hit.kind], (f"{hit.score:.2f}", index.scorer.version)) for hit in hits)
    return Check("filing", tuple(reasons))


def _classes(goods: str) -> Check:
    found = suggested(goods)
    if not found and not _items(latest(Entry.Scheme.NICE)):
        return Check("classes", (), NOTHING_THERE["classes"])
    return Check("classes", tuple(Reason(symbol, "", items) for symbol, items in found))


def suggested(goods: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return classes whose goods are called like this, the likeliest first, each with the items that speak for it."""
    asked = _pairs(goods)
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for symbol, title, pairs in _items(latest(Entry.Scheme.NICE)):
        shared = (asked & pairs).total()
        if shared:
            near[symbol].append((2 * shared / (min(asked.total(), 2 * pairs.total()) + pairs.total()), title))
    best = {symbol: sorted(rows, key=lambda row: (-row[0], row[1]))[:ITEMS] for symbol, rows in near.items()}
    order = sorted(best, key=lambda symbol: (-sum(score for score, _title in best[symbol]), symbol))
    return [(symbol, tuple(title for _score, title in best[symbol])) for symbol in order[:MOST_CLASSES]]


@cache
def _items(edition: str) -> tuple[tuple[str, str, Counter[str]], ...]:
    rows = Entry.objects.filter(scheme=Entry.Scheme.NICE, version=edition, level=Entry.Level.ITEM)
    pairs = rows.values_list("parent", "title")
    return tuple((group[:2], title, _pairs(title)) for group, title in pairs)


def _pairs(text: str) -> Counter[str]:
    signs = written(text).plain
    return Counter(signs[at : at + 2] for at in range(len(signs) - 1)) or Counter(signs)
