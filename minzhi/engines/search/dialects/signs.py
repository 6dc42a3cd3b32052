"""Rules and spellings that several dialects share."""

import re

from minzhi.engines.search.language import lexing
from minzhi.engines.search.language.lexing import ENDS, rule

BOOLEAN = (rule("_AND", f"AND{ENDS}"), rule("OR", f"OR{ENDS}"), rule("NOT", f"NOT{ENDS}"))
CLASS = rule("TERM", r"[A-H]\d\d[A-Z][-\d]*(?:/\d*)?\+?(?!\w)")
ENGLISH = re.compile(r"AND|OR|NOT|XOR|(?:ADJ|NEAR|PRE|W|D|N)\d*|\d*[WDN]|SAME|WITH|S|P|F", re.IGNORECASE)


def dashed(day: int) -> str:
    """Return a day as 2019-07-09."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def same(sentence: str, paragraph: str) -> tuple[lexing.Rule, ...]:
    """Return the rules of the operators for one sentence and one paragraph."""
    return rule("SAME", sentence + ENDS, lambda _: "S"), rule("SAME", paragraph + ENDS, lambda _: "P")


def day_range(looks: str, names: dict[str, str]) -> lexing.Rule:
    """Return the rule of a range of days in one sign; groups are name, first and last."""
    return rule("DAYS", looks, lambda found: (names.get(found[1].upper()), found[2], found[3]))
