"""Answers as tables: columns, and the sheet's note of query, day and hash."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from minzhi.kit.text import mark as _
from minzhi.records.rights.models import Right

LONGEST_CELL = 32_000
KEYS = ("pn", "an", "kind", "title", "pa", "inventors", "ipc", "ad", "pd", "state", "city", "agency")
HEADINGS = (
    _("公开（公告、注册）号"),
    _("申请号"),
    _("种类"),
    _("名称"),
    _("申请人"),
    _("发明人"),
    _("分类号"),
    _("申请日"),
    _("公开日"),
    _("法律状态"),
    _("地市"),
    _("代理机构"),
)


def headings() -> list[str]:
    """Return the headings of a table of rights, in the order of `KEYS`."""
    return [gettext(heading) for heading in HEADINGS]


def row(right: Right) -> list[str]:
    """Return a right as a row; several values stand in one cell with semicolons between them."""
    classes = [symbol for scheme in ("ipc", "loc", "nice") for symbol in right.classes.get(scheme, [])]
    return [
        ";".join(map(str, right.publications.all())),
        right.number,
        right.get_kind_display(),
        right.title,
        ";".join(right.applicants),
        ";".join(right.inventors),
        ";".join(classes),
        _day(right.filed_on),
        _day(right.published_on),
        right.get_state_display(),
        right.city,
        right.agency,
    ]


def as_json(right: Right) -> dict[str, Any]:
    """Return a right as programs read it."""
    return (
        {"uid": str(right.uid)}
        | dict(zip(KEYS, row(right), strict=True))
        | {
            "pn": [str(each) for each in right.publications.all()],
            "pa": right.applicants,
            "inventors": right.inventors,
            "ipc": right.classes.get("ipc", []),
            "kind": right.kind,
            "state": right.state,
            "classes": right.classes,
        }
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def csv_lines(rights: Iterable[Right], *, query: str, on: date, of: int = 0) -> Iterator[str]:
    """Yield the lines of a table with its query, day and hash below it."""
    buffer, digest, count = StringIO(), hashlib.sha256(), 0
    writer = csv.writer(buffer)

    def taken() -> str:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    writer.writerow(headings())
    yield "\ufeff" + taken()
    for each in map(row, rights):
        count += 1
        digest.update(hashed(each))
        writer.writerow([safe(cell) for cell in each])
        yield taken()
    writer.writerows(
        [[], *([name, safe(str(value))] for name, value in notes(query, on, count, digest.hexdigest(), of))]
    )
    yield taken()


def notes(query: str, on: date, count: int, digest: str, of: int = 0) -> list[tuple[str, str | int]]:
    """Return what stands below a table: query, day, number of rows (and `of` how many, where it has not all), hash."""
    return [
        (gettext("检索式"), query),
        (gettext("数据日期"), on.isoformat()),
        (gettext("件数"), count),
        *([(gettext("全部结果件数"), of)] if of > count else []),
        ("SHA-256", digest),
    ]


def workbook(rights: Iterable[Right], *, query: str, on: date, of: int = 0) -> bytes:
    """Return a table as xlsx, its query, day and hash on a sheet of their own."""
    book, digest, count = Workbook(write_only=True), hashlib.sha256(), 0
    sheet = book.create_sheet(gettext("检索结果"))
    sheet.append(headings())
    for each in map(row, rights):
        count += 1
        digest.update(hashed(each))
        sheet.append([safe(ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL]) for cell in each])
    about = book.create_sheet(gettext("说明"))
    for name, value in notes(query, on, count, digest.hexdigest(), of):
        about.append([name, safe(str(value))])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def hashed(row: list[str]) -> bytes:
    """Return the bytes of a row that the hash covers: JSON and a line's end."""
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


@dataclass
class Noted:
    """Rights that pass by, counted and hashed as rows: what stands below them is known when all have passed."""

    rights: Iterable[Right]
    query: str
    on: date
    of: int = 0
    count: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def __iter__(self) -> Iterator[Right]:
        for right in self.rights:
            self.count += 1
            self.digest.update(hashed(row(right)))
            yield right

    def notes(self) -> list[tuple[str, str | int]]:
        """Return query, day, number and hash."""
        return notes(self.query, self.on, self.count, self.digest.hexdigest(), self.of)


def json_lines(rights: Iterable[Right], *, query: str, on: date, of: int = 0) -> Iterator[str]:
    """Yield a line of JSON for each right, and a last one that says what the list is."""
    noted = Noted(rights, query, on, of)
    for right in noted:
        yield json.dumps(as_json(right), ensure_ascii=False) + "\n"
    about = {"query": query, "data_date": on.isoformat(), "count": noted.count, "sha256": noted.digest.hexdigest()}
    about |= {"of": of} if of > noted.count else {}
    yield json.dumps({"about": about}, ensure_ascii=False) + "\n"


def ris(rights: Iterable[Right], *, query: str, on: date, of: int = 0) -> Iterator[str]:
    """Yield entries of RIS, for programs that manage references; what the list is stands behind the last of them."""
    noted = Noted(rights, query, on, of)
    for right in noted:
        lines = [
            "TY  - PAT",
            f"TI  - {_in_one_line(right.title)}",
            *(f"AU  - {_in_one_line(name)}" for name in right.inventors),
            *(f"A2  - {_in_one_line(name)}" for name in right.applicants),
        ]
        lines += [f"M1  - {each}" for each in right.publications.all()]
        lines += [f"PY  - {right.published_on.year}"] if right.published_on else []
        yield "\r\n".join([*lines, f"AB  - {_in_one_line(right.abstract)}", "ER  - ", ""]) + "\r\n"
    yield "".join(f"N1  - {_in_one_line(f'{name}：{value}')}\r\n" for name, value in noted.notes())


def bibtex(rights: Iterable[Right], *, query: str, on: date, of: int = 0) -> Iterator[str]:
    """Yield entries of BibTeX; what the list is stands in a comment at the end."""
    noted = Noted(rights, query, on, of)
    for right in noted:
        number = next((str(each) for each in right.publications.all()), right.number)
        pairs = {
            "title": right.title,
            "author": " and ".join(right.inventors or right.applicants),
            "holder": "; ".join(right.applicants),
            "number": number,
        }
        pairs |= {"year": str(right.published_on.year)} if right.published_on else {}
        body = ",\n".join(f"  {key} = {{{_plain(value)}}}" for key, value in pairs.items())
        key = re.sub(r"\W", "", number)
        yield f"@patent{{{key},\n{body}\n}}\n\n"
    yield "@comment{" + "；".join(_plain(f"{name}：{value}") for name, value in noted.notes()) + "}\n"


def _in_one_line(value: str) -> str:
    """Return a text that begins no line of its own, which would be read as another field."""
    return " ".join(value.split())


def _plain(value: str) -> str:
    return value.replace("{", "(").replace("}", ")").replace("\\", "/")
