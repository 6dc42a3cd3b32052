"""A file of statements that refer to each other by number."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import (
    And,
    Earlier,
    Near,
    Not,
    Or,
    Together,
    Tree,
    all_of,
    any_of,
    none_of,
    walk,
)

MOST_NODES = 200_000


def put_in(tree: Tree, earlier: Mapping[int, Tree]) -> Tree:
    """Return a tree with the statements put in that it names; raises `BadQuery` for one that there is not."""
    whole = _put_in(tree, earlier)
    if sum(1 for _node in walk(whole)) > MOST_NODES:
        raise BadQuery(_("引用展开后太大，请把中间结果拆开。"), 0)
    return whole


def _put_in(tree: Tree, earlier: Mapping[int, Tree]) -> Tree:
    if isinstance(tree, Earlier):
        if tree.number not in earlier:
            raise BadQuery(
                _("没有第 #%(number)s 条检索式，或者它有错误。只能引用前面的。") % {"number": tree.number}, 0
            )
        return earlier[tree.number]
    if isinstance(tree, And):
        return all_of(_put_in(part, earlier) for part in tree.parts)
    if isinstance(tree, Or):
        return any_of(_put_in(part, earlier) for part in tree.parts)
    if isinstance(tree, Not):
        return none_of(_put_in(tree.part, earlier))
    if isinstance(tree, Near | Together) and any(isinstance(node, Earlier) for node in walk(tree)):
        raise BadQuery(_("位置算符里不能引用检索式。"), 0)
    return tree
