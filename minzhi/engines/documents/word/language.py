"""What a template may say: names, loops, conditions. Everything else is refused before it could run."""

from collections.abc import Iterator, Mapping

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from minzhi.engines.documents.papers import Field

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
)
DEEPEST = 2
"""Loops in loops: rows in rows, no more."""
OF_A_LOOP = frozenset({"index", "first", "last", "length"})
Fields = Mapping[str, Field]


class Forbidden(TemplateSyntaxError):
    """A template says what no template may say. ``word`` is what it said."""

    def __init__(self, word: str, line: int) -> None:
        self.word = word
        super().__init__(word, line)


class Language(ImmutableSandboxedEnvironment):
    """Jinja with nothing in it but the values of one paper; whatever it compiles was checked first."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a column of a row, or how far a loop is; no value has anything else to offer."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in OF_A_LOOP:
            return getattr(obj, attribute)
        raise Forbidden(f".{attribute}", 1)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node, deep in _walk(tree, 0):
            if not isinstance(node, ALLOWED) or deep > DEEPEST or _hidden(node):
                raise Forbidden(_word(node), node.lineno)
        return tree


def _walk(node: nodes.Node, deep: int) -> Iterator[tuple[nodes.Node, int]]:
    deep += isinstance(node, nodes.For)
    yield node, deep
    for child in node.iter_child_nodes():
        yield from _walk(child, deep)


def _hidden(node: nodes.Node) -> bool:
    name = node.attr if isinstance(node, nodes.Getattr) else node.name if isinstance(node, nodes.Name) else ""
    return name.startswith("_")


def _word(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f".{node.attr}"
    if isinstance(node, nodes.Name):
        return node.name
    named = getattr(node, "name", "")
    return str(named) if isinstance(named, str) and named else type(node).__name__.lower()


def unknown(tree: nodes.Template, fields: Fields) -> Iterator[tuple[int, str]]:
    """Yield line and name of every placeholder that is no field of the paper."""
    yield from _unknown(tree, fields, {})


def _unknown(node: nodes.Node, fields: Fields, rows: Mapping[str, Fields]) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.Getattr):
        yield from _of_row(node, rows)
        return
    if isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in {*fields, *rows}:
            yield node.lineno, node.name
        return
    inner = {**rows, **_row_of(node, fields, rows)}
    for child in node.iter_child_nodes():
        yield from _unknown(child, fields, inner)


def _row_of(node: nodes.Node, fields: Fields, rows: Mapping[str, Fields]) -> dict[str, Fields]:
    """Return the name that a loop gives to its rows, with their columns."""
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.Name):
        return {}
    field: Field | None = None
    if isinstance(node.iter, nodes.Name):
        field = fields.get(node.iter.name)
    elif isinstance(node.iter, nodes.Getattr) and isinstance(node.iter.node, nodes.Name):
        field = rows.get(node.iter.node.name, {}).get(node.iter.attr)
    columns = {column.key: column for column in field.columns} if field else {}
    return {node.target.name: columns, "loop": {name: Field(name, name) for name in OF_A_LOOP}}


def _of_row(node: nodes.Getattr, rows: Mapping[str, Fields]) -> Iterator[tuple[int, str]]:
    row = node.node.name if isinstance(node.node, nodes.Name) else ""
    if node.attr not in rows.get(row, {}):
        yield node.lineno, f"{row}.{node.attr}" if row else f".{node.attr}"
