"""Makes of a checked tree what computes it at once: one small function for each node, put together once. Pure."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from lark import Token, Tree

Known = Mapping[str, Decimal]
Run = Callable[[Known], Decimal]
ZERO = Decimal(0)


class Missing(ArithmeticError):
    """Something was divided by nothing. The value is then 0 and flagged."""


def over(one: Decimal, other: Decimal) -> Decimal:
    """Divide; raises `Missing` where there is nothing to divide by."""
    if other == 0:
        raise Missing
    return one / other


PAIRS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "plus": operator.add,
    "minus": operator.sub,
    "times": operator.mul,
    "over": over,
}
SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq,
}  # fmt: skip


def compiled(node: "Tree[Token] | Token") -> Run:
    """Return what computes a tree that reading has checked."""
    assert isinstance(node, Tree)  # noqa: S101 - reading refused everything else
    kind, parts = str(node.data), node.children
    if kind == "number":
        value = Decimal(str(parts[0]))
        return lambda _known: value
    if kind == "name":
        return operator.itemgetter(str(parts[0]))
    if kind == "call":
        return _call(str(parts[0]), parts[1:])
    inner = [compiled(part) for part in parts]
    if kind == "negative":
        [only] = inner
        return lambda known: -only(known)
    done, (one, other) = PAIRS[kind], inner
    return lambda known: done(one(known), other(known))


def _call(name: str, given: "list[Tree[Token] | Token]") -> Run:
    if name == "if":
        return _choice(*given)
    inner = [compiled(each) for each in given]
    if name == "share":
        one, other = inner
        return lambda known: over(one(known), other(known))
    if name == "sum":
        return lambda known: sum((each(known) for each in inner), ZERO)
    chosen = min if name == "min" else max
    return lambda known: chosen(each(known) for each in inner)


def _choice(test: "Tree[Token] | Token", yes: "Tree[Token] | Token", no: "Tree[Token] | Token") -> Run:
    assert isinstance(test, Tree)  # noqa: S101 - as above
    left, sign, right = test.children
    one, holds, other = compiled(left), SIGNS[str(sign)], compiled(right)
    so, else_so = compiled(yes), compiled(no)
    return lambda known: so(known) if holds(one(known), other(known)) else else_so(known)
