"""Reads a picture that somebody sent: SVG, PNG or JPG; whatever is not plainly one of these is refused."""

import io
import warnings

import numpy as np
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image

from minzhi.engines.similarity.logos.refusals import BadPicture
from minzhi.engines.similarity.logos.vectors import drawn

LARGEST = 5_000_000
"""Bytes of a file."""
MOST_PIXELS, SIDE = 40_000_000, 128
MAGIC = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
FORMS = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
DRAWN = FORMS | {"svg", "g", "title", "desc", "defs", "lineargradient", "radialgradient", "stop"}
MOST_ELEMENTS, MOST_DATA = 20_000, 2_000_000
SPOKEN = ("href", "src", "style", "class")
"""Attributes that may name something outside; a picture may not."""
PAPER, INK, DARK = 255, 200, 110


def read_picture(content: bytes) -> np.ndarray:
    """Return a picture as 128 × 128 grey values, dark on light, filled to its edges; raises `BadPicture`."""
    if len(content) > LARGEST:
        raise BadPicture(_("图片超过5MB，请缩小后再上传。"))
    if not content:
        raise BadPicture(_("文件是空的，请另选一张图片。"))
    kind = next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), "")
    picture = _raster(content, kind) if kind else drawn(_checked(content))
    return framed(picture)


def _raster(content: bytes, kind: str) -> np.ndarray:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=(kind,)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise BadPicture(_("图片的像素太多，请缩小后再上传。"))
                opened.draft("L", (SIDE * 4, SIDE * 4))
                opened.thumbnail((SIDE * 4, SIDE * 4))
                clear = opened.convert("RGBA")
                paper = Image.new("RGBA", clear.size, "white")
                return np.asarray(Image.alpha_composite(paper, clear).convert("L"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as bad:
        raise BadPicture(_("图片读不出来，文件可能已损坏，请另存为 PNG 后再上传。")) from bad


def _checked(content: bytes) -> etree._Element:
    """Return the root of a drawing of shapes and nothing else; entities, scripts, links and styles are refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as bad:
        raise BadPicture(_("只接受 SVG、PNG、JPG 图片，这个文件不是。")) from bad
    if "<!ENTITY" in content[:MOST_DATA].decode("utf-8", "replace").upper():
        raise BadPicture(_("SVG 里定义了实体，为安全起见不接受；请导出为普通 SVG 或 PNG。"))
    for count, element in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            raise BadPicture(_("SVG 里的图形太多，请导出为 PNG 后再上传。"))
        _check(element)
    if etree.QName(root).localname != "svg":
        raise BadPicture(_("只接受 SVG、PNG、JPG 图片，这个文件不是。"))
    return root


def _check(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        if isinstance(element, etree._Entity | etree._ProcessingInstruction):  # noqa: SLF001 - lxml's only names for them
            raise BadPicture(_("SVG 里有实体或处理指令，为安全起见不接受；请导出为普通 SVG 或 PNG。"))
        return
    name = etree.QName(element).localname.lower()
    if name not in DRAWN:
        message = _("SVG 里有「%(name)s」，为安全起见不接受；请导出为只含图形的 SVG，或者 PNG。")
        raise BadPicture(message % {"name": name[:30]})
    for attribute, written in element.attrib.items():
        value = str(written)
        local = etree.QName(attribute).localname.lower()
        if local.startswith("on") or local in SPOKEN or "url(" in value.replace(" ", "").lower():
            message = _("SVG 的「%(name)s」引用了别处的内容，为安全起见不接受；请导出为普通 SVG 或 PNG。")
            raise BadPicture(message % {"name": local[:30]})
        if len(value) > MOST_DATA:
            raise BadPicture(_("SVG 里的图形太多，请导出为 PNG 后再上传。"))


def framed(picture: np.ndarray) -> np.ndarray:
    """Turn light-on-dark round, cut the empty edges away, and fit the rest into 128 × 128."""
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    grey = PAPER - picture if np.median(edge) < DARK else picture
    rows, columns = np.where(grey < INK)
    if not len(rows):
        raise BadPicture(_("图片上什么也没有，请另选一张。"))
    return fitted(grey[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])


def fitted(grey: np.ndarray) -> np.ndarray:
    """Return a picture in the middle of a square of 128 × 128, its longer side filling it but for a margin."""
    height, width = grey.shape
    scale = (SIDE - 16) / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = Image.fromarray(np.ascontiguousarray(grey)).resize(size, Image.Resampling.BILINEAR)
    paper = Image.new("L", (SIDE, SIDE), PAPER)
    paper.paste(small, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return np.asarray(paper, np.uint8)
