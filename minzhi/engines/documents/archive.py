"""Packs papers for the archive: PDF/A, Word, an XML that says what they are, and the hash of every part."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from minzhi.engines.documents.models import Document
from minzhi.engines.documents.queries.documents import renditions
from minzhi.engines.documents.word.fonts import SAME_DAY
from minzhi.records.files.actions import open_file

NAMESPACE = "urn:minzhi:archive:1"
SUMS = "SHA256SUMS"


def archive(title: str, papers: Iterable[Document], *, said: Mapping[str, Any] | None = None) -> bytes:
    """Return a zip of issued papers; `said` is what else to know of the matter, as names and values.

    The same papers give the same bytes. Drafts are left out.
    """
    root = etree.Element(f"{{{NAMESPACE}}}archive", nsmap={None: NAMESPACE}, title=title)  # type: ignore[dict-item] # None is the default namespace
    _values(etree.SubElement(root, f"{{{NAMESPACE}}}matter"), said or {})
    parts: dict[str, bytes] = {}
    for place, paper in enumerate((each for each in papers if each.issued), 1):
        parts |= _paper(root, paper, place)
    parts["archive.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    sums = "".join(f"{_sha(content)}  {name}\n" for name, content in sorted(parts.items()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted({**parts, SUMS: sums.encode()}.items()):
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _paper(root: etree._Element, paper: Document, place: int) -> dict[str, bytes]:
    issue = paper.issue
    element = etree.SubElement(
        root, f"{{{NAMESPACE}}}paper", uid=str(paper.uid), kind=paper.kind, title=issue.title, number=issue.number,
        issuer=issue.issuer, issued_on=issue.issued_on.isoformat(), signer=issue.signer,
    )  # fmt: skip
    _values(etree.SubElement(element, f"{{{NAMESPACE}}}words"), issue.values)
    _values(etree.SubElement(element, f"{{{NAMESPACE}}}records"), {"record": issue.records})
    parts = {}
    for form, row in sorted(renditions(paper).items()):
        name = f"{place:03}.{'docx' if form == 'word' else form}"
        with open_file(row.file) as stream:
            parts[name] = stream.read()
        etree.SubElement(element, f"{{{NAMESPACE}}}file", name=name, form=form, sha256=_sha(parts[name]))
    return parts


def _values(parent: etree._Element, given: Mapping[str, Any]) -> None:
    for key, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            element = etree.SubElement(parent, f"{{{NAMESPACE}}}value", name=key)
            if isinstance(each, Mapping):
                _values(element, each)
            else:
                element.text = "" if each is None else str(each)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
