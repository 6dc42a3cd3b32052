"""Codes with a check digit: the unified social credit code and Chinese patent application numbers."""

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_LENGTH = 18
OLD_LENGTH, NEW_LENGTH = 8, 12
KINDS = "12389"


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
    """Return the code if it is right; raises `BadNumber`."""
    if len(code) != CREDIT_LENGTH:
        raise BadNumber(f"统一社会信用代码应为18位，「{code}」有{len(code)}位")
    for place, sign in enumerate(code, start=1):
        if sign not in CREDIT_SIGNS:
            raise BadNumber(f"统一社会信用代码第{place}位「{sign}」不会出现（不用 I O S V Z）")
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
    """Return ``ZL``-less digits, dot and check digit of an application number; raises `BadNumber`."""
    body, _dot, check = number.upper().removeprefix("ZL").removeprefix("CN").partition(".")
    if not (body.isdigit() and len(body) in {OLD_LENGTH, NEW_LENGTH} and len(check) == 1):
        raise BadNumber(f"「{number}」不是专利申请号：应为8位或12位数字、点、校验位，如 202310001234.5")
    kind = body[2] if len(body) == OLD_LENGTH else body[4]
    if kind not in KINDS:
        raise BadNumber(f"专利申请号「{number}」的种类位「{kind}」应为1、2、3、8或9")
    if check != (right := application_check(body)):
        raise BadNumber(f"专利申请号「{number}」的校验位应为{right}，请核对是否抄错")
    return f"{body}.{check}"
