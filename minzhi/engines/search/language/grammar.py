"""The one grammar: from the signs of any dialect to the tree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from django.utils.translation import gettext as _
from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from minzhi.engines.search.language.days import BadDay, bounds, compared, day_span
from minzhi.engines.search.language.fields import FIELDS, code
from minzhi.engines.search.language.patterns import LONGEST_WILD, NoWord, StarInside, TooWild, units_asked
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import (
    ANY_FIELD,
    And,
    Code,
    Days,
    Earlier,
    Everything,
    Near,
    Not,
    Or,
    Together,
    Tree,
    Words,
    all_of,
    any_of,
    none_of,
)

MOST_WORDS = 20_000
SYMBOL = re.compile(r"[A-H]\d\d[A-Z]")
GRAMMAR = r"""
start: either
?either: both (OR both)*
?both: single (_AND? single)*
?single: NOT single -> negation
       | near
?near: atom ((NEAR | SAME) atom)*
?atom: FIELD atom -> in_field
     | COMPARE TERM -> comparison
     | COMPARE PHRASE -> comparison
     | COMPARE LPAR (TERM | PHRASE) RPAR -> comparison
     | TERM -> term
     | PHRASE -> phrase
     | RANGE -> range_of
     | EARLIER -> earlier
     | LPAR either RPAR -> inside
