"""What a person filled in becomes plain stored values, or a sentence for each field that is wrong."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from minzhi.kit.clock import CHINA
from minzhi.kit.legal_time import Span
from minzhi.kit.process.case import Plain
from minzhi.kit.process.refusals import FormWrong
from minzhi.kit.process.words import Action, Field, Kind
from minzhi.kit.text import mark as _


def read(action: Action, form: Mapping[str, object]) -> dict[str, Plain]:
    """Return the stored values of a filled form; raises `FormWrong`. Empty optional fields are left out."""
    known = {field.name for field in action.form}
    wrong = {
        name: _("「%(action)s」没有「%(field)s」这一项。") % {"action": action.label, "field": name}
        for name in form
        if name not in known
    }
    kept: dict[str, Plain] = {}
    for field in action.form:
        given = form.get(field.name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if field.required:
                wrong[field.name] = _("请填写「%(field)s」。") % {"field": field.label}
            continue
        try:
            kept[field.name] = READERS[field.kind](field, given)
        except ValueError as error:
            wrong[field.name] = str(error)
    if wrong:
        raise FormWrong(wrong)
    return kept


DIGITS = 15
"""Of the whole part of a number, and of what follows the point: more is a slip, and costs memory."""


def _text(field: Field, given: object) -> str:
    if not isinstance(given, str | int | Decimal | date):
        raise ValueError(_("「%(field)s」不是文字。") % {"field": field.label})  # noqa: TRY004 - a wrong form, not a wrong call
    text = str(given)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError(_("「%(field)s」含有不能保存的字符，请删去后重新填写。") % {"field": field.label})
    if field.at_most is not None and len(text) > field.at_most:
        message = _("「%(field)s」最多%(most)s字，现有%(now)s字。")
        raise ValueError(message % {"field": field.label, "most": field.at_most, "now": len(text)})
    return text


def _date(field: Field, given: object) -> str:
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError:
        message = _("「%(field)s」不是日期，请按2023-09-30的样子填写。")
        raise ValueError(message % {"field": field.label}) from None


def _moment(field: Field, given: object) -> str:
    """Return a minute as people here read it (``2023-09-30T09:30``); a moment elsewhere is turned into one here."""
    try:
        moment = given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
    except ValueError:
        message = _("「%(field)s」不是时刻，请按2023-09-30T09:30的样子填写。")
        raise ValueError(message % {"field": field.label}) from None
    here = moment.astimezone(CHINA) if moment.tzinfo else moment
    return here.replace(tzinfo=None).isoformat(timespec="minutes")


def _number(field: Field, given: object) -> str:
    try:
        number = Decimal(str(given))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(_("「%(field)s」不是数字。") % {"field": field.label})
    if number.adjusted() >= DIGITS or int(number.as_tuple().exponent) < -DIGITS:
        message = _("「%(field)s」的整数、小数各最多%(most)s位。")
        raise ValueError(message % {"field": field.label, "most": DIGITS})
    return f"{number:f}"


def _bool(field: Field, given: object) -> bool:
    if not isinstance(given, bool):
        raise ValueError(_("「%(field)s」须选择是或否。") % {"field": field.label})  # noqa: TRY004 - a wrong form, not a wrong call
    return given


def is_span(text: str) -> bool:
    """Tell whether a text is a span of legal time."""
    try:
        Span.parse(text)
    except ValueError:
        return False
    return True


def _span(field: Field, given: object) -> str:
    if not is_span(str(given)) or str(given).strip().startswith("-"):
        message = _("「%(field)s」不是期限，请按5wd（工作日）、15d、3m、1y、24h的样子填写。")
        raise ValueError(message % {"field": field.label})
    return str(given).strip()


def _choice(field: Field, given: object) -> str:
    if given not in field.choices:
        message = _("「%(field)s」须从%(choices)s中选择。")
        raise ValueError(message % {"field": field.label, "choices": "、".join(field.choices)})
    return str(given)


READERS: dict[Kind, Callable[[Field, object], Plain]] = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.BOOL: _bool,
    Kind.SPAN: _span,
    Kind.CHOICE: _choice,
    Kind.MOMENT: _moment,
}
