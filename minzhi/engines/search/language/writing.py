"""Writes a tree as a query; what a dialect cannot say is named, and then nothing is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from string import Template

from django.utils.translation import gettext as _

from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.tree import (
    ANY_FIELD,
    OPEN_END,
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
    field_of,
    none_of,
    parts_of,
    walk,
)


@dataclass(frozen=True)
class Manner:
    """How a dialect writes: templates with $name, $body, $first, $last, $n; an empty one cannot be said."""

    names: Mapping[str, str]
    named: str = "$name=$body"
    grouped: str = "$name=($body)"
    both: str = "AND"
    either: str = "OR"
    neither: str = "NOT"
    ordered: str = "${n}W"
    unordered: str = "${n}D"
    nearer: int = 0
    sentence: str = "S"
    paragraph: str = "P"
    star: str = "*"
    one: str = "?"
    days: str = "$name=[$first TO $last]"
    from_day: str = "$name=[$first TO *]"
    to_day: str = "$name=[* TO $last]"
    everything: str = "*"
    earlier: str = "#$n"
    day: Callable[[int], str] = str
    bare: re.Pattern[str] = field(default_factory=lambda: re.compile(r"[\w*?+./-]+"))
    reserved: re.Pattern[str] = field(
        default_factory=lambda: re.compile(r"AND|OR|NOT|与|或|非|且|S|P|=?\d{0,2}[WDN]", re.IGNORECASE)
    )


@dataclass(frozen=True)
class Written:
    """A query in a dialect, "" where something of it cannot be said; `cannot` names all of that."""

    text: str
    cannot: tuple[str, ...] = ()


def write(tree: Tree, manner: Manner) -> Written:
    """Return a tree in a dialect; a group of fields that it has no name for becomes alternatives."""
    tree = spread(tree, manner)
    cannot = tuple(dict.fromkeys(_obstacles(tree, manner)))
    return Written("", cannot) if cannot else Written(_write(tree, manner, None, top=True))


def spread(tree: Tree, manner: Manner) -> Tree:
    """Return a tree without the groups of fields that a dialect has no name for."""
    if isinstance(tree, Words | Near | Together):
        group = FIELDS[field_of(tree)]
        known = [key for key in group.parts if key in manner.names]
        return any_of(_moved(tree, key) for key in known) if group.key not in manner.names and known else tree
    if isinstance(tree, And):
        return all_of(spread(part, manner) for part in tree.parts)
    if isinstance(tree, Or):
        return any_of(spread(part, manner) for part in tree.parts)
    return none_of(spread(tree.part, manner)) if isinstance(tree, Not) else tree


def _moved(tree: Tree, field: str) -> Tree:
    """Return the same words asked for in another field."""
    if isinstance(tree, Words):
        return Words(field, tree.text)
    if isinstance(tree, Near):
        return Near(_moved(tree.left, field), _moved(tree.right, field), tree.distance, tree.ordered)
    if isinstance(tree, And | Or | Together):
        return replace(tree, parts=tuple(_moved(part, field) for part in tree.parts))
    return tree


def _obstacles(tree: Tree, manner: Manner) -> Iterator[str]:
    for node in walk(tree):
        name = getattr(node, "field", None)
        if name and name not in manner.names:
            yield _("没有与「%(title)s」对应的字段") % {"title": _(FIELDS[name].title)}
        if isinstance(node, Near) and not (manner.ordered if node.ordered else manner.unordered):
            yield _("没有有序的位置算符") if node.ordered else _("没有无序的位置算符")
        if isinstance(node, Together) and not (manner.sentence if node.place == "S" else manner.paragraph):
            yield _("没有「同句」算符") if node.place == "S" else _("没有「同段」算符")
        if isinstance(node, Words | Code) and "?" in getattr(node, "text", "") and not manner.one:
            yield _("没有代表一个字的通配符")
        if isinstance(node, Code) and node.prefix and not manner.star:
            yield _("没有截断符")
        if isinstance(node, Everything) and not manner.everything:
            yield _("不能检索全部")
        if isinstance(node, Earlier) and not manner.earlier:
            yield _("不能引用前面的检索式")


def _shared_field(tree: Tree) -> str | None:
    """Return the text field that all words of a tree have in common, nothing where it is not one."""
    leaves = [node for node in walk(tree) if not parts_of(node)]
    names = {node.field if isinstance(node, Words) else None for node in leaves}
    return names.pop() if len(names) == 1 else None


def _write(tree: Tree, manner: Manner, inside: str | None, *, top: bool = False) -> str:
    if isinstance(tree, And | Or | Near | Together | Not):
        shared = _shared_field(tree)
        if inside is None and shared is not None and shared != ANY_FIELD:
            name, body = manner.names[shared], _joined(tree, manner, shared)
            return Template(manner.grouped).substitute(name=name, body=body) if name else f"({body})"
        text = _joined(tree, manner, inside)
        return text if top or isinstance(tree, Not) else f"({text})"
    if isinstance(tree, Words):
        text = _word(tree.text, manner)
        return (
            text
            if inside == tree.field or not manner.names[tree.field]
            else _named(manner, manner.names[tree.field], text)
        )
    if isinstance(tree, Code):
        text = _literal(tree.value, manner) if not tree.prefix else tree.value + manner.star
        return _named(manner, manner.names[tree.field], text)
    if isinstance(tree, Days):
        return _days(tree, manner)
    return manner.everything if isinstance(tree, Everything) else Template(manner.earlier).substitute(n=tree.number)


def _joined(tree: And | Or | Near | Together | Not, manner: Manner, inside: str | None) -> str:
    parts = [_write(part, manner, inside) for part in parts_of(tree)]
    if isinstance(tree, Not):
        return f"{manner.neither} {parts[0]}"
    if isinstance(tree, Near):
        operator = Template(manner.ordered if tree.ordered else manner.unordered).substitute(
            n=tree.distance + manner.nearer
        )
    elif isinstance(tree, Together):
        operator = manner.sentence if tree.place == "S" else manner.paragraph
    else:
        operator = manner.both if isinstance(tree, And) else manner.either
    return f" {operator} ".join(parts)


def _named(manner: Manner, name: str, body: str) -> str:
    return Template(manner.named).substitute(name=name, body=body)


def _word(text: str, manner: Manner) -> str:
    return _literal(text, manner).replace("*", "\0").replace("?", manner.one).replace("\0", manner.star)


def _literal(text: str, manner: Manner) -> str:
    return text if manner.bare.fullmatch(text) and not manner.reserved.fullmatch(text) else f'"{text}"'


def _days(tree: Days, manner: Manner) -> str:
    template = manner.to_day if tree.first == 0 else manner.from_day if tree.last == OPEN_END else manner.days
    first, last = manner.day(tree.first), manner.day(tree.last)
    return Template(template).substitute(name=manner.names[tree.field], first=first, last=last)