%declare OR _AND NOT NEAR SAME FIELD COMPARE TERM PHRASE RANGE EARLIER LPAR RPAR
"""


@dataclass(frozen=True)
class Loose:
    """A word, or a range, that has no field yet."""

    text: str
    at: int
    ends: tuple[str, str] | None = None


class Given(Lexer):
    """Hands on the signs that were cut already."""

    __future_interface__ = 0

    def __init__(self, _conf: Any) -> None:  # noqa: ANN401 - lark's own
        pass

    def lex(self, signs: Iterable[Token], _state: Any = None) -> Iterator[Token]:  # type: ignore[override]  # noqa: ANN401 - lark passes what we gave
        yield from signs


def bind(tree: Any, field: str) -> Any:  # noqa: ANN401, PLR0911 - words may still be loose; one answer a kind
    """Return a tree whose loose words have this field; raises `BadQuery`."""
    if isinstance(tree, Loose):
        return leaf(tree, field)
    if isinstance(tree, And):
        return all_of(bind(part, field) for part in tree.parts)
    if isinstance(tree, Or):
        return any_of(bind(part, field) for part in tree.parts)
    if isinstance(tree, Not):
        return none_of(bind(tree.part, field))
    if isinstance(tree, Near):
        return Near(bind(tree.left, field), bind(tree.right, field), tree.distance, tree.ordered)
    if isinstance(tree, Together):
        return Together(tuple(bind(part, field) for part in tree.parts), tree.place)
    return tree


def leaf(loose: Loose, field: str) -> Tree:
    """Return what a word means in a field; raises `BadQuery`."""
    kind, place = FIELDS[field].kind, {"place": loose.at + 1, "word": loose.text}
    if kind == "day":
        try:
            return Days(field, *(bounds(*loose.ends) if loose.ends else day_span(loose.text)))
        except BadDay as bad:
            raise BadQuery(
                _("第%(place)s个字符：「%(word)s」不是日期，应为 2019、201907、20190709 或 [20190101 TO 20191231]。")
                % {**place, "word": bad},
                loose.at,
            ) from bad
    if loose.ends:
        raise BadQuery(_("第%(place)s个字符：范围只用于日期字段（PD、AD、GD、PRD）。") % place, loose.at)
    if kind == "code":
        return _code(loose, field)
    if loose.text.strip("*") == "" and loose.text and field == ANY_FIELD:
        return Everything()
    try:
        units_asked(loose.text)
    except NoWord as nothing:
        raise BadQuery(_("第%(place)s个字符：「%(word)s」里没有可检索的字词。") % place, loose.at) from nothing
    except StarInside as star:
        raise BadQuery(
            _("第%(place)s个字符：「%(word)s」汉字中间不能用 *，请写成 前词 nW 后词（n 为最多相隔的字数）。") % place,
            loose.at,
        ) from star
    except TooWild as wild:
        raise _too_wild(loose) from wild
    return Words(field, loose.text)


def _too_wild(loose: Loose) -> BadQuery:
    message = _("第%(place)s个字符：带通配符的词最多%(most)s个字。")
    return BadQuery(message % {"place": loose.at + 1, "most": LONGEST_WILD}, loose.at)


def _code(loose: Loose, field: str) -> Code:
    text = loose.text.rstrip("*")
    if field == "NICE" and SYMBOL.match(code("IPC", text)):  # 国际分类 is what both tables are called
        field = "IPC"
    value = code(field, text)
    if not value or "*" in value or "?" in value:
        message = _("第%(place)s个字符：字段 %(field)s 的「%(word)s」只能在末尾用 *。")
        raise BadQuery(message % {"place": loose.at + 1, "field": field, "word": loose.text}, loose.at)
    if text != loose.text and len(value) > LONGEST_WILD:
        raise _too_wild(loose)
    return Code(field, value, prefix=text != loose.text)


def near_parts(node: Any) -> set[str] | None:  # noqa: ANN401 - as above
    """Return the fields of what may stand beside a near operator; nothing where it may not stand there."""
    if isinstance(node, Words):
        return {node.field}
    if isinstance(node, Loose):
        return set() if node.ends is None else None
    inner = (node.left, node.right) if isinstance(node, Near) else node.parts if isinstance(node, Or) else None
    found = [near_parts(part) for part in inner or ()]
    return set().union(*cast("list[set[str]]", found)) if found and None not in found else None


def together_parts(node: Any) -> set[str] | None:  # noqa: ANN401 - as above
    """Return the fields of what may stand in one sentence: words, and any combination of them."""
    if isinstance(node, And | Together):
        found = [together_parts(part) for part in node.parts]
        return set().union(*cast("list[set[str]]", found)) if None not in found else None
    return near_parts(node)


class Builder(Transformer[Token, Any]):
    """Builds the tree bottom-up, while the parser goes on; nothing recurses."""

    def start(self, given: list[Any]) -> Tree:
        return cast("Tree", bind(given[0], ANY_FIELD))

    def either(self, given: list[Any]) -> Any:  # noqa: ANN401 - words may be loose here and below
        return any_of(part for part in given if not isinstance(part, Token))

    def both(self, given: list[Any]) -> Any:  # noqa: ANN401 - as above
        return all_of(given)

    def negation(self, given: list[Any]) -> Any:  # noqa: ANN401 - as above
        return none_of(given[1])

    def near(self, given: list[Any]) -> Any:  # noqa: ANN401 - as above
        tree = given[0]
        for operator, right in zip(given[1::2], given[2::2], strict=True):
            tree = _beside(tree, operator, right)
        return tree

    def in_field(self, given: list[Any]) -> Any:  # noqa: ANN401 - as above
        return bind(given[1], given[0].value)

    def comparison(self, given: list[Any]) -> Days:
        (field, operator), term = given[0].value, next(each for each in given[1:] if each.type in ("TERM", "PHRASE"))
        try:
            return Days(field, *compared(operator, term.value))
        except BadDay as bad:
            message = _("第%(place)s个字符：「%(word)s」不是日期，应为 2019、201907 或 20190709。")
            raise BadQuery(message % {"place": term.start_pos + 1, "word": bad}, term.start_pos) from bad

    def term(self, given: list[Any]) -> Loose:
        return Loose(given[0].value, given[0].start_pos)

    phrase = term

    def range_of(self, given: list[Any]) -> Loose:
        return Loose(" TO ".join(given[0].value), given[0].start_pos, given[0].value)

    def earlier(self, given: list[Any]) -> Earlier:
        return Earlier(given[0].value)

    def inside(self, given: list[Any]) -> Any:  # noqa: ANN401 - as above
        return given[1]


def _beside(left: Any, operator: Token, right: Any) -> Near | Together:  # noqa: ANN401 - as above
    allowed = near_parts if operator.type == "NEAR" else together_parts
    fields, at = [allowed(left), allowed(right)], cast("int", operator.start_pos)
    if None in fields:
        message = _("第%(place)s个字符：位置算符两边只能是检索词、短语，或用括号括起来的 OR。")
        raise BadQuery(message % {"place": at + 1}, at)
    named = set().union(*cast("list[set[str]]", fields))
    if len(named) > 1:
        message = _("第%(place)s个字符：位置算符两边要在同一个字段里，这里是 %(fields)s。")
        raise BadQuery(message % {"place": at + 1, "fields": " ".join(sorted(named))}, at)
    if named:
        left, right = bind(left, next(iter(named))), bind(right, next(iter(named)))
    if operator.type == "NEAR":
        distance, ordered = operator.value
        return Near(left, right, distance, ordered)
    place = cast("Literal['S', 'P']", operator.value)
    before = left.parts if isinstance(left, Together) and left.place == place else (left,)
    return Together((*before, right), place)


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer=Given, transformer=Builder())


def parse(signs: Iterable[Token], text: str) -> Tree:
    """Return the tree of the signs of a query; raises `BadQuery` with the place in `text`."""
    try:
        return cast("Tree", _parser().parse(cast("str", _counted(signs))))
    except UnexpectedInput as wrong:
        raise _complaint(wrong, text) from None


def _counted(signs: Iterable[Token]) -> Iterator[Token]:
    words = 0
    for each in signs:
        words += each.type in ("TERM", "PHRASE")
        if words > MOST_WORDS:
            message = _("检索词多于%(limit)s个，请拆成几个检索式，用 #编号 引用。")
            raise BadQuery(message % {"limit": MOST_WORDS}, cast("int", each.start_pos))
        yield each


def _complaint(wrong: UnexpectedInput, text: str) -> BadQuery:
    token = wrong.token if isinstance(wrong, UnexpectedToken) else None
    if token is None or token.type == "$END":
        if not text.strip():
            return BadQuery(_("检索式是空的，请输入检索词。"), 0)
        if text.translate({ord("（"): "(", ord("）"): ")"}).count("(") > text.translate(
            {ord("（"): "(", ord("）"): ")"}
        ).count(")"):
            return BadQuery(_("检索式到末尾少右括号，请补上「)」。"), len(text))
        return BadQuery(_("检索式没有写完：末尾缺检索词。"), len(text))
    at = cast("int", token.start_pos)
    place = {"place": at + 1, "sign": text[at : at + 12].split(maxsplit=1)[0]}
    if token.type == "RPAR":
        full = "LPAR" in wrong.accepts if isinstance(wrong, UnexpectedToken) and wrong.accepts else False
        message = (
            _("第%(place)s个字符「)」前面缺检索词。")
            if full
            else _("第%(place)s个字符「)」多余，前面没有与它配对的「(」。")
        )
        return BadQuery(message % place, at)
    if token.type in ("_AND", "OR", "NOT", "NEAR", "SAME"):
        message = _("第%(place)s个字符「%(sign)s」是运算符，前面缺检索词；要检索这个词本身请加引号。")
        return BadQuery(message % place, at)
    return BadQuery(_("第%(place)s个字符「%(sign)s」放在这里读不懂，请检查前后的运算符和括号。") % place, at)
