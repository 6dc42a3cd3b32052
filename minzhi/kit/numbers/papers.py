"""Numbers of official papers: 闽知发〔2023〕12号, in whatever way people type them."""

import re
from dataclasses import dataclass

from minzhi.kit.numbers.codes import BadNumber
from minzhi.kit.numbers.written import normalise

BRACKETS = str.maketrans(dict.fromkeys("[［(【〔（", "〔") | dict.fromkeys("]］)】〕）", "〕"))
WRITTEN = re.compile(r"([\u4e00-\u9fff]{1,12})〔([0-9]{4})〕(?:第)?0*([0-9]{1,5})号")
LEAD_IN = re.compile(
    r".*(?:依据|根据|按照|依照|参照|贯彻|落实|执行|转发|印发|下发|关于|以及|详见|[及与见按]|^和(?![政平龙田县]))(?=.)"
)
"""Words that lead up to a number in running text; 和 also begins the codes of counties (和政发)."""


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


def without_lead_in(text: str) -> str:
    """Return a document number found in running text without the words that lead up to it.

    >>> without_lead_in("根据闽知发〔2023〕12号"), without_lead_in("和政发〔2023〕5号")
    ('闽知发〔2023〕12号', '和政发〔2023〕5号')
    """
    code, bracket, rest = re.split(r"([\[［(【〔（])", text, maxsplit=1)
    lead_in = LEAD_IN.match(code)
    return (code[lead_in.end() :] if lead_in else code) + bracket + rest
