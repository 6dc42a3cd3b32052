"""Reads a formula: numbers, names of quantities, + - * / and a few functions; everything else is refused.

``(granted - withdrawn) / population * 100``, ``share(closed_on_time, closed)``, ``if(accepted > 0, mean_days, 0)``
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from minzhi.kit.formula.compiling import Missing, Run, compiled
from minzhi.kit.formula.units import DIMENSIONLESS, Dimension, UnitsDiffer
from minzhi.kit.text import mark as _

LONGEST, DEEPEST, DIGITS, TIMES = 500, 30, 15, 20
GRAMMAR = r"""
    ?start: sum
    ?sum: product | sum "+" product -> plus | sum "-" product -> minus
    ?product: signed | product ("*" | "×") signed -> times | product ("/" | "÷") signed -> over
    ?signed: atom | "-" signed -> negative
    ?atom: NUMBER -> number | NAME -> name | call | "(" sum ")"
    call: FUNCTION "(" argument ("," argument)* ")"
    ?argument: sum | sum COMPARISON sum -> compares
    FUNCTION.2: /(share|min|max|sum|if)(?=\s*\()/
    COMPARISON: ">=" | "<=" | ">" | "<" | "="
    NAME: /[^\W\d]\w*(\.[^\W\d]\w*)*/
    NUMBER: /\d{1,15}(\.\d{1,15})?/
    %ignore /\s+/
"""
PARSER = Lark(GRAMMAR, parser="lalr", propagate_positions=True)
FULL_WIDTH = str.maketrans("（），＋－＊／＞＜＝０１２３４５６７８９．", "(),+-*/><=0123456789.")
ARGUMENTS = {"share": (2, 2), "if": (3, 3), "min": (1, 20), "max": (1, 20), "sum": (1, 20)}


class FormulaWrong(ValueError):
    """The formula cannot be read or does not fit its units. `args` are a sentence and what it speaks of."""

    def __str__(self) -> str:
        sentence, values = self.args
        return str(str(sentence) % values)


@dataclass(frozen=True)
class Formula:
    """A formula that was checked: its text, its tree, the names it uses, and what its result counts."""

    text: str
    tree: "Tree[Token] | Token"
    names: frozenset[str]
    dimension: Dimension

    @cached_property
    def run(self) -> Run:
        """What computes it from its quantities."""
        return compiled(self.tree)


def read(text: str, known: Mapping[str, Dimension]) -> Formula:
    """Read a formula over `known` quantities; raises `FormulaWrong` with the place, the name or the units."""
    if len(text) > LONGEST:
        raise FormulaWrong(_("公式有%(length)s个字，最多%(most)s个。"), {"length": len(text), "most": LONGEST})
    plain = text.translate(FULL_WIDTH)
    if _depth(plain) > DEEPEST:
        raise FormulaWrong(_("公式的括号套了超过%(most)s层。"), {"most": DEEPEST})
    try:
        tree = PARSER.parse(plain)
    except UnexpectedInput as odd:
        ends = getattr(getattr(odd, "token", None), "type", "") == "$END"
        at = len(plain) if ends else max(odd.pos_in_stream or 0, 0)
        values = {"at": at + 1, "near": plain[at : at + 10] or _("末尾")}
        raise FormulaWrong(_("公式第%(at)s个字「%(near)s」读不懂。"), values) from None
    names = frozenset(str(node.children[0]) for node in tree.iter_subtrees() if node.data == "name")
    if unknown := sorted(names - set(known)):
        raise FormulaWrong(_("公式里有没有声明的量：%(names)s。"), {"names": "、".join(unknown)})
    try:
        dimension = _dimension(tree, known)
    except UnitsDiffer as differ:
        raise FormulaWrong(_("单位不合：%(why)s。"), {"why": str(differ)}) from differ
    _bounded(tree)
    return Formula(text, tree, names, dimension)


def _bounded(tree: "Tree[Token] | Token") -> None:
    """Refuse a power written as a product, and a division by what is nothing whatever the quantities say."""
    nodes = [] if isinstance(tree, Token) else list(tree.iter_subtrees())
    if sum(node.data == "times" for node in nodes) > TIMES:
        raise FormulaWrong(_("公式里的乘号超过%(most)s个。"), {"most": TIMES})
    for node in nodes:
        divides = node.data == "over" or (node.data == "call" and str(node.children[0]) == "share")
        if divides and _is_nothing(node.children[-1]):
            raise FormulaWrong(_("公式里除以了0。"), {})


def _is_nothing(divisor: "Tree[Token] | Token") -> bool:
    """Tell whether a divisor holds no quantity and is 0."""
    if isinstance(divisor, Token) or any(node.data == "name" for node in divisor.iter_subtrees()):
        return False
    try:
        return not compiled(divisor)({})
    except Missing:
        return True


def _depth(text: str) -> int:
    deepest = depth = signs = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        signs = signs + 1 if sign == "-" else 0
        deepest = max(deepest, depth, signs)
    return deepest


def _dimension(tree: "Tree[Token] | Token", known: Mapping[str, Dimension]) -> Dimension:
    """Return what a formula counts; raises `UnitsDiffer`, and `FormulaWrong` for a wrong number of arguments."""
    if isinstance(tree, Token):
        raise FormulaWrong(_("公式第%(at)s个字「%(near)s」读不懂。"), {"at": 1, "near": str(tree)})
    kind, parts = tree.data, tree.children
    if kind == "number":
        return DIMENSIONLESS
    if kind == "name":
        return known[str(parts[0])]
    if kind == "call":
        return _of_call(str(parts[0]), parts[1:], known)
    inner = [_dimension(part, known) for part in parts if isinstance(part, Tree)]
    if kind == "times":
        return inner[0] * inner[1]
    if kind == "over":
        return inner[0] / inner[1]
    return _one(inner, DIMENSIONLESS if kind == "compares" else None)


def _of_call(name: str, given: "list[Tree[Token] | Token]", known: Mapping[str, Dimension]) -> Dimension:
    least, most = ARGUMENTS[name]
    if not least <= len(given) <= most:
        raise FormulaWrong(_("%(name)s 要%(least)s到%(most)s个数。"), {"name": name, "least": least, "most": most})
    compares = [isinstance(each, Tree) and each.data == "compares" for each in given]
    if compares != [name == "if" and place == 0 for place in range(len(given))]:
        raise FormulaWrong(_("比较（> < =）只能是 if 的第一项，而且必须有。出错的是 %(name)s。"), {"name": name})
    inner = [_dimension(each, known) for each in given]
    if name == "share":
        _one(inner)
        return DIMENSIONLESS
    return _one(inner[1:] if name == "if" else inner)


def _one(dimensions: list[Dimension], result: Dimension | None = None) -> Dimension:
    first = dimensions[0]
    for other in dimensions[1:]:
        if other != first:
            raise UnitsDiffer(f"{str(first) or '纯数'}、{str(other) or '纯数'}")
    return first if result is None else result
