"""XML of other offices, read as a stream and without trust: no entities, no network, no memory for a whole file."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from lxml import etree

from minzhi.kit.refusal import Refusal


class BadFile(Refusal):
    """A file that is not taken in, nothing of it. The text says what, where, and what to do."""


Element = Any
"""An element of lxml."""
ZIPPED, GZIPPED = b"PK\x03\x04", b"\x1f\x8b"
LONGEST = 64 * 1024 * 1024
SOME = 65536
STEPS = re.compile(r"(\.//)?([A-Za-z][\w-]*(?:/[A-Za-z][\w-]*)*)")
DECLARATION = re.compile(rb"<\?xml[\s?]")
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_pis": True,
    "remove_comments": True,
}


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Open a file, or each file in an archive, as streams with their names; what cannot be opened raises `BadFile`.

    Whether it is packed, its first bytes say; `name` is how people call it.
    """
    name = name or path.name
    try:
        with path.open("rb") as stream:
            start = stream.read(len(ZIPPED))
        if start == ZIPPED:
            with zipfile.ZipFile(path) as archive:
                names = sorted(each for each in archive.namelist() if not each.endswith("/"))
                yield ((each, BufferedReader(archive.open(each), SOME)) for each in names)  # type: ignore[type-var]  # it reads like a raw one
        elif start.startswith(GZIPPED):
            with gzip.open(path) as unpacked:
                yield iter([(name.removesuffix(".gz"), unpacked)])  # type: ignore[list-item]  # reads like any other
        else:
            with path.open("rb") as stream:
                yield iter([(name, stream)])
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BadFile(
            _("「%(file)s」打不开或不完整：%(error)s。请重新下载。") % {"file": name, "error": error}
        ) from error


def elements(stream: IO[bytes], *names: str) -> Iterator[Element]:
    """Return the elements with these local names, one after the other; each is emptied when the next is asked for."""
    try:
        for _event, element in etree.iterparse(stream, events=("end",), tag=[f"{{*}}{name}" for name in names], **SAFE):
            _refuse_entities(element)
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise BadFile(_("XML 读不下去：%(error)s。文件可能被截断，什么也没有导入。") % {"error": error.msg}) from error


def joined(stream: IO[bytes]) -> Iterator[Element]:
    """Return the roots of the documents that stand one after the other in a file, as the USPTO delivers a week."""
    held: list[bytes] = []
    size = 0
    for line in stream:
        if held and DECLARATION.match(line.lstrip(b"\xef\xbb\xbf")):
            yield _root(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
        if size > LONGEST:
            raise BadFile(_("一件文献超过%(limit)sMB，不像专利文献，没有导入。") % {"limit": LONGEST // 2**20})
    if b"".join(held).strip():
        yield _root(held)


def _root(lines: list[bytes]) -> Element:
    try:
        root = etree.parse(BytesIO(b"".join(lines)), etree.XMLParser(**SAFE)).getroot()
    except etree.XMLSyntaxError as error:
        raise BadFile(_("XML 读不下去：%(error)s。文件可能被截断，什么也没有导入。") % {"error": error.msg}) from error
    _refuse_entities(root)
    return root


def _refuse_entities(element: Element) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if next(element.iter(etree.Entity), None) is not None:
        raise BadFile(_("文件引用了外部实体，可能是攻击，没有导入。请核对来源。"))
    if dtd is not None and any(entity.content and not entity.system_url for entity in dtd.iterentities()):
        raise BadFile(_("文件里定义了实体，可能是攻击，没有导入。请核对来源。"))


def local(element: Element) -> str:
    """Return the name without its namespace."""
    return bare(element.tag)


def bare(name: str) -> str:
    """Return the name of an element or attribute without its namespace.

    >>> bare("{http://www.wipo.int}Claims"), bare("Claims")
    ('Claims', 'Claims')
    """
    return name.rpartition("}")[2]


@cache
def _way(path: str) -> tuple[str, Any]:
    """Return a path as lxml walks it; where it is more than names below names, an expression of XPath instead."""
    if steps := STEPS.fullmatch(path):
        return (steps[1] or "") + "/".join(f"{{*}}{name}" for name in steps[2].split("/")), None
    return "", etree.XPath(_any_namespace(path))


def first(element: Element, path: str) -> Element | None:
    """Return the first element on a path of local names (``a/b``), at any depth for ``.//b``."""
    steps, expression = _way(path)
    if steps:
        return element.find(steps)
    found = expression(element)
    return found[0] if found else None


def every(element: Element, path: str) -> list[Element]:
    """Return all elements on a path of local names."""
    steps, expression = _way(path)
    return list(element.findall(steps) if steps else expression(element))


def text(element: Element | None, path: str = "") -> str:
    """Return the text of an element, or of the first on a path below it, blanks made one; "" where there is none."""
    found = element if element is None or not path else first(element, path)
    if found is None:
        return ""
    return " ".join(("".join(found.itertext()) if len(found) else found.text or "").split())


def attribute(element: Element, path: str, name: str) -> str:
    """Return an attribute of the first element on a path, "" where there is none."""
    found = first(element, path)
    return "" if found is None else found.get(name) or ""


def paragraphs(element: Element | None, *names: str) -> str:
    """Return the text of the elements with these names below one, a paragraph each; all of it where there are none."""
    if element is None:
        return ""
    found = list(element.iter(*(f"{{*}}{name}" for name in names)))
    inner = {part for each in found for part in each.iterdescendants(*(f"{{*}}{name}" for name in names))}
    outer = [part for part in found if part not in inner]
    return "\n".join(filter(None, map(text, outer))) if outer else text(element)


def _any_namespace(path: str) -> str:
    return re.sub(r"(?<![\w:-])([A-Za-z][\w-]*)(?![\w-]*\()", r"*[local-name()='\1']", path)


def as_written(element: Element, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an element as JSON: attributes with ``@``, text as ``#``, children in lists by their names."""
    found: dict[str, Any] = {f"@{bare(key)}": value for key, value in element.items()}
    if element.text and (own := " ".join(element.text.split())):
        found["#"] = own
    for child in element:
        if isinstance(child.tag, str) and (name := local(child)) not in without:
            found.setdefault(name, []).append(as_written(child, without=without))
    return found
