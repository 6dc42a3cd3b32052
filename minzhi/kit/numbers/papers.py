"""Numbers of official papers: 闽知发〔2023〕12号, in whatever way people type them."""

import re
import unicodedata
from dataclasses import dataclass

from minzhi.kit.numbers.codes import BadNumber

BRACKETS = str.maketrans(dict.fromkeys("[［(【〔（", "〔") | dict.fromkeys("]］)】〕）", "〕"))
WRITTEN = re.compile(r"([\u4e00-\u9fff]{1,12})〔(\d{4})〕(?:第)?0*(\d{1,5})号")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－", "-"))


def normalise(text: str) -> str:
    """Return text with full-width signs halved, dashes alike, and no spaces inside.

    >>> normalise("９１３５ ０１００－ｍａ")
    '91350100-ma'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(DASHES)


@dataclass(frozen=True)
class DocumentNumber:
    """The code of the issuer, the year, the running number without leading zeros.

    >>> str(DocumentNumber.parse("闽知发 [２０２３] 012 号"))
    '闽知发〔2023〕12号'
    """

    code: str
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a document number, whatever its brackets and spaces; raises `BadNumber`."""
        found = WRITTEN.fullmatch(normalise(text).translate(BRACKETS))
        if not found or not int(found[3]):
            raise BadNumber(f"「{text}」不是文号：应写作 闽知发〔2023〕12号")
        return cls(found[1], int(found[2]), int(found[3]))

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.number}号"
