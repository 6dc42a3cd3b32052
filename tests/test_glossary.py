"""The glossary speaks of what is in the code."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (\S+) \| `(\w+)` \|", re.MULTILINE)
TERMS = ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))
NAMED = (ast.ClassDef, ast.FunctionDef)


def identifiers():
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "minzhi").rglob("*.py"))
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, NAMED)}


def test_every_identifier_of_the_glossary_is_in_the_code():
    assert {name for _term, name in TERMS} - identifiers() == set()


def test_one_term_has_one_identifier_and_the_other_way_round():
    terms, names = zip(*TERMS, strict=True)
    assert (len(set(terms)), len(set(names))) == (len(TERMS), len(TERMS))
