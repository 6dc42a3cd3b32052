"""The house's own way of writing queries."""

import re

from minzhi.engines.search.language import lexing
from minzhi.engines.search.language.fields import FIELDS
from minzhi.engines.search.language.grammar import parse
from minzhi.engines.search.language.lexing import ENDS, cut, near, rule
from minzhi.engines.search.language.tree import ANY_FIELD, Tree
from minzhi.engines.search.language.writing import Manner, write

OPERATORS = (
    rule("_AND", rf"(?:AND|&&?|与|且){ENDS}"),
    rule("OR", rf"(?:OR|\|\|?|或){ENDS}"),
    rule("NOT", rf"(?:NOT|!|非){ENDS}"),
)
NEARNESS = (
    near(r"=?(\d{0,2})W", ordered=True),
    near(r"=?(\d{0,2})[DN]", ordered=False),
    lexing.Rule("SAME", re.compile(rf"[SP]{ENDS}"), lambda found: found[0]),
)
RULES = (
    lexing.field_named(),
    lexing.RANGE,
    lexing.PHRASE,
    *lexing.PARENTHESES,
    lexing.EARLIER,
    *OPERATORS,
    *NEARNESS,
    lexing.SYMBOL,
    lexing.TERM,
)


def read(text: str) -> Tree:
    """Return the tree of a query in the house's own language; raises `BadQuery`.

    >>> read("TI=(电池 AND 隔膜)")
    And(parts=(Words(field='TI', text='电池'), Words(field='TI', text='隔膜')))
    """
    return parse(cut(text, RULES), text)


MANNER = Manner({key: "" if key == ANY_FIELD else key for key in FIELDS})


def write_native(tree: Tree) -> str:
    """Return a tree in the house's own language; it can say everything.

    >>> write_native(read("TI=(电池 and 隔膜) not pd=2019"))
    'TI=电池 AND TI=隔膜 AND NOT PD=[20190101 TO 20191231]'
    """
    return write(tree, MANNER).text
