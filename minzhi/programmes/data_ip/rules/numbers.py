"""Numbers of certificates (17 digits) and registrations (16 characters, the last of which checks the others).

The code tables and the check algorithm of 规发〔2024〕79号 were not seen: both are data of the rule pack, and another
algorithm is one more line in `CHECKS`.
"""

from collections.abc import Callable

from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark as _

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8)


class NumbersRunOut(Refusal):
    """The part of a number that counts is full. The text is shown."""


class NumberWrong(Refusal):
    """A number was copied wrongly. The text is shown."""


def mod_37_36(body: str) -> str:
    """Return the check character of ISO/IEC 7064 MOD 37,36.

    >>> mod_37_36("A12425GABC1234002")
    'M'
    """
    left = 36
    for sign in body:
        left = (left + SIGNS.index(sign)) % 36 or 36
        left = left * 2 % 37
    return SIGNS[(37 - left) % 36]


def mod_11_10(body: str) -> str:
    """Return the check digit of ISO/IEC 7064 MOD 11,10 over digits.

    >>> mod_11_10("0794")
    '5'
    """
    left = 10
    for sign in body:
        left = (left + int(sign)) % 10 or 10
        left = left * 2 % 11
    return str((11 - left) % 10)


def mod_11_2(body: str) -> str:
    """Return the check character of ISO/IEC 7064 MOD 11-2 over digits, as on Chinese identity cards.

    >>> mod_11_2("0794")
    '0'
    """
    left = 0
    for sign in body:
        left = (left + int(sign)) * 2 % 11
    return "0123456789X"[(12 - left) % 11]


CHECKS: dict[str, Callable[[str], str]] = {"mod_37_36": mod_37_36, "mod_11_10": mod_11_10, "mod_11_2": mod_11_2}


def registration_number(*, year: int, source: str, subject: str, sequence: int, check: str) -> str:
    """Return year (4), source (1), subject (1), sequence (9) and check character; `check` names the algorithm."""
    if not 0 < sequence < 10**9:
        raise NumbersRunOut(_("登记号的顺序号已经用完。"))
    body = f"{year:04d}{source}{subject}{sequence:09d}"
    return body + CHECKS[check](body)


def certificate_number(*, year: int, month: int, registry: str, serial: int) -> str:
    """Return year (4), month (2), registry (4) and serial (7)."""
    if not 0 < serial < 10**7:
        raise NumbersRunOut(_("证书号的流水号已经用完。"))
    return f"{year:04d}{month:02d}{registry}{serial:07d}"


def check_registration_number(number: str, check: str) -> str:
    """Return the number; raises `NumberWrong` where its last character does not fit."""
    body, last = number[:-1], number[-1:]
    if len(number) != 16 or CHECKS[check](body) != last:  # noqa: PLR2004 - the length of the number
        raise NumberWrong(_("登记号抄错了：校验码不符。"))
    return number
