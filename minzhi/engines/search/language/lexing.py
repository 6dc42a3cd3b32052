"""Cuts a query into the signs that all dialects have in common; a dialect is a table of rules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lark import Token

from minzhi.engines.search.language.fields import FIELDS, name_of
from minzhi.engines.search.language.refusals import BadQuery, NoField

HALF = str.maketrans("（）［］＝：“”＊？＃＞＜＂｜＆＋＄／　＠", '()[]=:""*?#><"|&+$/ @')
LONGEST, DEEPEST = 1_000_000, 64
Read = Callable[[re.Match[str]], object]


@dataclass(frozen=True)
class Rule:
    """One kind of sign: how it looks, what it is, what it says; `reads` may answer nothing to let others try."""

    kind: str
    looks: re.Pattern[str]
    reads: Read


def rule(kind: str, looks: str, reads: Read = lambda found: found[0]) -> Rule:
    """Return a rule; case does not count."""
    return Rule(kind, re.compile(looks, re.IGNORECASE), reads)


ENDS = r"(?=[\s()]|$)"
PARENTHESES = (rule("LPAR", r"\("), rule("RPAR", r"\)"))
PHRASE = rule("PHRASE", r'"([^"]*)"', lambda found: found[1])
EARLIER = rule("EARLIER", r"#(\d{1,6})" + ENDS, lambda found: int(found[1]))
RANGE = rule(
    "RANGE",
    r"\[\s*([^\s\[\]]+?)\s*(?:\s+TO\s+|,|:|(?<=\d)-(?=\d{4}))\s*([^\s\[\]]+)\s*\]",
    lambda found: found.groups(),
)
SYMBOL = rule("TERM", r"[A-H]\d\d[A-Z]\s+\d{1,4}/\d{2,6}")
TERM = rule("TERM", r'[^\s()\[\]"<>=]+')


def near(looks: str, *, ordered: bool, nearer: int = 0) -> Rule:
    """Return the rule of an operator of nearness; group 1 is the number, and `nearer` is taken from it."""
    return rule("NEAR", looks + ENDS, lambda found: (max(int(found[1] or 1) - nearer, 0), ordered))


def field_named(known: Callable[[str], str | None] = name_of) -> Rule:
    """Return the rule of ``NAME=`` and its like; a name that nobody knows is still read as one, and refused later."""

    def read(found: re.Match[str]) -> object:
        key = known(found[1])
        if key is None and ("(" in found[1] or found[1].isdigit()):
            return None
        return key, found[1], found[2]

    return rule("NAMED", r"([^\W\d_][\w-]*(?:\([^\W\d_]+\)\w*)?)\s*(>=|<=|=|:|>|<)\s*", read)


WORD_NAMED = re.compile(r"([^\W\d_][\w-]*)\s*(>=|<=|=|:|>|<)\s*")


def cut(text: str, rules: tuple[Rule, ...]) -> Iterator[Token]:
    """Return the signs of a query, each with its place; raises `BadQuery`."""
    if len(text) > LONGEST:
        raise BadQuery(
            _("检索式有%(length)s个字，太长：最多%(limit)s个。请拆成几个。") % {"length": len(text), "limit": LONGEST},
            0,
        )
    half = text.translate(HALF)
    _check_depth(half)
    at = 0
    while at < len(half):
        if half[at].isspace():
            at += 1
            continue
        token, at = _next(half, at, rules)
        yield token


def _next(text: str, at: int, rules: tuple[Rule, ...]) -> tuple[Token, int]:
    for each in rules:
        found = each.looks.match(text, at)
        if found and found.end() > at and (value := each.reads(found)) is not None:
            return sign("NAMED" if each.kind == "NAMED" else each.kind, value, at), found.end()
    if text[at] == '"':
        raise BadQuery(_("第%(place)s个字符的引号没有配对：请补上另一半引号。") % {"place": at + 1}, at)
    raise BadQuery(_("第%(place)s个字符「%(sign)s」不是检索式里的符号。") % {"place": at + 1, "sign": text[at]}, at)


def sign(kind: str, value: Any, at: int) -> Token:  # noqa: ANN401 - what a sign says depends on its kind
    """Return a sign; names of fields are looked up here, so that the complaint knows the place."""
    if kind == "NAMED":
        key, written, operator = value
        if key is None or key not in FIELDS:
            message = _("第%(place)s个字符：没有字段「%(name)s」。可用的字段：%(known)s。")
            raise NoField(message % {"place": at + 1, "name": written, "known": " ".join(FIELDS)}, at, written)
        compares = FIELDS[key].kind == "day" and operator in (">=", "<=", ">", "<")
        kind, value = ("COMPARE", (key, operator)) if compares else ("FIELD", key)
    return Token(kind, value, start_pos=at)


def _check_depth(text: str) -> None:
    depth, quoted = 0, False
    for at, each in enumerate(text):
        if each == '"':
            quoted = not quoted
        elif not quoted and each in "()":
            depth += 1 if each == "(" else -1
            if depth > DEEPEST:
                message = _("第%(place)s个字符：括号套了%(depth)s层以上，请拆成几个检索式，用 #编号 引用。")
                raise BadQuery(message % {"place": at + 1, "depth": DEEPEST}, at)
