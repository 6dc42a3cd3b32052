"""The citizen's identity number: 18 signs with a check digit (GB 11643-1999); the 15 digits of before are not taken."""

from datetime import date

from minzhi.engines.intake.rules.fields import Fault
from minzhi.kit.text import mark as _

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
LENGTH = 18
NOT_LONG_ENOUGH = _("身份证号应为18位，「%(given)s」有%(count)s位。")
STRANGE = _("身份证号「%(given)s」含有不该有的字符：前17位是数字，末位是数字或X。")
NO_BIRTHDAY = _("身份证号「%(given)s」第7至14位不是日期，请核对。")
WRONG = _("身份证号「%(given)s」末位校验不对，请核对是否抄错。")


def identity(code: str) -> str:
    """Return an identity number that is right; raises `Fault`.

    >>> identity("11010519491231002X")
    '11010519491231002X'
    """
    if len(code) != LENGTH:
        raise Fault(NOT_LONG_ENOUGH, given=code, count=str(len(code)))
    body, last = code[:-1], code[-1]
    if not (body.isascii() and body.isdigit() and last in CHECKS):
        raise Fault(STRANGE, given=code)
    try:
        date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        raise Fault(NO_BIRTHDAY, given=code) from None
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    if last != CHECKS[total % 11]:
        raise Fault(WRONG, given=code)
    return code
