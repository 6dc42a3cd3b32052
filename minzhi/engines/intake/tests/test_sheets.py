"""Files as grids: what a person does not see is said, what is hostile is refused, nothing is half read."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from minzhi.engines.intake.rules.fields import Broken, Computed, Shared
from minzhi.engines.intake.sheets.grid import MOST_ROWS, BadSheet
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.engines.intake.tests.conftest import csv, xlsx
from minzhi.engines.intake.tests.old_book import old_book
from minzhi.records.files.kinds import EXCEL, OLD_EXCEL, TEXT, Refused, media_type
from minzhi.records.tables.listing import MOST

OLD_BOOK = old_book(("机构名称", "统一社会信用代码"), ("演示甲代理所", "91350100MA0000000L", 45170.0))
SHEET = "xl/worksheets/sheet1.xml"


def read(content):
    return grid_of(content, media_type(content))


def repacked(content, part, change):
    """Return a package with one part changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name).decode()) if name == part else old.read(name))
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_its_own_encoding(encoding):
    assert read(csv(("名称", "备注"), ("珺喆", ""), encoding=encoding)).rows == [["名称", "备注"], ["珺喆", None]]


def test_what_is_pasted_out_of_a_sheet_is_a_table():
    assert read("名称\t备注\n甲,乙\t丙".encode()).rows == [["名称", "备注"], ["甲,乙", "丙"]]


def test_a_quotation_mark_that_never_ends_is_no_reason_to_stop():
    assert read('名称,备注\n"甲,乙'.encode()).rows[1] == ["甲,乙"]


def test_a_merged_cell_says_the_same_all_over():
    content = xlsx(("合同", None), ("甲", "乙"), change=lambda page: page.merge_cells("A1:B1"))
    assert read(content).rows[0] == ["合同", "合同"]


def test_a_cell_merged_over_rows_is_told_from_cells_that_say_the_same():
    content = xlsx(
        ("甲", 5), (None, None), ("乙", 5), change=lambda page: [page.merge_cells(f"{at}1:{at}2") for at in "AB"]
    )
    assert read(content).rows == [[Shared("甲"), Shared(5.0)], [Shared("甲"), Shared(5.0)], ["乙", 5.0]]


@pytest.mark.parametrize(("form", "seen"), [("0%", "85%"), ("0.00%", "85%"), ('0.00"%"', 0.85), ("0.00", 0.85)])
def test_a_number_that_is_shown_as_a_percentage_is_read_as_it_is_shown(form, seen):
    content = xlsx(("甲", 0.85), change=lambda page: setattr(page["B1"], "number_format", form))
    assert read(content).rows == [["甲", seen]]


def test_a_merged_area_over_the_whole_sheet_costs_nothing():
    merged = xlsx(("甲", "乙"), ("丙", "丁"), change=lambda page: page.merge_cells("A1:B1"))
    content = repacked(merged, SHEET, lambda text: text.replace("A1:B1", "A1:XFD1048576"))
    assert read(content).rows == [[Shared("甲")] * 2] * 2


def test_hidden_rows_columns_and_sheets_are_said():
    def hide(page):
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True
        page.parent.create_sheet("附表").append(["丙"])

    grid = read(xlsx(("甲", "乙"), ("丙", "丁"), change=hide))
    assert (grid.hidden_rows, grid.hidden_columns, grid.others) == ({1}, {1}, ["附表"])


def test_a_formula_is_what_it_last_came_to():
    content = xlsx(("甲", "=1+1"))
    with_result = repacked(
        content, SHEET, lambda text: text.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>")
    )
    assert [read(each).rows[0][1] for each in (content, with_result)] == [Computed(None), Computed(2.0)]


def test_an_error_keeps_its_name():
    content = repacked(xlsx(("甲", 7)), SHEET, lambda text: text.replace('t="n"><v>7', 't="e"><v>#REF!'))
    assert read(content).rows[0][1] == Broken("#REF!")


def test_a_workbook_that_counts_from_1904_says_so():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["日期", date(2023, 9, 1)])
    kept = io.BytesIO()
    book.save(kept)
    grid = read(kept.getvalue())
    assert (grid.since_1904, grid.rows[0][1]) == (True, date(2023, 9, 1))


