"""The tree that every dialect is read into and every engine runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Union

ANY_FIELD = "ANY"
OPEN_END = 99991231


@dataclass(frozen=True)
class Words:
    """These characters and words, side by side, in a text field; ``*`` and ``?`` as wildcards."""

    field: str
    text: str


@dataclass(frozen=True)
class Code:
    """A class, number, place or state; with `prefix`, everything that begins so."""

    field: str
    value: str
    prefix: bool = False


@dataclass(frozen=True)
class Days:
    """A day from `first` to `last`, both included, as numbers like 20190101."""

    field: str
    first: int
    last: int


@dataclass(frozen=True)
class Near:
    """At most `distance` units between the two; `ordered` means left stands first."""

    left: "Tree"
    right: "Tree"
    distance: int
    ordered: bool


@dataclass(frozen=True)
class Together:
    """All parts in one sentence (S) or one paragraph (P)."""

    parts: tuple["Tree", ...]
    place: Literal["S", "P"]


@dataclass(frozen=True)
class Not:
    """Everything else."""

    part: "Tree"


@dataclass(frozen=True)
class And:
    """All of them."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Or:
    """Any of them."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Everything:
    """All documents."""


@dataclass(frozen=True)
class Earlier:
    """The statement of a batch with this number."""

    number: int


Tree = Union[Words, Code, Days, Near, Together, Not, And, Or, Everything, Earlier]  # noqa: UP007 - strings in it


def all_of(parts: Iterable[Tree]) -> Tree:
    """Return the conjunction, flat; two half-open ranges of one field become one range."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    merged: list[Tree] = []
    for each in flat:
        before = merged[-1] if merged else None
        if isinstance(each, Days) and isinstance(before, Days) and _halves(before, each):
            merged[-1] = Days(each.field, max(before.first, each.first), min(before.last, each.last))
        else:
            merged.append(each)
    return merged[0] if len(merged) == 1 else And(tuple(merged))


def _halves(one: Days, other: Days) -> bool:
    open_ends = {(each.first == 0, each.last == OPEN_END) for each in (one, other)}
    return one.field == other.field and open_ends == {(True, False), (False, True)}


def any_of(parts: Iterable[Tree]) -> Tree:
    """Return the disjunction, flat."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Tree) -> Tree:
    """Return the negation; twice no is yes."""
    return part.part if isinstance(part, Not) else Not(part)


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """Return what a node is made of."""
    if isinstance(tree, And | Or | Together):
        return tree.parts
    if isinstance(tree, Near):
        return tree.left, tree.right
    return (tree.part,) if isinstance(tree, Not) else ()


def walk(tree: Tree) -> Iterator[Tree]:
    """Return all nodes, each before its parts."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(parts_of(node)))


def field_of(tree: Tree) -> str:
    """Return the field of the words below an operator of nearness; they all have the same."""
    return next(node.field for node in walk(tree) if isinstance(node, Words))
