"""Rights as documents: which column answers for which field."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from minzhi.engines.search.documents import Document
from minzhi.engines.search.language import fields
from minzhi.records.rights import queries
from minzhi.records.rights.models import Right
from minzhi.records.rights.names import resolved, rulings

COLUMNS = {
    "TI": "title",
    "TM": "title",
    "AB": "abstract",
    "CLMS": "claims",
    "DESC": "description",
    "PA": "applicants",
    "IN": "inventors",
    "AG": "agency",
    "GOODS": "goods",
}
PLAIN_DAY = re.compile("[0-9]{8}")
MUNICIPALITIES = {"北京市", "上海市", "天津市", "重庆市"}


def document_of(right: Right, codes: Mapping[str, str], ruled: Mapping[str, str] | None = None) -> Document:
    """Return a right as it is searched; `codes` gives division codes by names, `ruled` holders by keys of names.

    An applicant is found as written and as resolved, and counted as resolved.
    """
    mark = right.kind == Right.Kind.MARK
    texts = {key: _text(getattr(right, column)) for key, column in COLUMNS.items() if key != ("TI" if mark else "TM")}
    holders = resolved(right.applicants, ruled or {})
    texts["PA"] = _text(list(dict.fromkeys([*right.applicants, *holders])))
    city = right.city or (right.province if right.province in MUNICIPALITIES else "")
    return Document(right.pk, texts, _codes(right, city, codes), _days(right), _facets(right, city, holders))


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _codes(right: Right, city: str, codes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    symbols: Mapping[str, Sequence[str]] = right.classes
    numbers = [f"{each.authority}{each.number}{each.kind}" for each in right.publications.all()]
    found: dict[str, Iterable[str]] = {
        "IPC": (level for symbol in symbols.get("ipc", ()) for level in fields.levels(symbol)),
        "CPC": (level for symbol in symbols.get("cpc", ()) for level in fields.levels(symbol)),
        "LOC": (level for symbol in symbols.get("loc", ()) for level in _design_levels(symbol)),
        "NICE": map(fields.nice, symbols.get("nice", ())),
        "SG": symbols.get("groups", ()),
        "PN": (each for number in numbers for each in (*fields.spellings(number), fields.number(number)[2:])),
        "AN": (*fields.spellings(right.number), fields.number(right.authority + right.number)) if right.number else (),
        "PR": (fields.number(number) for number, _day in right.priorities),
        "CT": (each for number in right.citations for each in fields.spellings(number)),
        "FAM": (right.family,),
        "CITY": (*map(fields.place, (city,)), codes.get(city, "")),
        "COUNTY": (*map(fields.place, (right.county,)), codes.get(right.county, "")),
        "PROVINCE": map(fields.place, (right.province,)),
        "ST": (right.state,),
        "TY": (right.kind,),
    }
    return {key: tuple(dict.fromkeys(filter(None, values))) for key, values in found.items()}


def _design_levels(symbol: str) -> tuple[str, ...]:
    whole = fields.locarno(symbol)
    return tuple(dict.fromkeys((whole[:2], whole)))


def _days(right: Right) -> dict[str, tuple[int, ...]]:
    published = [each.day for each in right.publications.all()] or [right.published_on]
    found = {"PD": published, "GD": [right.granted_on], "AD": [right.filed_on]}
    days = {key: tuple(sorted({as_number(day) for day in values if day})) for key, values in found.items()}
    return days | {"PRD": tuple(int(day) for _number, day in right.priorities if PLAIN_DAY.fullmatch(day))}


def as_number(day: date) -> int:
    """Return a day as 20190709."""
    return day.year * 10000 + day.month * 100 + day.day


def _facets(right: Right, city: str, holders: Sequence[str]) -> dict[str, tuple[str, ...]]:
    ipc = tuple(dict.fromkeys(fields.ipc(symbol)[:4] for symbol in right.classes.get("ipc", ())))
    year = (str(right.published_on.year),) if right.published_on else ()
    return {
        "ipc": ipc,
        "year": year,
        "pa": tuple(holders),
        "city": (city,) if city else (),
        "ty": (right.kind,),
        "st": (right.state,),
        "nice": tuple(dict.fromkeys(map(fields.nice, right.classes.get("nice", ())))),
        "ag": (right.agency,) if right.agency else (),
    }


def texts_of(ids: Sequence[int], keys: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield for ids the texts of fields, as the index has them: a mark's name is no title."""
    columns = list(dict.fromkeys([*(COLUMNS[key] for key in keys), "kind"]))
    ruled = rulings() if "PA" in keys else {}
    for id_, row in queries.texts(ids, columns):
        other = "TI" if row["kind"] == Right.Kind.MARK else "TM"
        found = {key: row[COLUMNS[key]] for key in keys if key != other}
        if "PA" in found:
            names = found["PA"].split("\n")
            found["PA"] = _text(list(dict.fromkeys([*names, *resolved(names, ruled)])))
        yield id_, found
