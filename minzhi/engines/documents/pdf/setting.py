"""Sets a paper as PDF/A-2b with the structure that PDF/UA asks for. Needs Pango and Chinese fonts."""

import ctypes.util
import json
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from minzhi.engines.documents.pdf.blocks import Block, blocks
from minzhi.engines.documents.pdf.press import Jammed, one_press
from minzhi.kit.refusal import Refusal


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
    return in_child(as_html(blocks(word), title=title, made_on=made_on))


def as_html(given: list[Block], *, title: str, made_on: str) -> str:
    return render_to_string("documents/paper.html", {"blocks": given, "title": title, "made_on": made_on})


def in_child(html: str, *, look: str = "", attached: Mapping[str, bytes] | None = None) -> bytes:
    """Return an HTML page as PDF, made by a process that ends with it; raises `NoPdf` with what that process said."""
    files = {name: b64encode(content).decode() for name, content in (attached or {}).items()}
    given = json.dumps({"html": html, "look": look, "attached": files}).encode()
    try:
        with one_press() as press:
            return press.set(given)
    except Jammed as why:
        message = _("PDF没有做成：%(why)s。后台会再试；一直不成时请运行 minzhi doctor。")
        raise NoPdf(message % {"why": why}) from why


def page_as_pdf(html: str, *, look: str = "", attached: Mapping[str, bytes] | None = None) -> bytes:
    """Return a page of another room as PDF: with a look of its own, with files attached; raises `NoPdf`."""
    if lacking := why_not():
        raise NoPdf(lacking)
    return in_child(html, look=look, attached=attached)
