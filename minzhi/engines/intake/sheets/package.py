"""What a workbook's own parts say that its values do not: hidden rows, formulas, errors, and how large it really is.

Each part goes through expat once, as a stream; a document type declaration, which entities need, stops it.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

from minzhi.engines.intake.sheets.grid import BadSheet, check_size

CHUNK = 1 << 16
WRITTEN = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MOST_HIDDEN_COLUMNS = 16384
STYLES, SAID_AS_IT_IS = "xl/styles.xml", re.compile(r'"[^"]*"|\\.')
HOLDING = frozenset({"v", "is", "f"})
"""What stands in a cell that is more than a border or a colour."""
Place = tuple[int, int]
Start = Callable[[str, dict[str, str]], None]


@dataclass
class Marks:
    """What was found in a sheet's part: places are (row, column), counted from 0."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)
    percents: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    name: str
    part: str
    hidden: bool


class Package:
    """An xlsx file, opened for its parts."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.since_1904 = False
        self.sheets: list[Sheet] = []
        self.percents: set[str] = set()
        self._read_workbook()
        if STYLES in self.zip.namelist():
            self._read_styles()
        for part in self.zip.namelist():
            if part.endswith("sharedStrings.xml"):
                self._through(part, lambda _name, _given: None)

    def _through(self, part: str, start: Start, text: Callable[[str], None] | None = None,
                 end: Callable[[str], None] | None = None) -> None:  # fmt: skip
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda name, given: start(name.rpartition(" ")[2], given)
        if text is not None:
            parser.CharacterDataHandler = text
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
        try:
            with self.zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    parser.Parse(chunk)
                parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature: the end
        except (expat.ExpatError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
            raise BadSheet(_("工作簿的内容已损坏，读不出来。请用表格软件重新另存后再传。")) from wrong

    def _read_workbook(self) -> None:
        targets: dict[str, str] = {}
        named: list[tuple[str, str, bool]] = []

        def relation(name: str, given: dict[str, str]) -> None:
            if name == "Relationship":
                target = given.get("Target", "")
                targets[given.get("Id", "")] = target.lstrip("/") if target[:1] == "/" else posixpath.join("xl", target)

        def start(name: str, given: dict[str, str]) -> None:
            if name == "workbookPr":
                self.since_1904 = given.get("date1904", "0") in {"1", "true"}
            elif name == "sheet":
                key = next((value for key, value in given.items() if key.endswith(" id")), "")
                named.append((given.get("name", ""), key, given.get("state", "visible") != "visible"))

        self._through("xl/_rels/workbook.xml.rels", relation)
        self._through("xl/workbook.xml", start)
        self.sheets = [Sheet(name, targets.get(key, ""), hidden) for name, key, hidden in named]

    def _read_styles(self) -> None:
        """Find the styles that show 0.85 as 85%."""
        formats, within, count = {"9", "10"}, False, 0

        def start(name: str, given: dict[str, str]) -> None:
            nonlocal within, count
            if name == "numFmt" and "%" in SAID_AS_IT_IS.sub("", given.get("formatCode", "")):
                formats.add(given.get("numFmtId", ""))
            elif name == "cellXfs":
                within = True
            elif name == "xf" and within:
                if given.get("numFmtId") in formats:
                    self.percents.add(str(count))
                count += 1

        def end(name: str) -> None:
            nonlocal within
            within = within and name != "cellXfs"

        self._through(STYLES, start, end=end)

    def marks(self, sheet: Sheet) -> Marks:
        """Return the marks of one sheet; raises `BadSheet` as soon as it is larger than any sheet may be."""
        found = Marks()
        here, kept, as_percent = (-1, -1), _Kept(), False

        def start(name: str, given: dict[str, str]) -> None:
            nonlocal here, as_percent
            if name == "c":
                here = _after(here, _place(given.get("r", ""), here))
                kept.begin(is_error=given.get("t") == "e")
                as_percent = given.get("s") in self.percents
            elif name in HOLDING:
                _hold(found, here, name, as_percent=as_percent)
            elif name == "row":
                here = _after(here, (int(given.get("r", here[0] + 2)) - 1, -1))
                if given.get("hidden") in {"1", "true"} or given.get("ht") == "0":
                    found.hidden_rows.add(here[0])
            elif name == "col" and given.get("hidden") in {"1", "true"}:
                last = min(int(given["max"]), MOST_HIDDEN_COLUMNS)
                found.hidden_columns.update(range(int(given["min"]) - 1, last))

        def end(name: str) -> None:
            if name == "c" and kept.is_error:
                found.errors[here] = kept.text.strip() or "#N/A"
                kept.begin(is_error=False)

        self._through(sheet.part, start, kept.add, end)
        return found


class _Kept:
    """The text of the cell at hand, kept only where it is an error's name."""

    def __init__(self) -> None:
        self.begin(is_error=False)

    def begin(self, *, is_error: bool) -> None:
        self.is_error, self.text = is_error, ""

    def add(self, text: str) -> None:
        if self.is_error and len(self.text) < CHUNK:
            self.text += text


def _hold(found: Marks, here: Place, what: str, *, as_percent: bool) -> None:
    """Let a sheet grow to a cell that holds something: memory is taken for all cells up to it, empty ones too."""
    found.rows, found.columns = max(found.rows, here[0] + 1), max(found.columns, here[1] + 1)
    check_size(found.rows, found.columns, found.rows * found.columns)
    if what == "f":
        found.formulas.add(here)
    elif as_percent:
        found.percents.add(here)


def _after(before: Place, here: Place) -> Place:
    """Return a place that follows the one before: what stands out of order would be lost when values are read."""
    if here <= before:
        raise ValueError(here)
    return here


def _place(written: str, before: Place) -> Place:
    """Return where a cell stands: AB12 is (11, 27); without a name it stands right of the one before."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        return before[0], before[1] + 1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _refuse_doctype(*_given: object) -> None:
    raise BadSheet(_("工作簿里有外部引用的声明（DOCTYPE），不是表格软件存出来的，没有接收。"))
