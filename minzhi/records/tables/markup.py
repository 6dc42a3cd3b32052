"""XML of other offices, read as a stream and without trust: no entities, no network, no memory for a whole file."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BufferedReader
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO, Any, AnyStr

from django.utils.translation import gettext as _
from lxml import etree

from minzhi.kit.refusal import Refusal


class BadFile(Refusal):
    """A file that is not taken in, nothing of it. The text says what, where, and what to do."""


Element = Any
"""An element of lxml."""
Tag = etree.Element
"""What to ask lxml's walks for, so that comments and the like are left out."""
ZIPPED, GZIPPED = b"PK\x03\x04", b"\x1f\x8b"
BESIDE = frozenset(
    ".tif .tiff .jpg .jpeg .gif .png .bmp .pdf .dtd .ent .xsd .xsl .mol .cdx .nb .md5".split()  # noqa: SIM905 - a row of words
)
"""What offices pack beside their documents: pictures, formulas, definitions. Left where it is, by these endings."""
LEFT_BY_DESKTOPS = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db"))
"""What desktops put into the archives that they make."""
NO_XML, AMPLIFIED = ("'<' not found", "no element found", "Document is empty"), "amplification"
"""How the parser says that a file is something else, and that its entities grow without end."""
LONGEST = 64 * 1024 * 1024
SOME, BLOCK, AROUND, LONG = 65536, 1024 * 1024, 64, 200
STEPS = re.compile(r"(\.//)?([A-Za-z][\w-]*(?:/[A-Za-z][\w-]*)*)")
DECLARATION = re.compile(rb"<\?xml[\s?]")
BETWEEN, ENDS = b" \t\r\n\xef\xbb\xbf", b">"
"""What may stand between two documents, and what the first ends with."""
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
                yield ((each.filename, BufferedReader(archive.open(each), SOME)) for each in _packed(archive, name))  # type: ignore[type-var]  # it reads like a raw one
        elif start.startswith(GZIPPED):
            with gzip.open(path) as unpacked:
                yield iter([(name.removesuffix(".gz"), unpacked)])  # type: ignore[list-item]  # reads like any other
        else:
            with path.open("rb") as stream:
                yield iter([(name, stream)])
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise BadFile(
            _("「%(file)s」打不开或不完整：%(error)s。请重新下载。") % {"file": name, "error": error}
        ) from error


