"""What a format declares: typed fields; what a sheet gives: cells; and what is wrong with one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.text import mark as _

Plain = str | float | bool | date | None
Value = str | int | Decimal | date | bool | None
LONGEST = 300


class Kind(StrEnum):
    """What a field may hold; each kind has its reader in `readers`."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    QUARTER = "quarter"
    YES_NO = "yes_no"
    CHOICE = "choice"
    UNIT = "unit"
    PLACE = "place"
    CODE = "code"
    CREDIT_CODE = "credit_code"
    IDENTITY = "identity"
    APPLICATION = "application"
    PAPER = "paper"


KIND_TITLES = {
    Kind.TEXT: _("文字"),
    Kind.NUMBER: _("数字"),
    Kind.WHOLE: _("整数"),
    Kind.DATE: _("日期"),
    Kind.QUARTER: _("季度"),
    Kind.YES_NO: _("是否"),
    Kind.CHOICE: _("选项"),
    Kind.UNIT: _("单位名称"),
    Kind.PLACE: _("行政区划"),
    Kind.CODE: _("编号"),
    Kind.CREDIT_CODE: _("统一社会信用代码"),
    Kind.IDENTITY: _("身份证号"),
    Kind.APPLICATION: _("专利申请号"),
    Kind.PAPER: _("文号"),
}


@dataclass(frozen=True)
class Field:
    """One field of a format. `title` is its first heading, `measured_in` the unit of its numbers (元)."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    measured_in: str = ""
    places: int = 2
    longest: int = LONGEST
    example: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.title, *self.synonyms)


@dataclass(frozen=True)
class Computed:
    """A cell with a formula: what it last came to, as the sheet keeps it. Nothing is computed here."""

    value: Plain


@dataclass(frozen=True)
class Broken:
    """A cell that holds an error of the spreadsheet: #REF!, #N/A."""

    error: str


@dataclass(frozen=True)
class Shared:
    """What stands in a cell merged over several rows: a name is each row's, an amount may be that of all together."""

    value: str | float


Cell = Plain | Computed | Broken | Shared


@dataclass(frozen=True)
class Setting:
    """What a reader must know besides the cell.

    `since_1904`: whether serial days count from 1904; ``None`` where the file does not say. `scale`: what the
    heading's own unit (万元) makes of one. `names`: for units and places, normal name → key.
    """

    since_1904: bool | None = False
    scale: Decimal = Decimal(1)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Fault(Exception):
    """A cell cannot be taken as it is. `text` is a sentence with named places, `values` what stands in them."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text % values)
        self.text, self.values = text, values


def pack(cell: Cell) -> object:
    """Return a cell as JSON keeps it.

    >>> pack(Computed(date(2023, 9, 1))), unpack({"formula": {"date": "2023-09-01"}})
    ({'formula': {'date': '2023-09-01'}}, Computed(value=datetime.date(2023, 9, 1)))
    """
    if isinstance(cell, Computed):
        return {"formula": pack(cell.value)}
    if isinstance(cell, Broken):
        return {"broken": cell.error}
    if isinstance(cell, Shared):
        return {"shared": cell.value}
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def unpack(kept: object) -> Cell:
    """Return the cell that `pack` wrote."""
    if not isinstance(kept, dict):
        return kept  # type: ignore[return-value] # JSON's own values are cells
    if "formula" in kept:
        inner = unpack(kept["formula"])
        return Computed(None if isinstance(inner, Computed | Broken | Shared) else inner)
    if "shared" in kept:
        return Shared(kept["shared"])
    return Broken(str(kept["broken"])) if "broken" in kept else date.fromisoformat(kept["date"])


def shown(cell: Cell) -> str:
    """Return a cell as a person would see it.

    >>> shown(12.0), shown(Computed(1.5)), shown(None), shown(date(2023, 9, 1))
    ('12', '1.5', '', '2023-09-01')
    """
    if isinstance(cell, Computed | Shared):
        return shown(cell.value)
    if isinstance(cell, Broken):
        return cell.error
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() and abs(cell) < WHOLE_FROM else repr(cell)
    return "" if cell is None else str(cell)


WHOLE_FROM = 1e15
"""From here on a spreadsheet no longer keeps every digit of a number."""
