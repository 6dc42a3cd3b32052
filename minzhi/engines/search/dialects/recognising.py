"""Which dialect a query is written in, and how it is said in another."""

from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minzhi.engines.search.dialects.dialect import Dialect
from minzhi.engines.search.dialects.tables import DIALECTS, NATIVE
from minzhi.engines.search.language.lexing import cut
from minzhi.engines.search.language.refusals import BadQuery, NoField
from minzhi.engines.search.language.tree import Tree, Words, walk
from minzhi.engines.search.language.writing import Written


@dataclass(frozen=True)
class Reading:
    """A query, the dialect it was read in, and what it means."""

    text: str
    dialect: Dialect
    tree: Tree


def read(text: str, dialect: str = "") -> Reading:
    """Read a query in a dialect, or in the one it shows the signs of; raises `BadQuery`.

    A query that reads in the house's own language is taken so, unless it shows the signs of another that reads it too.
    """
    if dialect:
        return Reading(text, DIALECTS[dialect], DIALECTS[dialect].read(text))
    likely = sorted(DIALECTS.values(), key=lambda each: -each.marks(text))
    tried: list[tuple[Dialect, BadQuery]] = []
    for each in (candidate for candidate in likely if candidate.marks(text)):
        try:
            return Reading(text, each, each.read(text))
        except BadQuery as bad:
            tried.append((each, bad))
    try:
        return Reading(text, NATIVE, NATIVE.read(text))
    except NoField as bad:
        whole = _readings(text)
        if len({reading.tree for reading in whole}) == 1:
            return whole[0]
        raise _mixed(*(tried[0] if tried else (NATIVE, bad))) from bad


def _readings(text: str) -> list[Reading]:
    """Return how the dialects read a query that shows no signs of any: by its fields alone.

    Who takes a field for a word, colon and all, has not read it.
    """
    found = []
    for each in DIALECTS.values():
        with suppress(BadQuery):
            found.append(Reading(text, each, each.read(text)))
    return [each for each in found if not any(isinstance(node, Words) and ":" in node.text for node in walk(each.tree))]


def _mixed(dialect: Dialect, bad: BadQuery) -> BadQuery:
    """Return what to say of a query that no dialect reads: it may show the signs of one and have fields of another."""
    said = {"why": bad, "dialect": _(dialect.title)}
    if not isinstance(bad, NoField):
        return BadQuery(_("按%(dialect)s的语法读：%(why)s") % said, bad.at)
    others = "、".join(_(each.title) for each in DIALECTS.values() if each is not dialect and _knows(each, bad.name))
    if not others:
        return bad
    message = _("第%(place)s个字符：「%(name)s」是%(others)s的字段，这里按%(dialect)s读。请只用一种语法，或拆成几条。")
    return BadQuery(message % {**said, "place": bad.at + 1, "name": bad.name, "others": others}, bad.at)


def _knows(dialect: Dialect, name: str) -> bool:
    try:
        return next(cut(f"{name}=", dialect.rules)).type in ("FIELD", "COMPARE")
    except BadQuery:
        return False


def translate(text: str, *, to: str, dialect: str = "") -> Written:
    """Return a query in another dialect, or the names of what cannot be said there; raises `BadQuery`."""
    return DIALECTS[to].write(read(text, dialect).tree)