def _packed(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Return the documents in an archive by their names, also two of one name; one with a password raises `BadFile`."""
    files = [each for each in archive.infolist() if not each.is_dir()]
    if any(each.flag_bits & 1 for each in files):
        raise BadFile(_("「%(file)s」有密码，打不开。请解密后再导入。") % {"file": name})
    return sorted(filter(_is_document, files), key=lambda each: each.filename)


def _is_document(packed: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(packed.filename)
    return path.suffix.lower() not in BESIDE and LEFT_BY_DESKTOPS.isdisjoint(path.parts)


def lines(stream: IO[AnyStr], *, most: int) -> Iterator[AnyStr]:
    """Yield the lines of a file; raises `BadFile` for one that is longer than `most`, before it fills the memory."""
    while line := stream.readline(most + 1):
        if len(line) > most:
            raise _too_long()
        yield line


class _Watched:
    """Hands a stream on, and refuses a document that never ends."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.since = stream, 0

    def read(self, size: int = -1) -> bytes:
        some = self.stream.read(size)
        self.since += len(some)
        if self.since > LONGEST:
            raise _too_long()
        return some


def _too_long() -> BadFile:
    return BadFile(_("一件文献超过%(limit)sMB，不像专利文献，没有导入。") % {"limit": LONGEST // 2**20})


def _unreadable(error: etree.XMLSyntaxError) -> BadFile:
    told = {"error": error.msg}
    if any(sign in str(error.msg) for sign in NO_XML):
        return BadFile(_("这不是XML文件（%(error)s），什么也没有导入。请核对所选的文件和格式。") % told)
    if AMPLIFIED in str(error.msg):
        return BadFile(_("文件里定义了实体，可能是攻击，没有导入。请核对来源。"))
    return BadFile(_("XML 读不下去：%(error)s。文件可能被截断，什么也没有导入。") % told)


def elements(stream: IO[bytes], *names: str) -> Iterator[Element]:
    """Return the elements with these local names, one after the other; each is emptied when the next is asked for."""
    watched, tags = _Watched(stream), [f"{{*}}{name}" for name in names]
    try:
        for _event, element in etree.iterparse(watched, events=("end",), tag=tags, **SAFE):
            _refuse_entities(element)
            watched.since = 0
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _unreadable(error) from error


def joined(stream: IO[bytes]) -> Iterator[Element]:
    """Return the roots of the documents that stand one after the other in a file, as the USPTO delivers a week."""
    held = b""
    while some := stream.read(BLOCK):
        held += some
        begins = list(_begins(held))
        for start, end in pairwise([0, *begins]):
            yield _root(held[start:end])
        held = held[begins[-1] :] if begins else held
        if len(held) > LONGEST:
            raise _too_long()
    if held.strip(BETWEEN):
        yield _root(held)


def _begins(held: bytes) -> Iterator[int]:
    """Yield where documents begin behind the end of another."""
    for found in DECLARATION.finditer(held, 1):
        if held[max(found.start() - AROUND, 0) : found.start()].rstrip(BETWEEN).endswith(ENDS):
            yield found.start()


def _root(content: bytes) -> Element:
    try:
        root = etree.fromstring(content.strip(BETWEEN), etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise _unreadable(error) from error
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


@lru_cache(maxsize=4096)
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
    if not len(found):
        return in_one_line(found.text or "")
    return in_one_line(etree.tostring(found, method="text", encoding="unicode", with_tail=False))


def in_one_line(said: str) -> str:
    """Return a text with one blank where there are more, or other ones; most long texts have none of these."""
    if len(said) < LONG or not said.isascii() or "\n" in said or "  " in said or "\t" in said or "\r" in said:
        return " ".join(said.split())
    return said.strip(" ")


def attribute(element: Element, path: str, name: str) -> str:
    """Return an attribute of the first element on a path, "" where there is none."""
    found = first(element, path)
    return "" if found is None else found.get(name) or ""


def paragraphs(element: Element | None, *names: str) -> str:
    """Return the text below an element, a paragraph for each of the elements with these names.

    What stands outside of them is no less said: it becomes paragraphs of its own, in its place.
    """
    found: list[str] = []
    loose: list[str] = []
    for ends, part in () if element is None else _parts(element, frozenset(names)):
        if not ends:
            loose.append(part)
            continue
        found += [in_one_line("".join(loose)), part]
        loose.clear()
    return "\n".join(filter(None, [*found, in_one_line("".join(loose))]))


def _parts(element: Element, names: frozenset[str]) -> Iterator[tuple[bool, str]]:
    """Yield texts in their order, with whether a paragraph ends there; blanks between blocks are left out."""
    own = element.text
    holds_only_blocks = _is_blank(own) and all(_is_blank(child.tail) for child in element)
    if not holds_only_blocks and own:
        yield False, own
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and bare(tag) in names:
            yield True, text(child)
        elif isinstance(tag, str):
            if holds_only_blocks:
                yield True, ""
            yield from _parts(child, names)
            if holds_only_blocks:
                yield True, ""
        if not holds_only_blocks and child.tail:
            yield False, child.tail


def _is_blank(said: str | None) -> bool:
    return not said or said.isspace()


def _any_namespace(path: str) -> str:
    return re.sub(r"(?<![\w:-])([A-Za-z][\w-]*)(?![\w-]*\()", r"*[local-name()='\1']", path)


def as_written(element: Element, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an element as JSON: attributes with ``@``, text as ``#``, children in lists by their names."""
    whole: dict[str, Any] = {}
    found = {element: whole}
    for node in element.iter(Tag):
        own, name = whole, bare(node.tag)
        if node is not element:
            above = found.get(node.getparent())
            if above is None or name in without:
                continue
            found[node] = own = {}
            above.setdefault(name, []).append(own)
        for key, value in node.items():
            own[f"@{bare(key)}"] = value
        if (said := node.text) and (line := " ".join(said.split())):
            own["#"] = line
    return whole
