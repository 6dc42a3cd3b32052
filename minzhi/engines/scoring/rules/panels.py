"""Whom an expert may not judge. Pure."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping

from minzhi.kit.text import mark as _

EMPLOYED, TIED = _("任职单位是「%(name)s」"), _("声明与「%(name)s」有利害关系")


def plain(name: str) -> str:
    """Return a name as it is compared: without blanks, wide signs as narrow ones, small letters.

    >>> plain("福州 （市）局") == plain("福州(市)局")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def tied(employer: str, apart: Iterable[str], parties: Mapping[str, Collection[str]]) -> tuple[str, str] | None:
    """Return why an expert must keep apart and from which party, or None; `parties` are names with their other names.

    >>> tied("甲大学", ["乙厂"], {"乙": ["乙厂", "乙"]})[1]
    '乙'
    """
    by_name = {plain(other): party for party, names in parties.items() for other in (party, *names)}
    if (party := by_name.get(plain(employer))) is not None:
        return EMPLOYED, party
    found = (by_name.get(plain(each)) for each in apart)
    return next(((TIED, party) for party in found if party is not None), None)
