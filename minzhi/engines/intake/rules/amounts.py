"""Numbers as people write them: thousands set apart, 万 and 亿, a unit behind. Estimates are not figures."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from minzhi.engines.intake.rules.fields import WHOLE_FROM, Fault, Field, Kind, Plain, Setting
from minzhi.engines.intake.rules.words import DESTROYED
from minzhi.kit.text import mark as _

TIMES = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "百万": Decimal(10**6)}
TIMES |= {"千万": Decimal(10**7), "亿": Decimal(10**8)}
WRITTEN = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(百万|千万|[百千万亿])?(\D*)")
BEFORE = re.compile(r"^(?:人民币|[¥￥])")
LARGEST = Decimal(10**12)
NOT_A_NUMBER = _("「%(given)s」不是数字：请只填数字。")
NOT_WHOLE = _("「%(given)s」应为整数。")
TOO_LARGE = _("「%(given)s」大得异常，请核对单位。")
OTHER_UNIT = _("「%(given)s」的单位应为%(unit)s。")
TOO_FINE = _("「%(given)s」的小数超过%(places)s位，请核对。")


def number(given: Plain, field: Field, setting: Setting) -> Decimal:
    """Return an amount in the field's own unit; a unit in the cell goes before the heading's. Raises `Fault`."""
    if isinstance(given, bool) or given is None:
        raise Fault(NOT_A_NUMBER, given=str(given))
    if isinstance(given, float | int):
        if abs(given) >= WHOLE_FROM:
            raise Fault(DESTROYED, given=f"{given:.10G}")
        return _fitting(_cleaned(given) * setting.scale, str(given), field)
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(given))).strip("'’")
    return _fitting(_of_text(text, field, setting), text, field)


def _cleaned(given: float) -> Decimal:
    """Return a binary number as people typed it: 0.1 + 0.2 is 0.3 in a sheet."""
    return Decimal(f"{given:.15g}")


def _of_text(text: str, field: Field, setting: Setting) -> Decimal:
    negative = bool(re.fullmatch(r"\(.+\)", text))
    bare = BEFORE.sub("", text.strip("()") if negative else text)
    found = WRITTEN.fullmatch(bare)
    if not found or (negative and found[1]):
        raise Fault(NOT_A_NUMBER, given=text)
    sign, digits, times, unit = found[1], found[2], found[3] or "", found[4]
    if unit and unit != unicodedata.normalize("NFKC", field.measured_in):
        raise Fault(OTHER_UNIT if field.measured_in else NOT_A_NUMBER, given=text, unit=field.measured_in)
    try:
        amount = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        raise Fault(NOT_A_NUMBER, given=text) from None
    scale = TIMES[times] if times or unit else setting.scale
    return -amount * scale if negative or sign == "-" else amount * scale


def _fitting(amount: Decimal, text: str, field: Field) -> Decimal:
    if abs(amount) >= LARGEST:
        raise Fault(TOO_LARGE, given=text)
    if field.kind == Kind.WHOLE:
        if amount != amount.to_integral_value():
            raise Fault(NOT_WHOLE, given=text)
        return amount.to_integral_value()
    exact = amount.quantize(Decimal(1).scaleb(-field.places))
    if exact != amount:
        raise Fault(TOO_FINE, given=text, places=str(field.places))
    return exact.normalize() + 0 if exact else Decimal(0)


def scale_of(heading: str, measured_in: str) -> Decimal:
    """Return what one of the heading's unit is in the field's unit: 金额（万元） of 元 is 10000.

    >>> scale_of("金额(万元)", "元"), scale_of("金额", "元"), scale_of("数量（件）", "件")
    (Decimal('10000'), Decimal('1'), Decimal('1'))
    """
    text = unicodedata.normalize("NFKC", heading)
    for times in sorted(TIMES, key=len, reverse=True):
        if times and measured_in and re.search(rf"(?<![千百万]){times}{re.escape(measured_in)}", text):
            return TIMES[times]
    return TIMES[""]
