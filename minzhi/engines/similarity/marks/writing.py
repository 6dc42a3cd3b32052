"""A word mark as it is compared: one form of every sign, its Han characters, its Latin letters."""

import re
import unicodedata
from dataclasses import dataclass

from minzhi.engines.similarity.filings.signs import INVISIBLE, LOOKALIKES, simplified

HAN, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Z0-9]")
LONGEST = 60
"""Signs of a mark that are compared."""


@dataclass(frozen=True)
class Written:
    """A mark as written and as compared."""

    given: str
    plain: str
    han: str
    latin: str


def written(mark: str) -> Written:
    """Read a mark: full width, traditional and look-alike signs become one, invisible ones and spaces nothing.

    >>> written("ＨＯＰＥ武夷 星").plain
    'HOPE武夷星'
    """
    given = mark[: LONGEST * 4]
    signs = [LOOKALIKES.get(sign, sign) for sign in unicodedata.normalize("NFKC", given)]
    plain = "".join(
        simplified().get(sign, sign) for sign in signs if unicodedata.category(sign) not in INVISIBLE
    ).upper()[:LONGEST]
    return Written(mark, plain, "".join(HAN.findall(plain)), "".join(LATIN.findall(plain)))
