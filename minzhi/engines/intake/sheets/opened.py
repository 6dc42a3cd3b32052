"""From a stored file's type to its grid."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from minzhi.engines.intake.sheets.books import from_xls, from_xlsx
from minzhi.engines.intake.sheets.grid import BadSheet, Grid, filled
from minzhi.engines.intake.sheets.markup import from_xml
from minzhi.engines.intake.sheets.texts import from_text
from minzhi.records.files.kinds import EXCEL, HTML, OLD_EXCEL, TEXT, XML

DECLARED = b"<?xml"
READERS: dict[str, Callable[[bytes], Grid]] = {EXCEL: from_xlsx, OLD_EXCEL: from_xls, TEXT: from_text, XML: from_xml}


def grid_of(content: bytes, media_type: str) -> Grid:
    """Return a file's sheet; raises `BadSheet` for what is no sheet or holds nothing."""
    is_xml = media_type == HTML and content.lstrip()[: len(DECLARED)] == DECLARED
    reader = READERS.get(XML if is_xml else media_type)
    if reader is None:
        raise BadSheet(_("这不是表格：请上传xlsx、xls、csv、xml，或把表格内容粘贴进来。"))
    grid = reader(content)
    if not any(map(filled, grid.rows)):
        raise BadSheet(_("表格是空的，请选择有内容的文件。"))
    return grid
