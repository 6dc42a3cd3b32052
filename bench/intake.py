"""Reading sheets: bytes as they were sent to cells that a format understands, by kind of file; no database.

Rows a second are those of the whole file. The dry run and the act on each row come on top: each is a transaction.
"""

import io
from collections.abc import Iterator
from time import perf_counter, process_time

from openpyxl import Workbook

from bench.frame import Cost, Row
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.records.files.kinds import media_type

ROWS = 20_000
HEAD = ("机构名称", "统一社会信用代码", "成立日期", "注册资本（万元）", "所在地", "备注")


def run() -> Iterator[Row]:
    table = [HEAD, *(_line(number) for number in range(ROWS))]
    for what, content in (
        ("csv, UTF-8", _csv(table).encode()),
        ("csv, GB18030", _csv(table).encode("gb18030")),
        ("xlsx", _xlsx(table)),
    ):
        cpu, wall = process_time(), perf_counter()
        read = len(grid_of(content, media_type(content)).rows)
        cpu, wall = process_time() - cpu, perf_counter() - wall
        said = (
            f"{what}: {read} rows of {len(HEAD)} columns, {len(content) / 2**20:.1f} MB, {read / cpu:.0f} rows/s of CPU"
        )
        yield Row(said, Cost(cpu, wall, 0))


def _line(number: int) -> tuple[str, ...]:
    return (
        f"演示第{number}代理所",
        f"91350100MA{number:08}",
        "2023年9月1日",
        f"{number % 900}.5",
        "福州市",
        "１２３　全角",
    )


def _csv(table: list[tuple[str, ...]]) -> str:
    return "\r\n".join(",".join(row) for row in table)


def _xlsx(table: list[tuple[str, ...]]) -> bytes:
    book, stream = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("表")
    for row in table:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()
