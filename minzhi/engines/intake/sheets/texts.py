"""Text with separators: csv in UTF-8 or GB 18030, and what somebody pasted out of a sheet."""

import csv
import io

from django.utils.translation import gettext as _

from minzhi.engines.intake.rules.fields import Cell
from minzhi.engines.intake.sheets.grid import BadSheet, Grid, check_size

ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = "\t,;，"
LOOKED_AT = 20
LONGEST_CELL = 100_000


def decoded(content: bytes) -> str:
    """Return text in UTF-8, with or without its mark, or in GB 18030; raises `BadSheet`."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSheet(_("认不出文字的编码：请另存为UTF-8编码的csv，或直接传xlsx。"))


def from_text(content: bytes, name: str = "") -> Grid:
    """Read text as a table; raises `BadSheet`."""
    text = decoded(content)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)):
            cells += len(row)
            check_size(len(rows) + 1, len(row), cells)
            rows.append([cell if cell.strip() else None for cell in row])
    except csv.Error as wrong:
        raise BadSheet(_("第%(line)s行的引号或分隔符不对，读不出来。") % {"line": len(rows) + 1}) from wrong
    return Grid(name, rows, since_1904=False)


def separator(text: str) -> str:
    r"""Return the sign that parts most lines into the same number of cells.

    >>> separator("甲,乙\n1,2"), separator("甲\t乙,丙\n1\t2"), separator("甲")
    (',', '\t', ',')
    """
    lines = [line for line in text.splitlines()[:LOOKED_AT] if line.strip()]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in SEPARATORS}
    middle = {sign: count[len(count) // 2] for sign, count in counts.items() if count}
    best = max(middle, key=lambda sign: (min(middle[sign], 1), sign == "\t", middle[sign]), default=",")
    return best if middle.get(best) else ","
