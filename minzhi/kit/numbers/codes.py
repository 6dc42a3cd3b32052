"""Codes with a check digit, the unified social credit code and patent application numbers; and publication numbers."""

import re

from minzhi.kit.numbers.written import normalise

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_LENGTH = 18
PLACE_CODE = range(3, 9)
APPLICATION = re.compile(r"(?:ZL|CN)?([0-9]{8}|[0-9]{12})\.?([0-9X])")
OLD_LENGTH = 8
KINDS = "12389"
LETTERS = {"A": "189", "B": "189", "C": "189", "U": "29", "Y": "29", "S": "3", "D": "3"}
"""Kinds of publication and the first digit of their numbers; 8 and 9 came by the PCT."""
PUBLICATION = re.compile(r"CN([0-9]{7,9})([A-Z])([0-9]?)")


class BadNumber(ValueError):
    """A number that cannot be right. The text says which digit, and what it would have to be."""


def credit_check(body: str) -> str:
    """Return the last sign of a credit code from its first 17 (GB 32100-2015).

    >>> credit_check("91350100MA0000000")
    'L'
    """
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(body, CREDIT_WEIGHTS, strict=True))
    return CREDIT_SIGNS[(31 - total % 31) % 31]


def check_credit_code(code: str) -> str:
    """Return the code, normal, if it is right; raises `BadNumber`, which names the place where that can be known."""
    code = normalise(code).upper()
    if len(code) != CREDIT_LENGTH:
        raise BadNumber(f"统一社会信用代码应为18位，「{code}」有{len(code)}位")
    for place, sign in enumerate(code, start=1):
        if sign not in CREDIT_SIGNS:
            raise BadNumber(f"统一社会信用代码第{place}位「{sign}」不会出现（不用 I O S V Z）")
        if place in PLACE_CODE and not sign.isdigit():
            raise BadNumber(f"统一社会信用代码第{place}位「{sign}」应为数字（第3至8位是行政区划）")
    if code[-1] != (right := credit_check(code[:-1])):
        raise BadNumber(f"统一社会信用代码「{code}」末位应为{right}，请核对是否抄错")
    return code


def application_check(body: str) -> str:
    """Return the check digit of an application number without it (8 digits before 2003-10, then 12).

    >>> application_check("200310102344"), application_check("85100001")
    ('5', '0')
    """
    weights = [place % 8 + 2 for place in range(len(body))]
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - the Roman ten of the standard


def check_application(number: str) -> str:
    """Return ``ZL``-less digits, dot and check digit of an application number; raises `BadNumber`.

    The dot may be missing, as people often leave it out.

    >>> check_application("ZL2003101023445")
    '200310102344.5'
    """
    found = APPLICATION.fullmatch(normalise(number).upper())
    if not found:
        raise BadNumber(f"「{number}」不是专利申请号：应为8位或12位数字、点、校验位，如 200310102344.5")
    body, check = found[1], found[2]
    kind = body[2] if len(body) == OLD_LENGTH else body[4]
    if kind not in KINDS:
        raise BadNumber(f"专利申请号「{number}」的种类位「{kind}」应为1、2、3、8或9")
    if check != (right := application_check(body)):
        raise BadNumber(f"专利申请号「{number}」的校验位应为{right}，请核对是否抄错")
    return f"{body}.{check}"


def check_publication(number: str) -> str:
    """Return a publication or announcement number, normal; raises `BadNumber`.

    Seven digits before 2007, eight with the year before 1989, nine today.

    >>> check_publication("cn 101234567 a"), check_publication("CN85100001A")
    ('CN101234567A', 'CN85100001A')
    """
    found = PUBLICATION.fullmatch(normalise(number).upper())
    if not found or found[2] not in LETTERS:
        raise BadNumber(
            f"「{number}」不是专利公开（公告）号：应为CN、7至9位数字、字母A、B、C、U、Y、S或D，如 CN101234567A"
        )
    place = 3 if len(found[1]) == OLD_LENGTH else 1
    kind, may_be = found[1][place - 1], LETTERS[found[2]]
    if kind not in may_be:
        raise BadNumber(f"公开号「{number}」第{place}位数字「{kind}」与字母{found[2]}不符：应为{'或'.join(may_be)}")
    return f"CN{found[1]}{found[2]}{found[3]}"
