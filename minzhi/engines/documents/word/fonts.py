"""Names every font of a Word file: no theme fonts, an East-Asian font everywhere, so that nothing is left to guess."""

import io
import re
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HAN, LATIN = "仿宋", "Times New Roman"
SLOTS = {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": HAN, "cs": LATIN}
THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
PARTS = re.compile(r"word/(?:glossary/)?(?!fontTable|settings|webSettings)\w+\.xml")
THEME, TABLE = re.compile(r"word/theme/theme\d*\.xml"), "word/fontTable.xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip knows: the same words give the same bytes


def made_concrete(package: bytes) -> bytes:
    """Return a docx with theme fonts replaced by named ones, and with East-Asian fonts set."""
    used: set[str] = {HAN, LATIN}
    with zipfile.ZipFile(io.BytesIO(package)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    for name, content in parts.items():
        if PARTS.fullmatch(name):
            parts[name] = _named(content, used)
        elif THEME.fullmatch(name):
            parts[name] = _theme(content)
    if TABLE in parts:
        parts[TABLE] = _table(used)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _q(name: str) -> str:
    return f"{{{W}}}{name}"


def _named(content: bytes, used: set[str]) -> bytes:
    root = etree.fromstring(content, PARSER)
    if root.tag == _q("styles"):
        _set_defaults(root)
    for fonts in root.iter(_q("rFonts")):
        themed = [slot for slot in THEMED if fonts.attrib.pop(_q(slot), "")]
        if themed or _q("eastAsia") not in fonts.attrib:
            for slot, font in SLOTS.items():
                if _q(slot) not in fonts.attrib:
                    fonts.set(_q(slot), font)
        used.update(fonts.get(_q(slot)) or LATIN for slot in SLOTS)
    return _written(root)


def _set_defaults(styles: etree._Element) -> None:
    """Say in the document's defaults which fonts hold where no style names one."""
    place = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(_q(name))
        if found is None:
            found = etree.Element(_q(name))
            place.insert(0, found)
        place = found
    if place.find(_q("rFonts")) is None:
        place.insert(0, etree.Element(_q("rFonts")))


def _theme(content: bytes) -> bytes:
    root = etree.fromstring(content, PARSER)
    for fonts in (*root.iter(f"{{{A}}}majorFont"), *root.iter(f"{{{A}}}minorFont")):
        for each in list(fonts):
            kind = etree.QName(each).localname
            if kind == "font":
                fonts.remove(each)
            elif kind in {"latin", "ea", "cs"}:
                each.set("typeface", HAN if kind == "ea" else LATIN)
    return _written(root)


def _table(used: set[str]) -> bytes:
    root = etree.Element(_q("fonts"), nsmap={"w": W})
    for font in sorted(used):
        etree.SubElement(root, _q("font"), {_q("name"): font})
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
