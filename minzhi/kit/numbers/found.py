"""Finds numbers in running text, and recognises what somebody typed into a search box."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from minzhi.kit.numbers.codes import (
    BadNumber,
    application_check,
    check_application,
    check_credit_code,
    check_publication,
)
from minzhi.kit.numbers.papers import DocumentNumber, without_lead_in
from minzhi.kit.numbers.written import normalise

ALONE, ENDS = r"(?<![\dA-Z])", r"(?![\dA-Z])"
SIGN = "[0-9A-HJ-NPQRTUWXY]"
BODY = r"(?:\d{12}|\d{8})"
PATTERNS = {
    "document": r"[\u4e00-\u9fff]{1,12} ?[\[［(【〔（] ?\d{4} ?[\]］)】〕）] ?第? ?\d{1,5} ?号",
    "application": rf"{ALONE}(?:(?:ZL|CN)? ?{BODY} ?\. ?[\dX]|(?:ZL|CN) ?{BODY}[\dX]){ENDS}",
    "publication": rf"{ALONE}CN ?\d{{7,9}} ?[ABCDSUY]\d?{ENDS}",
    "credit_code": rf"{ALONE}{SIGN}{{2}}\d{{6}}{SIGN}{{10}}{ENDS}",
    "mark": r"(?<=第) ?\d{5,9} ?(?=号)|(?:(?<=注册号)|(?<=注册号:))\d{5,9}(?!\d)",
}
COMPILED = {kind: re.compile(pattern, re.IGNORECASE | re.ASCII) for kind, pattern in PATTERNS.items()}
BARE = {
    "mark": re.compile(r"[0-9]{5,9}"),
    "application": re.compile(r"(?:19|20)[0-9]{2}[12389][0-9]{7}[0-9X]?"),
    "data_certificate": re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{11}"),
    "data_registration": re.compile(r"20[0-9]{2}[0-9A-Z]{2}[0-9]{9}[0-9A-Z]"),
    "credit_code": re.compile(r"[0-9A-Z]{18}"),
}
WITHOUT_CHECK = 12
CHECKS: dict[str, Callable[[str], str]] = {
    "document": lambda written: str(DocumentNumber.parse(written)),
    "application": check_application,
    "publication": check_publication,
    "credit_code": check_credit_code,
    "mark": str,
    "data_certificate": str,
    "data_registration": str,
}


@dataclass(frozen=True)
class Found:
    """A number in a text: its kind, its normal form, where it stands, and what is wrong with it, if anything."""

    kind: str
    normal: str
    start: int
    end: int
    wrong: str = ""


def find(text: str) -> list[Found]:
    """Return the numbers in a text, in their order; full-width digits are read as half-width."""
    half = "".join(folded if len(folded := unicodedata.normalize("NFKC", sign)) == 1 else sign for sign in text)
    found = sorted(_all(half), key=lambda each: (each.start, -each.end))
    return [each for at, each in enumerate(found) if not any(before.end > each.start for before in found[:at])]


def _all(text: str) -> Iterator[Found]:
    for kind, pattern in COMPILED.items():
        for hit in pattern.finditer(text):
            written = without_lead_in(hit[0]) if kind == "document" else hit[0]
            yield _checked(kind, written, hit.end() - len(written), hit.end())


def _checked(kind: str, written: str, start: int, end: int) -> Found:
    plain = normalise(written).upper()
    try:
        return Found(kind, CHECKS[kind](plain), start, end)
    except BadNumber as wrong:
        return Found(kind, plain, start, end, str(wrong))


def recognise(text: str) -> Found | None:
    """Return what a whole text is, if it is one number: in a search box much may be left out that a text has.

    A bare number of 5 to 9 digits is a mark's; of 12 or 13 signs, an application's; 16 and 17 signs are a registered
    data set's and its certificate's (规发〔2024〕79号); 18 signs are a credit code.
    """
    plain = normalise(text).upper()
    found = next((each for each in find(plain) if (each.start, each.end) == (0, len(plain))), None)
    if found:
        return found
    kind = next((kind for kind, pattern in BARE.items() if pattern.fullmatch(plain)), None)
    if kind is None:
        return None
    missing = application_check(plain) if kind == "application" and len(plain) == WITHOUT_CHECK else ""
    return _checked(kind, plain + missing, 0, len(plain))
