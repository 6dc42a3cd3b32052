"""What is probably not meant: said before the query runs, never in its way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minzhi.engines.search.language.fields import IPC, KINDS, STATES
from minzhi.engines.search.language.tree import And, Code, Days, Everything, Not, Or, Tree, Words, walk

NICE_CLASSES = 45
CLASS_OF_WORDS = re.compile(r"[A-H]\d\d[A-Z](?:\d{1,4}(?:/\d{2,6})?)?", re.IGNORECASE)
DAY_OF_WORDS = re.compile(r"(?:19|20)\d{2}(?:[01]\d[0-3]\d)?")


@dataclass(frozen=True)
class Remark:
    """A code for programs (``always_empty`` …) and a sentence for people."""

    code: str
    text: str


def lint(tree: Tree, exists: Callable[[str, str], bool] | None = None) -> list[Remark]:
    """Return what is probably wrong; `exists(scheme, symbol)` knows the classes, where a table is loaded."""
    found: list[Remark] = []
    if always(tree) is not None:
        text = (
            _("这个检索式总是命中全部，等于没有条件。") if always(tree) else _("这个检索式永远没有结果：条件互相矛盾。")
        )
        found.append(Remark("always_all" if always(tree) else "always_empty", text))
    for node in walk(tree):
        found += _of(node, exists)
    return list(dict.fromkeys(found))


def always(tree: Tree) -> bool | None:
    """Return true where everything is an answer, false where nothing is, nothing where that depends."""
    if isinstance(tree, Everything):
        return True
    if isinstance(tree, Days):
        return False if tree.first > tree.last else None
    if isinstance(tree, Not):
        known = always(tree.part)
        return None if known is None else not known
    if isinstance(tree, And | Or):
        whole = isinstance(tree, Or)  # one such part decides
        known_parts = [always(part) for part in tree.parts]
        if whole in known_parts or any(isinstance(part, Not) and part.part in tree.parts for part in tree.parts):
            return whole
        return not whole if all(known is (not whole) for known in known_parts) else None
    return None


def _of(node: Tree, exists: Callable[[str, str], bool] | None) -> Iterator[Remark]:
    if isinstance(node, And):
        yield from _of_all(node)
    if isinstance(node, Or) and any(isinstance(part, Not) for part in node.parts):
        yield Remark("likely_operator", _("OR 后面接 NOT 会命中几乎全部，可能应为 AND NOT。"))
    if isinstance(node, Words):
        if CLASS_OF_WORDS.fullmatch(node.text):
            yield Remark(
                "wrong_field",
                _("「%(word)s」像分类号，却在 %(field)s 里检索；可能应为 IPC=%(word)s。")
                % {"word": node.text, "field": node.field},
            )
        elif DAY_OF_WORDS.fullmatch(node.text):
            yield Remark(
                "wrong_field",
                _("「%(word)s」像日期，却在 %(field)s 里检索；可能应为 PD=%(word)s。")
                % {"word": node.text, "field": node.field},
            )
    if isinstance(node, Code):
        yield from _of_code(node, exists)


def _of_all(node: And) -> Iterator[Remark]:
    for field, kind in (("TY", _("权利种类")), ("ST", _("法律状态"))):
        values = {part.value for part in node.parts if isinstance(part, Code) and part.field == field}
        if len(values) > 1:
            yield Remark(
                "always_empty", _("一件权利只有一个%(kind)s，用 AND 连接两个没有结果；可能应为 OR。") % {"kind": kind}
            )
    classes = [part for part in node.parts if isinstance(part, Code) and part.field in ("PN", "AN")]
    if len(classes) > 1:
        yield Remark("likely_operator", _("几个号码用 AND 连接很少有结果；可能应为 OR。"))
    for field in ("PD", "AD", "GD", "PRD"):
        spans = [part for part in node.parts if isinstance(part, Days) and part.field == field]
        if spans and max(each.first for each in spans) > min(each.last for each in spans):
            yield Remark(
                "likely_operator", _("%(field)s 的几个日期范围没有共同的日子；可能应为 OR。") % {"field": field}
            )


def _of_code(node: Code, exists: Callable[[str, str], bool] | None) -> Iterator[Remark]:
    values = {"field": node.field, "value": node.value}
    if node.field in ("IPC", "CPC"):
        shape = IPC.fullmatch(node.value)
        if not shape and not node.prefix:
            yield Remark(
                "wrong_field", _("「%(value)s」不是分类号，%(field)s 里不会有；可能应在 TI 或 AB 里检索。") % values
            )
        elif node.field == "IPC" and exists and not node.prefix and not exists("ipc", node.value):
            yield Remark("no_such_class", _("已装入的国际专利分类表里没有 %(value)s，请核对。") % values)
    if node.field == "NICE" and not (node.value.isdigit() and 1 <= int(node.value) <= NICE_CLASSES):
        yield Remark("no_such_class", _("尼斯分类只有第1至45类，没有「%(value)s」。") % values)
    known = {"ST": STATES, "TY": KINDS}.get(node.field)
    if known and node.value not in known and not node.prefix:
        words = "、".join(words[1] for words in known.values())
        yield Remark("always_empty", _("%(field)s 没有「%(value)s」，可用：%(known)s。") % {**values, "known": words})