def test_an_old_workbook_is_read():
    grid = read(OLD_BOOK)
    assert (grid.rows[1][:2], grid.since_1904) == (["演示甲代理所", "91350100MA0000000L"], None)


@pytest.mark.parametrize("at", ["A1048576", "XFD1", "XFD1048576"])
def test_one_cell_far_away_is_refused_before_memory_is_taken(at):
    content = xlsx(("甲", "乙"), change=lambda page: page.__setitem__(at, "远"))
    with pytest.raises(BadSheet, match="没有接收"):
        read(content)


def test_two_cells_far_apart_are_refused_before_memory_is_taken_for_all_between_them():
    content = xlsx(("甲", "乙"), change=lambda page: page.__setitem__("SF100000", "远"))
    with pytest.raises(BadSheet, match="3000000格"):
        read(content)


def test_a_colour_far_away_is_no_content():
    def colour(page):
        page["XFD1"].fill = PatternFill("solid", fgColor="FFFF00")

    assert read(xlsx(("甲", "乙"), change=colour)).rows == [["甲", "乙"]]


def test_merged_areas_piled_on_each_other_are_refused():
    content = xlsx(*[("甲",) * 100] * 100)
    piled = "<mergeCells>" + '<mergeCell ref="A1:CV100"/>' * 400 + "</mergeCells>"
    with pytest.raises(BadSheet, match="重叠"):
        read(repacked(content, SHEET, lambda text: text.replace("</sheetData>", "</sheetData>" + piled)))


@pytest.mark.parametrize(
    ("said", "instead"), [('<row r="2"', '<row r="二"'), ('<row r="1"', '<row r="3"'), ('r="A2"', 'r="A1"')]
)
def test_rows_and_cells_that_stand_nowhere_or_out_of_order_are_refused(said, instead):
    with pytest.raises(BadSheet, match="损坏"):
        read(repacked(xlsx(("甲", "乙"), ("丙", "丁")), SHEET, lambda text: text.replace(said, instead)))


def test_rows_and_cells_without_a_place_follow_one_another():
    content = repacked(xlsx(("甲", 1), ("乙", "=1+1")), SHEET, lambda text: re.sub(r' r="[A-Z]*[0-9]+"', "", text))
    assert read(content).rows == [["甲", 1.0], ["乙", Computed(None)]]


def test_more_rows_than_any_office_writes_are_refused():
    with pytest.raises(BadSheet, match="没有接收"):
        read(b"a,b\n" * (MOST_ROWS + 1))


def test_the_longest_list_that_leaves_the_house_comes_in_again_with_its_heading():
    assert len(read(b"title,\npapers,\na,b\n" + b"c,d\n" * MOST).rows) == MOST + 3


def test_a_document_type_declaration_is_refused():
    evil = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    content = repacked(xlsx(("甲", "乙")), "xl/workbook.xml", lambda text: evil + text.partition("?>")[2])
    with pytest.raises(BadSheet, match="DOCTYPE"):
        read(content)


def test_a_bomb_is_refused():
    with pytest.raises(Refused, match="炸弹"):
        read(repacked(xlsx(("甲", "乙")), SHEET, lambda text: text + " " * 30_000_000))


def test_an_old_workbook_with_macros_is_refused():
    content = OLD_BOOK + "_VBA_PROJECT\0".encode("utf-16-le")
    with pytest.raises(Refused, match="宏"):
        read(content)


def test_a_broken_workbook_is_refused():
    with pytest.raises(BadSheet, match="损坏"):
        read(repacked(xlsx(("甲", "乙")), SHEET, lambda text: text[:-40]))


@pytest.mark.parametrize(("content", "kind"), [(b"%PDF-1.7", "application/pdf"), (b"<html>", "text/html")])
def test_what_is_no_sheet_is_refused(content, kind):
    with pytest.raises(BadSheet, match="不是表格"):
        grid_of(content, kind)


def test_an_empty_sheet_is_refused():
    with pytest.raises(BadSheet, match="空的"):
        grid_of(b",,\n,,", TEXT)


def test_types_are_told_apart():
    assert [media_type(each) for each in (xlsx(("甲",)), OLD_BOOK)] == [EXCEL, OLD_EXCEL]
