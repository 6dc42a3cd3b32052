"""Sheets that go back to their sender: the lines that wait, with each wrong cell marked; and a blank one."""

import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from minzhi.engines.intake.formats import Format, format_of
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.queries.arrivals import lines, show
from minzhi.engines.intake.rules.fields import KIND_TITLES
from minzhi.records.tables.listing import harmless

RED, BOLD = PatternFill("solid", fgColor="FFF3C7C2"), Font(bold=True)


def marked(arrival: Arrival) -> bytes:
    """Return the waiting lines of a sheet as xlsx: wrong cells are red, say why, and can be mended and sent again."""
    given, book = format_of(arrival.format), Workbook(write_only=True)
    page = book.create_sheet(_("待更正"))
    titles = [_(field.title) for field in given.fields if field.name in arrival.mapping]
    page.append([_head(page, text) for text in (_("原行号"), *titles, _("问题"))])
    for shown in show(arrival, lines(arrival, Line.State.BAD).iterator(chunk_size=500)):
        cells = [_cell(page, cell.text, cell.fault) for cell in shown.cells]
        faults = [f"{cell.title}：{cell.fault}" for cell in shown.bad]
        page.append(
            [
                _cell(page, str(shown.line.number)),
                *cells,
                _cell(page, "\n".join([*faults, *filter(None, [shown.fault])])),
            ]
        )
    return _bytes(book)


def blank(given: Format) -> bytes:
    """Return an empty sheet of a format: its headings, and a page that says what each field takes."""
    book = Workbook(write_only=True)
    page, words = book.create_sheet(_("填报")), book.create_sheet(_("说明"))
    page.append([_head(page, _(field.title)) for field in given.fields])
    words.append([_head(words, text) for text in (_("栏目"), _("类型"), _("必填"), _("选项或示例"))])
    for field in given.fields:
        choices = "、".join(field.choices.values()) or field.example
        row = (_(field.title), _(KIND_TITLES[field.kind]), _("是") if field.required else _("否"), choices)
        words.append([_cell(words, text) for text in row])
    return _bytes(book)


def _head(page: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl's own page and cell
    cell = _cell(page, text)
    cell.font = BOLD
    return cell


def _cell(page: Any, text: str, fault: str = "") -> Any:  # noqa: ANN401 - as above
    cell = WriteOnlyCell(page, harmless(text))
    cell.data_type = "s"
    if fault:
        cell.fill, cell.comment = RED, Comment(fault, "闽知")
    return cell


def _bytes(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
