"""Applicants as written and as resolved: one normal form by rule, an officer's word for the rest, a band for review."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from minzhi.records.rights.models import NameDoubt, NameRuling

BRACKETS = str.maketrans(dict(zip("()[]【】〔〕", "（）（）（）（）", strict=True)))
HAN_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
PLACE_WORDS = re.compile(r"(?<=^..)[省市]|(?<=^...)[省市]")


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """Return a name in one spelling: full-width brackets around Han, no blanks between them; what it says stays.

    >>> canonical("腾讯科技(深圳) 有限公司") == canonical("腾讯科技（深圳）有限公司")
    True
    >>> canonical("中国石油大学（北京）") == canonical("中国石油大学(华东)")
    False
    >>> canonical("LG Chem, Ltd.")
    'LG Chem, Ltd.'
    """
    plain = HAN_BLANKS.sub("", " ".join(unicodedata.normalize("NFKC", name).split()))
    return plain if plain.isascii() else plain.translate(BRACKETS)


def key_of(name: str) -> str:
    """Return what is the same for all spellings of a name: by rule they are one."""
    return canonical(name).casefold()[:400]


def rulings() -> dict[str, str]:
    """Return the holders of names by their keys, as officers ruled."""
    return dict(NameRuling.objects.values_list("key", "holder").iterator())


def resolved(names: Iterable[str], ruled: Mapping[str, str]) -> list[str]:
    """Return the holders of names as written, each once: by ruling, else in the one spelling."""
    return list(dict.fromkeys(ruled.get(key_of(name), canonical(name)) for name in names))


def loose(name: str) -> str:
    """Return what a name says without brackets and without 省 and 市 after its place: alike here means look, not same.

    >>> loose("福建省腾讯科技（深圳）公司") == loose("福建腾讯科技深圳公司")
    True
    """
    return PLACE_WORDS.sub("", re.sub(r"[（）]", "", key_of(name)))


def band(counted: Sequence[tuple[str, int]], ruled: Mapping[str, str]) -> list[list[tuple[str, int]]]:
    """Return groups of names to look at: alike when read loosely, not the same by rule, not ruled yet.

    The most frequent name of a group comes first.
    """
    groups: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for name, count in counted:
        key = key_of(name)
        before = groups[loose(name)].get(key)
        groups[loose(name)][key] = (canonical(name), count + (before[1] if before else 0))
    found = [
        sorted(group.values(), key=lambda each: -each[1])
        for group in groups.values()
        if len(group) > 1 and sum(key not in ruled for key in group) > 1
    ]
    return sorted(found, key=lambda group: -sum(count for _name, count in group))


def doubts(ruled: Mapping[str, str]) -> list[NameDoubt]:
    """Return the pairs that a comparison takes for one, the likest first, without those that are ruled on both sides.

    The band has what differs in brackets only; these differ in more.
    """
    return [
        each
        for each in NameDoubt.objects.all()
        if not {key_of(each.left), key_of(each.right)} <= ruled.keys() and loose(each.left) != loose(each.right)
    ]
