"""Cells as text: what people and spreadsheets put around a word or a code, taken off; what is destroyed, said."""

import re
import unicodedata

from minzhi.engines.intake.rules.fields import WHOLE_FROM, Broken, Cell, Computed, Fault, Plain, Shared, shown
from minzhi.kit.numbers import normalise
from minzhi.kit.text import mark as _

QUOTES = "'’‘`´＇"
NOTHING = frozenset({"", "-", "--", "/", "\\", "无", "空", "n/a", "null", "none", "——", "…"})
SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d*)?[eE]\+?\d+")
DESTROYED = _("「%(given)s」已被表格软件改成数字，末几位丢失：请把这一列设为文本格式，照原件重新填写。")
NO_RESULT = _("公式没有存下结果：请用表格软件打开并保存后再传，或直接填写。")
BROKEN = _("单元格是错误值%(given)s：请改正表中的公式，或直接填写。")


def plain(cell: Cell) -> Plain:
    """Return what a cell holds; raises `Fault` for an error or a formula without its result."""
    if isinstance(cell, Broken):
        raise Fault(BROKEN, given=cell.error)
    if isinstance(cell, Computed):
        if cell.value is None or cell.value == "":
            raise Fault(NO_RESULT)
        return cell.value
    return cell.value if isinstance(cell, Shared) else cell


def words(given: Plain) -> str:
    """Return running text: trimmed, one space between words, no sign that nobody can see."""
    text = _kept_whole(given)
    seen = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    return "\n".join(line for line in (" ".join(line.split()) for line in seen.splitlines()) if line).lstrip("'’＇")


def code(given: Plain) -> str:
    """Return an identifier in one way of writing: half-width capitals without spaces, apostrophe or ``.0``.

    >>> code("’１２３ 45x"), code(350100.0), code("350100.0")
    ('12345X', '350100', '350100')
    """
    text = normalise(_kept_whole(given)).strip(QUOTES).strip().upper()
    if SCIENTIFIC.fullmatch(text):
        raise Fault(DESTROYED, given=text)
    return re.sub(r"(?<=\d)\.0+$", "", text) if re.fullmatch(r"\d+\.0+", text) else text


def _kept_whole(given: Plain) -> str:
    """Return the digits of a number as they were typed, where the spreadsheet kept them."""
    if isinstance(given, float | int) and not isinstance(given, bool):
        if abs(given) >= WHOLE_FROM:
            raise Fault(DESTROYED, given=f"{given:.10G}")
        return shown(given)
    return shown(given)


def is_nothing(cell: Cell) -> bool:
    """Tell whether a cell says that there is nothing: empty, a dash, 无."""
    if isinstance(cell, Computed):
        return False
    return isinstance(cell, str) and folded(cell) in NOTHING if cell is not None else True


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def folded(text: str) -> str:
    """Return a word for comparing: half-width, small, without spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
