"""Finds numbers in running text, and recognises what somebody typed into a search box."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from minzhi.kit.numbers.codes import BadNumber, check_application, check_credit_code
from minzhi.kit.numbers.papers import DocumentNumber, normalise

PATTERNS = (
    ("document", re.compile(r"[\u4e00-\u9fff]{1,12} ?[\[［(【〔（] ?\d{4} ?[\]］)】〕）] ?第? ?\d{1,5} ?号")),
    ("application", re.compile(r"(?<![\dA-Z])(?:ZL|CN)? ?(?:\d{12}|\d{8})\.[\dX](?![\dA-Z])", re.IGNORECASE)),
    ("publication", re.compile(r"(?<![\dA-Z])CN ?\d{6,9} ?[ABCUSY]\d?(?![\dA-Z])", re.IGNORECASE)),
    ("credit_code", re.compile(r"(?<![\dA-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![\dA-Z])")),
    ("mark", re.compile(r"(?<=第) ?\d{5,9} ?(?=号)")),
)


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
    for kind, pattern in PATTERNS:
        for hit in pattern.finditer(text):
            normal, wrong = _check(kind, hit[0])
            yield Found(kind, normal, hit.start(), hit.end(), wrong)


def _check(kind: str, written: str) -> tuple[str, str]:
    plain = normalise(written).upper() if kind != "document" else written
    try:
        if kind == "document":
            return str(DocumentNumber.parse(written)), ""
        if kind == "application":
            return check_application(plain), ""
        if kind == "credit_code":
            return check_credit_code(plain), ""
    except BadNumber as wrong:
        return plain, str(wrong)
    return plain, ""


def recognise(text: str) -> Found | None:
    """Return what a whole text is, if it is one number; a bare mark number is 5 to 9 digits."""
    plain = normalise(text)
    found = next((each for each in find(plain) if (each.start, each.end) == (0, len(plain))), None)
    if found is None and re.fullmatch(r"\d{5,9}", plain):
        return Found("mark", plain, 0, len(plain))
    return found
