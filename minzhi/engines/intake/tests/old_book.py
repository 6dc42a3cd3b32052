"""Writes a small workbook of the old kind: BIFF8 records in a compound file, just enough of both to be read."""

import struct

SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST = 4096  # shorter streams would lie in a stream of their own
GLOBALS, PAGE = 0x0005, 0x0010


def old_book(*rows):
    """Return an xls file with one page of these rows; texts and numbers."""
    stream = _workbook(rows)
    stream += b"\0" * (max(SMALLEST, -(-len(stream) // SECTOR) * SECTOR) - len(stream))
    count = len(stream) // SECTOR
    fat = [FAT, END, *range(3, count + 2), END]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    )
    header += struct.pack("<IIIIIIII", 1, 1, 0, SMALLEST, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(stream))
    return header + table + folder.ljust(SECTOR, b"\0") + stream


def _entry(name, kind, child, start, size):
    written = (name + "\0").encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, FREE, FREE, child)
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)


def _workbook(rows):
    before = _record(0x0809, struct.pack("<HHHHII", 0x0600, GLOBALS, 0, 1997, 0, 0))
    name = b"\x05\x00" + b"Sheet"
    start = len(before) + 4 + 6 + len(name) + 4
    sheets = _record(0x0085, struct.pack("<IH", start, 0) + name) + _record(0x000A, b"")
    page = _record(0x0809, struct.pack("<HHHHII", 0x0600, PAGE, 0, 1997, 0, 0))
    page += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    page += b"".join(_cell(at, column, value) for at, row in enumerate(rows) for column, value in enumerate(row))
    return before + sheets + page + _record(0x000A, b"")


def _cell(row, column, value):
    if isinstance(value, float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    text = value.encode("utf-16-le")
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content
