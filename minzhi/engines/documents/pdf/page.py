"""Sets an HTML page as PDF/A-2b; run as a program, it sets one after the other until nobody asks any more.

A laid page keeps its fonts and its boxes, a quarter of a gigabyte for a long report: the worker never holds them.
"""

import gc
import json
import sys
import warnings
from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

STYLESHEET = Path(__file__).with_name("page.css")
WIDTHS = "".join(f".w-{share} {{ width: {share}% }}" for share in range(1, 101))
"""Columns of tables, by classes, as templates hold no styles."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment of attached files: the same page gives the same bytes."""
RDF, UA, A_ID = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.aiim.org/pdfua/ns/id/",
    "http://www.aiim.org/pdfa/ns/",
)
EXTENSION = f"""<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" xmlns:pdfaExtension="{A_ID}extension/"
 xmlns:pdfaSchema="{A_ID}schema#" xmlns:pdfaProperty="{A_ID}property#" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A lets a file say that it also is PDF/UA only where it describes the property."""
PREFIXES = {
    "pdfuaid": UA, "pdfaExtension": f"{A_ID}extension/", "pdfaSchema": f"{A_ID}schema#",
    "pdfaProperty": f"{A_ID}property#",
}  # fmt: skip
"""The prefixes that ISO 19005-2, 6.6.2.3.3 requires, whatever XML says of prefixes."""
for _prefix, _address in PREFIXES.items():
    ET.register_namespace(_prefix, _address)


def set_page(html: str, *, look: str = "", attached: Mapping[str, bytes] | None = None) -> bytes:
    """Return an HTML page as PDF/A-2b, with files attached as PDF/A-3b; nothing is fetched from anywhere.

    `look` is a stylesheet instead of that of papers.
    """
    from weasyprint import CSS, HTML, Attachment  # noqa: PLC0415 - loads Pango, which only this needs

    page = HTML(string=html, url_fetcher=_fetch_nothing)
    variant = "pdf/a-3b" if attached else "pdf/a-2b"
    written_look = look or STYLESHEET.read_text("utf-8") + WIDTHS
    laid = page.render(stylesheets=[CSS(string=written_look)], pdf_variant=variant, pdf_tags=True)
    laid.metadata = _also_universal(laid.metadata)
    files = [
        Attachment(string=content, name=name, relationship="Data", created=LONG_AGO, modified=LONG_AGO)
        for name, content in (attached or {}).items()
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of its colour profile open
        written: bytes = laid.write_pdf(
            finisher=None if look else _head_columns, pdf_variant=variant, pdf_tags=True, pdf_identifier=b"minzhi",
            attachments=files,
        )  # fmt: skip
    del page, laid
    gc.collect()  # a laid page holds its fonts in cycles: 25 MB a paper until somebody collects
    return written


def _head_columns(_document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Say of each heading cell that it heads columns: WeasyPrint's own lists miss all but the first of a merged one."""
    for each in pdf.objects:
        if getattr(each, "get", None) and each.get("S") == "/TH":
            each["A"]["Scope"] = "/Column"


def _fetch_nothing(address: str) -> None:
    raise ValueError(f"a paper fetches nothing: {address}")


def _also_universal(given: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return the metadata with the sentence that the file is PDF/UA as well as PDF/A."""
    from weasyprint.pdf.metadata import DocumentMetadata  # noqa: PLC0415 - loads Pango

    class Universal(DocumentMetadata):  # type: ignore[misc] # the same
        def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
            rdf = ET.fromstring(super().generate_rdf_metadata(variant, version, conformance))  # noqa: S314 - made a line above
            rdf.append(ET.fromstring(EXTENSION))  # noqa: S314 - our own text
            return bytes(ET.tostring(rdf, encoding="utf-8"))

    return Universal(**vars(given))


def set_all() -> None:
    """Set a page for each line of JSON that comes in; give its length in a line, then the PDF."""
    for line in sys.stdin.buffer:
        given = json.loads(line)
        files = {name: b64decode(content) for name, content in given["attached"].items()}
        written = set_page(given["html"], look=given["look"], attached=files)
        sys.stdout.buffer.write(b"%d\n" % len(written) + written)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    set_all()
