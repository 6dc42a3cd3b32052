"""Computes a formula. What is missing counts as nothing and is said; nothing is ever made up."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lark import Token, Tree

from minzhi.kit.formula.reading import Formula, number

DIGITS = 34
ZERO = Decimal(0)


class Missing(ArithmeticError):
    """Something was divided by nothing. The value is then 0 and flagged."""


@dataclass(frozen=True)
class Outcome:
    """A value, and which quantities were missing; ``/0`` stands for a division by nothing."""

    value: Decimal
    missing: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return not self.missing


def _over(one: Decimal, other: Decimal) -> Decimal:
    if other == 0:
        raise Missing
    return one / other


DONE: Mapping[str, Callable[..., Decimal]] = {
    "negative": operator.neg,
    "plus": operator.add,
    "minus": operator.sub,
    "times": operator.mul,
    "over": _over,
}


def evaluate(formula: Formula, given: Mapping[str, Decimal | None]) -> Outcome:
    """Compute a formula from its quantities; a missing one (None, or not given) is 0 and flagged.

    >>> from minzhi.kit.formula import DIMENSIONLESS, read
    >>> evaluate(read("share(a, b)", {"a": DIMENSIONLESS, "b": DIMENSIONLESS}), {"a": Decimal(23), "b": Decimal(40)})
    Outcome(value=Decimal('0.575'), missing=frozenset())
    """
    absent = {name for name in formula.names if given.get(name) is None}
    known = {name: given.get(name) or ZERO for name in formula.names}
    with localcontext() as context:
        context.prec = DIGITS
        try:
            return Outcome(_value(formula.tree, known), frozenset(absent))
        except Missing:
            return Outcome(ZERO, frozenset({*absent, "/0"}))


def _value(tree: "Tree[Token] | Token", known: Mapping[str, Decimal]) -> Decimal:
    assert isinstance(tree, Tree)  # noqa: S101 - reading refused everything else
    parts = tree.children
    if tree.data == "number":
        return number(parts[0])  # type: ignore[arg-type] # the grammar puts a token here
    if tree.data == "name":
        return known[str(parts[0])]
    if tree.data == "call":
        return _call(str(parts[0]), parts[1:], known)
    return DONE[str(tree.data)](*(_value(part, known) for part in parts))


def _call(name: str, given: "list[Tree[Token] | Token]", known: Mapping[str, Decimal]) -> Decimal:
    if name == "if":
        return _value(given[1] if _holds(given[0], known) else given[2], known)
    values = [_value(each, known) for each in given]
    if name == "share":
        return _over(values[0], values[1])
    if name == "sum":
        return sum(values, ZERO)
    return min(values) if name == "min" else max(values)


def _holds(tree: "Tree[Token] | Token", known: Mapping[str, Decimal]) -> bool:
    assert isinstance(tree, Tree)  # noqa: S101 - as above
    left, sign, right = tree.children
    one, other = _value(left, known), _value(right, known)
    return {">": one > other, "<": one < other, ">=": one >= other, "<=": one <= other, "=": one == other}[str(sign)]
