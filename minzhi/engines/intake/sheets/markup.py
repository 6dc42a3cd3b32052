"""XML as a table: the element that repeats most is the row, what stands in it is the columns."""

from collections import Counter

from django.utils.translation import gettext as _
from lxml import etree

from minzhi.engines.intake.rules.fields import Cell
from minzhi.engines.intake.sheets.grid import BadSheet, Grid, check_size

BETWEEN = "；"
"""Between what a row says several times under one name."""
FEWEST = 2


def from_xml(content: bytes) -> Grid:
    """Return the rows of a file whose elements repeat: attributes and elements by their names, first seen first.

    Elements below those of a row are named by their way, ``联系人/电话``. Raises `BadSheet`.
    """
    root = _parsed(content)
    counted = Counter((parent, _name(row)) for parent in root.iter(etree.Element) for row in parent if _is_row(row))
    (parent, named), times = max(counted.items(), key=lambda each: each[1], default=((root, ""), 0))
    if times < FEWEST:
        raise BadSheet(_("这份XML里没有重复出现的记录，读不成表格。请导出为xlsx或csv再传。"))
    rows = [_said(row) for row in parent if isinstance(row.tag, str) and _name(row) == named]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    check_size(len(rows), len(columns), len(rows) * len(columns))
    head: list[Cell] = list(columns)
    return Grid(named, [head, *([row.get(name, "") for name in columns] for row in rows)])


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadSheet(_("这份XML有错，读不了：%(error)s。请让发来的一方重新导出。") % {"error": error.msg}) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadSheet(_("这份XML带有文档类型声明（DOCTYPE），没有接收。请导出为不带声明的XML、xlsx或csv再传。"))
    return root


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _is_row(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and (len(element) > 0 or bool(element.attrib))


def _said(row: etree._Element) -> dict[str, Cell]:
    """Return what a row says, by name."""
    found: dict[str, list[str]] = {}
    _gather(row, "", found)
    return {name: BETWEEN.join(dict.fromkeys(values)) for name, values in found.items()}


def _gather(element: etree._Element, way: str, found: dict[str, list[str]]) -> None:
    for name, value in element.attrib.items():
        found.setdefault(way + etree.QName(name).localname, []).append(str(value).strip())
    for child in element:
        if not isinstance(child.tag, str):
            continue
        text = (child.text or "").strip()
        if text or not _is_row(child):
            found.setdefault(way + _name(child), []).append(text)
        _gather(child, f"{way}{_name(child)}/", found)
