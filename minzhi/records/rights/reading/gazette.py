"""Gazette rows as CSV, one publication a line, in UTF-8 or GB18030; numbers destroyed by spreadsheets are reported."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import TextIOWrapper
from itertools import chain
from typing import IO

from django.utils.translation import gettext as _

from minzhi.kit.numbers import BadNumber, check_application, check_publication, normalise
from minzhi.records.rights.reading.item import SCIENTIFIC, Happened, Item, Problem, Published, day_of, without_blanks
from minzhi.records.tables.markup import BadFile
from minzhi.records.tables.markup import lines as lines_of

COLUMNS = (
    "publication_no",
    "kind",
    "title",
    "publication_date",
    "application_no",
    "application_date",
    "applicant",
    "inventors",
    "postcode",
    "province",
    "city",
    "county",
    "address",
    "classes",
    "applicant_type",
)
NEEDED = {"publication_no", "kind", "title", "publication_date"}
IGNORED = {"postcode": "in the address already", "applicant_type": "not the office's own statement"}
KINDS = {
    "invention_pub": ("invention", "publication"),
    "invention_grant": ("invention", "grant"),
    "utility": ("utility_model", "grant"),
    "design": ("design", "grant"),
}
LONGEST_CELL, LONGEST_LINE = 1_000_000, 10_000_000
PUBLICATION = re.compile(r"(CN)(\d+)([A-Z]\d?)")
SOME, SEPARATORS = 65536, ",\t;"


def read(stream: IO[bytes], name: str) -> Iterator[Item]:
    """Yield the rows of a file; raises `BadFile` for columns that are unknown or missing, and for broken bytes."""
    csv.field_size_limit(LONGEST_CELL)
    opened = TextIOWrapper(stream, encoding=_encoding(stream), newline="", errors="strict")
    told = lines_of(opened, most=LONGEST_LINE)
    try:
        head = next(told, "")
        lines = csv.DictReader(chain([head], told), strict=True, delimiter=max(SEPARATORS, key=head.count))
        lines.fieldnames = [normalise(each).lower() for each in lines.fieldnames or []]
        _check_columns(lines.fieldnames, name)
        for row in lines:
            if None in row or None in row.values():
                raise BadFile(
                    _("「%(file)s」第%(line)s行：栏数与表头不符，什么也没有导入。")
                    % {"file": name, "line": lines.line_num}
                )
            yield _item({key: (value or "").strip() for key, value in row.items()}, lines.line_num)
    except UnicodeDecodeError as error:
        raise BadFile(
            _("「%(file)s」既不是UTF-8也不是GB18030：请在原来的软件里另存为UTF-8。什么也没有导入。") % {"file": name}
        ) from error
    except csv.Error as error:
        raise BadFile(
            _("「%(file)s」第%(line)s行读不了：%(error)s。什么也没有导入。")
            % {"file": name, "line": lines.line_num, "error": error}
        ) from error
    finally:
        opened.detach()  # whoever opened the stream closes it


def _encoding(stream: IO[bytes]) -> str:
    """Return UTF-8 if all bytes are, else GB18030, which reads all of GBK and GB2312."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while some := stream.read(SOME):
            decoder.decode(some)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    else:
        return "utf-8-sig"
    finally:
        stream.seek(0)


def _check_columns(found: Sequence[str], name: str) -> None:
    unknown, missing = sorted(set(found) - set(COLUMNS)), sorted(NEEDED - set(found))
    twice = sorted(column for column, number in Counter(found).items() if number > 1)
    if unknown:
        raise BadFile(
            _("「%(file)s」有不认识的栏：%(columns)s。什么也没有导入。") % {"file": name, "columns": "、".join(unknown)}
        )
    if twice:
        raise BadFile(
            _("「%(file)s」有重复的栏：%(columns)s。什么也没有导入。") % {"file": name, "columns": "、".join(twice)}
        )
    if missing:
        raise BadFile(
            _("「%(file)s」缺少栏：%(columns)s。什么也没有导入。") % {"file": name, "columns": "、".join(missing)}
        )


def _item(row: dict[str, str], line: int) -> Item:
    problems: list[Problem] = []
    kind, what = KINDS.get(row["kind"], ("", ""))
    day, filed = _day(row, "publication_date", line, problems), _day(row, "application_date", line, problems)
    number = _number(row.get("application_no", ""), line, problems)
    published = PUBLICATION.fullmatch(normalise(row["publication_no"]).replace(" ", "").upper())
    if not kind:
        problems.append(Problem(line, "kind", _("不认识的种类「%(value)s」，本行没有导入。") % {"value": row["kind"]}))
    if not published:
        problems.append(
            Problem(
                line,
                "publication_no",
                _("公开号「%(value)s」不完整，本行没有导入。") % {"value": row["publication_no"]},
            )
        )
    else:
        _check_publication(row["publication_no"], line, problems)
    loc = kind == "design"
    classes = [each.strip() for each in row.get("classes", "").split(";") if each.strip()]
    return Item(
        kind=kind,
        authority="CN" if published else "",
        number=number,
        said_on=day,
        fields=without_blanks(
            {
                "title": row["title"],
                "applicants": _names(row.get("applicant", "")),
                "inventors": _names(row.get("inventors", "")),
                "classes": without_blanks({"loc" if loc else "ipc": [_class(each) for each in classes]}),
                "filed_on": filed,
                "address": row.get("address", ""),
                "province": row.get("province", ""),
                "city": row.get("city", ""),
                "county": row.get("county", ""),
                "granted_on": day if what == "grant" else None,
            }
        ),
        publications=(Published(published[1], published[2], published[3], day),) if published else (),
        events=(Happened(what, day),) if what else (),
        as_written=dict(row),
        problems=tuple(problems),
        line=line,
    )


def _names(written: str) -> list[str]:
    return [each.strip() for each in re.split("[;；]", written) if each.strip()]


def _class(written: str) -> str:
    return re.sub(r"\s*\(.*", "", written).replace(" ", "")


def _day(row: dict[str, str], column: str, line: int, problems: list[Problem]) -> date | None:
    written = row.get(column, "")
    found = day_of(written)
    if written and found is None:
        problems.append(Problem(line, column, _("「%(value)s」不是日期，这一格没有导入。") % {"value": written}))
    return found


def _number(written: str, line: int, problems: list[Problem]) -> str:
    if not written:
        return ""
    if SCIENTIFIC.fullmatch(written):
        problems.append(
            Problem(
                line,
                "application_no",
                _("申请号「%(value)s」已被电子表格改成科学计数，末尾数字丢失，没有采用，也不作猜测。")
                % {"value": written},
            )
        )
        return ""
    try:
        return check_application(written).replace(".", "")
    except BadNumber as wrong:
        problems.append(Problem(line, "application_no", _("%(why)s，没有采用。") % {"why": wrong}))
        return ""


def _check_publication(written: str, line: int, problems: list[Problem]) -> None:
    try:
        check_publication(written)
    except BadNumber as wrong:
        problems.append(Problem(line, "publication_no", _("%(why)s，照原样保留。") % {"why": wrong}))
