"""Sets a paper as PDF/A-2b with the structure that PDF/UA asks for. Needs Pango and Chinese fonts."""

import ctypes.util
import gc
import shutil
import subprocess
import warnings
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from minzhi.engines.documents.pdf.blocks import Block, blocks
from minzhi.kit.refusal import Refusal

STYLESHEET = Path(__file__).with_name("page.css")
WIDTHS = "".join(f".w-{share} {{ width: {share}% }}" for share in range(1, 101))
"""Columns of tables, by classes, as templates hold no styles."""
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


class NoPdf(Refusal):
    """PDF cannot be made here. The text says what is missing."""


@cache
def hindrance() -> str:
    """Return what keeps this machine from making PDF, as a code: ``pango``, ``fonts``, or "" for nothing."""
    if not ctypes.util.find_library("pango-1.0") or not ctypes.util.find_library("pangoft2-1.0"):
        return "pango"
    return "" if chinese_fonts() else "fonts"


def chinese_fonts(*, sign: str = "") -> str:
    """Return the families of the fonts that write Chinese, or of those that have one sign; "" without any."""
    listing = shutil.which("fc-list")
    if listing is None:
        return ""
    asked = f":charset={ord(sign):x}" if sign else ":lang=zh-cn"
    return subprocess.run([listing, asked, "family"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - fixed words


def why_not() -> str:
    """Return the sentence that says why there is no PDF here, "" where there is."""
    sentences = {
        "pango": _("本机没有Pango，不能生成PDF，只有Word。"),
        "fonts": _("本机没有中文字体，不能生成PDF，只有Word。"),
    }
    return sentences.get(hindrance(), "")


def as_pdf(word: bytes, *, title: str, made_on: str) -> bytes:
    """Return a filled Word file as PDF; `made_on` is an ISO day. Raises `NoPdf`."""
    if lacking := why_not():
        raise NoPdf(lacking)
    return set_page(as_html(blocks(word), title=title, made_on=made_on))


def as_html(given: list[Block], *, title: str, made_on: str) -> str:
    return render_to_string("documents/paper.html", {"blocks": given, "title": title, "made_on": made_on})


def set_page(html: str) -> bytes:
    """Return an HTML page as PDF; nothing is fetched from anywhere."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - loads Pango, which only the worker needs

    page = HTML(string=html, url_fetcher=_fetch_nothing)
    laid = page.render(
        stylesheets=[CSS(string=STYLESHEET.read_text("utf-8") + WIDTHS)], pdf_variant="pdf/a-2b", pdf_tags=True
    )
    laid.metadata = _also_universal(laid.metadata)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the file of its colour profile open
        written: bytes = laid.write_pdf(pdf_variant="pdf/a-2b", pdf_tags=True, pdf_identifier=b"minzhi")
    del page, laid
    gc.collect()  # a laid page holds its fonts in cycles: 25 MB a paper until somebody collects
    return written


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
