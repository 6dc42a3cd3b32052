"""What a dialect is: rules to read it, a manner to write it, and the signs by which it is recognised."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lark import Token

from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.grammar import parse
from minzhi.engines.search.language.lexing import Rule, cut, sign
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Tree
from minzhi.engines.search.language.writing import Manner, Written, write

MOST_LOOSE = 4
MOST_FORMS = 2**MOST_LOOSE
"""How many signs for none or one a word may have, and how many words that makes of it."""
GROUPS = {frozenset(each.parts): each.key for each in FIELDS.values() if each.parts}


@dataclass(frozen=True)
class Dialect:
    """A language of queries. `wild` says what its wildcards are: ``*`` any, ``?`` one, ``01`` none or one."""

    key: str
    title: str
    rules: tuple[Rule, ...]
    manner: Manner
    signs: tuple[str, ...] = ()
    wild: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> Tree:
        """Return the tree of a query; raises `BadQuery`."""
        return parse(self._wildcards(suffixes_first(_unfolded(cut(text, self.rules)))), text)

    def write(self, tree: Tree) -> Written:
        """Return a tree as a query, or what cannot be said."""
        return write(tree, self.manner)

    def marks(self, text: str) -> int:
        """Return how many kinds of signs of this dialect a text has."""
        return sum(bool(re.search(each, text)) for each in self.signs)

    def _wildcards(self, signs: Iterator[Token]) -> Iterator[Token]:
        for each in signs:
            if each.type not in ("TERM", "PHRASE") or not set(each.value) & set(self.wild):
                yield each
                continue
            forms, at = _forms(each.value, self.wild), each.start_pos or 0
            if len(forms) > MOST_FORMS:
                message = _("第%(place)s个字符：「%(word)s」里可有可无的通配符太多，最多%(most)s个。")
                raise BadQuery(message % {"place": at + 1, "word": each.value, "most": MOST_LOOSE}, at)
            yield sign("LPAR", "(", at)
            for number, form in enumerate(forms):
                if number:
                    yield sign("OR", "OR", at)
                yield sign(each.type, form, at)
            yield sign("RPAR", ")", at)


def _forms(text: str, wild: Mapping[str, str]) -> list[str]:
    """Return a word with the house's wildcards; each sign for none or one makes two of it, until they are too many."""
    forms = [""]
    for each in text:
        says = wild.get(each, each)
        forms = [form + more for form in forms for more in (("", "?") if says == "01" else (says,))]
        if len(forms) > MOST_FORMS:
            break
    return forms


def _unfolded(signs: Iterator[Token]) -> Iterator[Token]:
    """Return signs in which what a dialect says in one is said in several: a range of days, a list of words."""
    for each in signs:
        at = each.start_pos or 0
        if each.type == "DAYS":
            key, first, last = each.value
            yield Token("FIELD", key, start_pos=at)
            yield sign("RANGE", (first, last), at)
        elif each.type == "LISTED":
            key, which, words = each.value
            yield Token("FIELD", key or "ANY", start_pos=at)
            yield sign("LPAR", "(", at)
            for number, word in enumerate(words):
                if number and which == "any":
                    yield sign("OR", "OR", at)
                yield sign("TERM", word, at)
            yield sign("RPAR", ")", at)
        else:
            yield each


def suffixes_first(signs: Iterator[Token]) -> Iterator[Token]:
    """Return signs in which a field that stands behind its words stands before them."""
    given = list(signs)
    if not any(each.type == "BEHIND" for each in given):
        yield from given
        return
    found: list[Token] = []
    for each in given:
        if each.type != "BEHIND":
            found.append(each)
            continue
        begins = _operand(found, each)
        found[begins:] = _named(found[begins:], each)
    yield from found


def _operand(before: list[Token], suffix: Token) -> int:
    at, depth = len(before) - 1, 0
    while at >= 0:
        depth += {"RPAR": 1, "LPAR": -1}.get(before[at].type, 0)
        if depth == 0 and before[at].type in ("LPAR", "TERM", "PHRASE"):
            return at
        if depth <= 0:
            break
        at -= 1
    place = (suffix.start_pos or 0) + 1
    raise BadQuery(_("第%(place)s个字符：字段前面缺检索词。") % {"place": place}, place - 1)


def _named(operand: list[Token], suffix: Token) -> list[Token]:
    """Return an operand with its field before it; of several fields that are no group, each has the operand."""
    keys, at = suffix.value, suffix.start_pos
    if None in keys:
        message = _("第%(place)s个字符：不认识这个字段。")
        raise BadQuery(message % {"place": (at or 0) + 1}, at or 0)
    if len(keys) == 1 or frozenset(keys) in GROUPS:
        key = keys[0] if len(keys) == 1 else GROUPS[frozenset(keys)]
        return [Token("FIELD", key, start_pos=at), *operand]
    found = [Token("LPAR", "(", start_pos=at)]
    for number, key in enumerate(keys):
        found += [Token("OR", "OR", start_pos=at)] if number else []
        found += [Token("FIELD", key, start_pos=at), *operand]
    return [*found, Token("RPAR", ")", start_pos=at)]


def lookup(names: Mapping[str, str], extra: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return keys by the upper-case name, out of the names by key and the other names that are read too."""
    return {name.upper(): key for key, name in names.items() if name} | {
        name.upper(): key for name, key in (extra or {}).items()
    }
