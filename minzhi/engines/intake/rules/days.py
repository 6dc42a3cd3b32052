"""Days as people write them in sheets, and as spreadsheets count them. What could mean two days is not guessed."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from minzhi.engines.intake.rules.fields import Fault, Plain, Setting
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.kit.text import mark as _

FIRST, LAST = date(1949, 1, 1), date(2100, 12, 31)
ZERO_1900, ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
AFTER_THE_LEAP_DAY_THAT_NEVER_WAS = 61
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
TIME = r"(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
WRITTEN = re.compile(
    rf"(\d{{4}})[-./年](\d{{1,2}})[-./月](\d{{1,2}})日?(?:[ (]*(?:星期|周)[一二三四五六日天]\)?)?{TIME}"
)
PACKED = re.compile(r"((?:19|2[01])\d{2})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
TWO_WAYS = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
WITHOUT_DAY = re.compile(r"\d{4}[-./年]\d{1,2}月?")
QUARTER = re.compile(r"(\d{4})年?(?:第?([1-4一二三四])季度?|Q([1-4]))", re.IGNORECASE)
CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
NOT_A_DAY = _("「%(given)s」不是日期：请写成 2023-09-01 或 2023年9月1日。")
NO_SUCH_DAY = _("「%(given)s」这一天不存在，请核对。")
UNSURE = _("「%(given)s」可以读成两个日子：请写明年月日，如 2023-09-01。")
NO_DAY = _("「%(given)s」没有写到日：请补上几日。")
FAR = _("「%(given)s」不在1949年至2100年之间，请核对年份。")
SERIAL_OF_UNKNOWN = _("日期是数字%(given)s，而这种文件不写明从哪年数起：请写成 2023-09-01。")
NOT_A_QUARTER = _("「%(given)s」不是季度：请写成 2023Q2 或 2023年第二季度。")


def day(given: Plain, setting: Setting) -> date:
    """Return the day a cell means; raises `Fault`."""
    if isinstance(given, date):
        return _near(given.date() if isinstance(given, datetime) else given, str(given))
    if isinstance(given, float | int) and not isinstance(given, bool):
        return _of_number(float(given), setting)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(given or ""))).strip().strip("'’.")
    return _of_text(text, setting)


def _of_text(text: str, setting: Setting) -> date:
    bare = re.sub(r"(?<=[年月./-]) | (?=[年月日./-])", "", text)
    if found := (WRITTEN.fullmatch(bare) or PACKED.fullmatch(bare)):
        return _made(int(found[1]), int(found[2]), int(found[3]), text)
    if found := CHINESE.fullmatch(bare):
        return _made(int(found[1].translate(DIGITS)), _chinese(found[2]), _chinese(found[3]), text)
    if SERIAL.fullmatch(bare):
        return _of_number(float(bare), setting)
    if TWO_WAYS.fullmatch(bare):
        raise Fault(UNSURE, given=text)
    raise Fault(NO_DAY if WITHOUT_DAY.fullmatch(bare) else NOT_A_DAY, given=text)


def _of_number(number: float, setting: Setting) -> date:
    text = str(int(number)) if number.is_integer() else str(number)
    if found := PACKED.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]), text)
    if setting.since_1904 is None:
        raise Fault(SERIAL_OF_UNKNOWN, given=text)
    if not AFTER_THE_LEAP_DAY_THAT_NEVER_WAS <= number < 10**6:
        raise Fault(NOT_A_DAY, given=text)
    zero = ZERO_1904 if setting.since_1904 else ZERO_1900
    return _near(zero + timedelta(days=int(number)), text)


def _made(year: int, month: int, number: int, text: str) -> date:
    try:
        return _near(date(year, month, number), text)
    except ValueError:
        raise Fault(NO_SUCH_DAY, given=text) from None


def _near(found: date, text: str) -> date:
    if not FIRST <= found <= LAST:
        raise Fault(FAR, given=text)
    return found


def _chinese(text: str) -> int:
    """Return a number up to 99 written in characters.

    >>> _chinese("十"), _chinese("二十三"), _chinese("九"), _chinese("三十")
    (10, 23, 9, 30)
    """
    tens, ten, ones = text.partition("十")
    units = int((ones if ten else tens).translate(DIGITS) or 0)
    return int(tens.translate(DIGITS) or 1) * 10 + units if ten else units


def quarter(given: Plain) -> str:
    """Return a quarter as ``2023Q2``; raises `Fault`."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(given or "")))
    if found := QUARTER.fullmatch(text):
        number = (found[2] or found[3]).translate(DIGITS)
        return f"{found[1]}Q{number}"
    try:
        period = Period.parse(text.upper())
    except BadPeriod:
        raise Fault(NOT_A_QUARTER, given=text) from None
    if not period.quarter:
        raise Fault(NOT_A_QUARTER, given=text)
    return str(period)
